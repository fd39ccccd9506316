"""The stored answer to "how well are published levels predicted?"."""

from typing import ClassVar, Literal

from sciaclinic.answers.answer import AnswerDocument
from sciaclinic.answers.record import Record
from sciatwin.analytes import Analyte, BloodSite
from sciatwin.evidence.published_observation import ReportedQuantity


class ComparisonRecord(Record):
    """One reported value beside the prediction of one model."""

    observation: str
    """Key of what was reported."""
    analyte: Analyte
    quantity: ReportedQuantity
    site: BloodSite
    """Where blood was drawn, as far as the report says."""
    model_key: str
    model_site: BloodSite
    time_h: float | None
    """Absent for what has no time, such as a clearance."""
    observed: float
    observed_high: float | None
    """The other end, where a range was reported."""
    predicted: float
    low: float
    """With ``high``: the 90 % interval of the reported statistic."""
    high: float
    ratio: float
    """Predicted ÷ observed; of a range its middle."""
    inside: bool
    used_in_building: bool
    """The model was built from these data; such a row is not scored."""

    @property
    def is_level(self) -> bool:
        """One level was reported, not a range or a summary."""
        return self.quantity is ReportedQuantity.CONCENTRATION and self.observed_high is None


class ModelScoreRecord(Record):
    """Prediction errors (predicted ÷ observed − 1) of one model at one kind of site."""

    model_key: str
    site: BloodSite
    values: int
    median_error: float
    median_absolute_error: float
    inside_fraction: float


class NotPredictedLevel(Record):
    """Something reported that no model predicts, and why."""

    observation: str
    what: str
    because: str


class LevelsValidationDocument(AnswerDocument):
    """Every kinetic model against every published observation that it can predict."""

    VERSION: ClassVar[str] = "1.0"

    kind: Literal["validation-levels"] = "validation-levels"
    comparisons: tuple[ComparisonRecord, ...]
    scores: tuple[ModelScoreRecord, ...]
    not_predicted: tuple[NotPredictedLevel, ...]

    @property
    def scored(self) -> tuple[ComparisonRecord, ...]:
        """Without those that a model was built from."""
        return tuple(item for item in self.comparisons if not item.used_in_building)
