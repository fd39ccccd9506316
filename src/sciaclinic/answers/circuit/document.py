"""The stored answer to "does the fast spinal cord follow the simulated one?"."""

from typing import ClassVar, Literal

from sciaclinic.answers.answer import AnswerDocument
from sciatwin.dorsal_horn.fitted.surrogate import Surrogate


class CircuitDocument(AnswerDocument):
    """A new fit of the smooth function that stands for the spinal circuit, beside the one that is shipped."""

    VERSION: ClassVar[str] = "1.0"

    kind: Literal["circuit"] = "circuit"
    found: Surrogate
    shipped: Surrogate

    @property
    def unchanged(self) -> bool:
        """The fit gives the shipped numbers to the last digit."""
        return self.found == self.shipped
