"""The stored answer to "how well are published trials predicted?"."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from sciaclinic.answers.answer import AnswerDocument
from sciaclinic.answers.record import Record
from sciatwin.evidence.published_trial import Measure, TrialKind
from sciatwin.validation.trials.row import Kind, RowUse
from sciatwin.validation.trials.shown import ShownPrediction, ShownRow

Pair = tuple[float, float]


class SimulatedTrial(Record):
    """A trial or cohort as it was simulated."""

    key: str
    trial_kind: TrialKind
    condition: str
    people: int | None
    assumed: tuple[str, ...]
    """What had to be presumed of its people and of its arms."""


class WithoutLastingRelief(Record):
    """What would be predicted if nothing outlasted the drug."""

    predicted: float
    interval_90: Pair


class RowRecord(Record):
    """One reported number beside its prediction."""

    trial: str
    """Key of the trial."""
    group: RowUse
    """How it is used: for calibration, held out, a check of consistency, shown only, or not reported yet."""
    measure: Measure
    what: str
    name: str
    """Measure and time, in short."""
    arms: tuple[str, ...]
    """One, or two that are compared: the first less the second."""
    when: str
    kind: Kind
    """Of its scale."""
    unit: str
    fitted: bool
    """The number entered the calibration."""
    is_range: bool
    """A span was reported, not a number."""
    observed: float | None
    """Absent where nothing was reported yet; of a yes or no 1 or 0."""
    observed_interval_95: Pair | None
    """As printed, if it was; of a reported range the range."""
    predicted: float
    """Median by the weighted average of the accounts of lasting relief; of a yes or no its chance."""
    interval_50: Pair
    interval_90: Pair
    inside: bool | None
    """The reported number lies in the 90 % interval."""
    if_nothing_lasts: WithoutLastingRelief
    crps: Mapping[str, float] | None
    """By account, as part of the scale, lower is better; absent where it is not scored."""
    log_score: Mapping[str, float] | None
    """By account, higher is better."""

    @property
    def shown(self) -> ShownRow:
        """The row as a figure shows it."""
        null = self.if_nothing_lasts
        return ShownRow(
            trial=self.trial,
            arms=self.arms_in_words,
            name=self.name,
            group=self.group,
            kind=self.kind,
            is_difference=self.measure is Measure.PAIN_DIFFERENCE,
            is_fitted=self.fitted,
            observed=self.observed,
            observed_interval=self.observed_interval_95,
            is_inside=self.inside,
            average=ShownPrediction(self.predicted, *self.interval_90),
            null=ShownPrediction(null.predicted, *null.interval_90),
        )

    @property
    def arms_in_words(self) -> str:
        return " − ".join(self.arms)


class NotPredictedNumber(Record):
    """A reported number, or a whole trial, without a prediction, and why."""

    trial: str
    measure: Measure | None
    """Absent, like the next two, for a whole trial."""
    arm: str | None
    what: str | None
    because: str


class ScoreRecord(Record):
    """One account of lasting relief, or their average, over the rows of a group; each trial counts once."""

    group: RowUse
    account: str
    crps: float
    log_score: float
    rows: int
    trials: int


class CoverageRecord(Record):
    """How often reported numbers lay inside, and how wide the intervals were; yes-or-no rows are left out."""

    group: RowUse
    account: str
    inside: Mapping[str, float]
    """By the level of the interval, such as ``90%``."""
    width: float
    """Of the 90 % interval, as part of the scale."""
    rows: int


class AnswerRecord(Record):
    """What is said of a trial that every account must answer."""

    trial: str
    question: str
    says: tuple[str, ...]


class LevelsInside(Record):
    """How many comparisons of a kinetic model with a published level lie inside the 90 % interval."""

    inside: int
    of: int


class TrialsValidationDocument(AnswerDocument):
    """Every open trial and cohort simulated as it was run, beside what it reported."""

    VERSION: ClassVar[str] = "1.0"

    kind: Literal["validation-trials"] = "validation-trials"
    levels: LevelsInside | None
    """Of the kinetic models; absent if only trials were asked about."""
    weights: Mapping[str, float]
    """Of the accounts of lasting relief, from calibration trials only."""
    trials: tuple[SimulatedTrial, ...]
    rows: tuple[RowRecord, ...]
    not_predicted: tuple[NotPredictedNumber, ...]
    scores: tuple[ScoreRecord, ...]
    coverage: tuple[CoverageRecord, ...]
    held_out_verdict: str
    answers: tuple[AnswerRecord, ...]
