"""The stored answer to "do the constants follow from the evidence?"."""

from typing import ClassVar, Literal

from sciaclinic.answers.answer import AnswerDocument
from sciatwin.response.calibrated import Calibration


class CalibrationDocument(AnswerDocument):
    """A new fit of the calibrated constants beside the one that is shipped."""

    VERSION: ClassVar[str] = "1.0"

    kind: Literal["calibration"] = "calibration"
    found: Calibration
    shipped: Calibration

    @property
    def unchanged(self) -> bool:
        """The fit gives the shipped numbers to the last digit."""
        return self.found == self.shipped
