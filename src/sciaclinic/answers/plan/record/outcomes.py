"""The parts of a plan document beyond leg pain: outcomes, side effects, liver and bladder, and what else is open."""

from sciaclinic.answers.record import IntervalRecord, Record, SourceRecord


class ScoreRecord(Record):
    """One outcome beyond leg pain at one week, in arms that share their random draws."""

    outcome: str
    meaning: str
    unit: str
    """``points``, ``mg/day``, or ``1`` for a probability."""
    week: int
    today: float | None
    """Score today; absent for the patient's impression of change."""
    important_changes: tuple[float, ...]
    """Changes that patients call important, as published; empty where none was found."""
    untreated: IntervalRecord
    placebo: IntervalRecord | None
    """Inert infusions, believed in as much as ketamine. Absent, like all that follows, if no infusion was compared."""
    treated: IntervalRecord | None
    by_drug: IntervalRecord | None
    """Ketamine less placebo: what the drug alone does."""


class NotMeasuredRecord(Record):
    """An outcome that is not predicted because nobody measured it today."""

    outcome: str
    name: str
    """Questionnaire or count that is missing."""


class SideEffectRecord(Record):
    """One side effect that the strongest session may bring."""

    key: str
    name: str
    probability: IntervalRecord | None
    """Absent where no frequency against placebo was found."""
    times_as_often_as_placebo: float | None
    """Risk ratio in trials; absent where none was found."""
    certainty: str
    """As the source prints it; may be empty."""
    note: str
    source: SourceRecord


class PressureNoteRecord(Record):
    """What raises blood pressure or heart rate further in this patient; nobody printed by how much."""

    what: str
    raises: str
    is_known: bool
    """False if it is unknown whether this holds for the patient."""
    source: SourceRecord


class OrganRecord(Record):
    """What is known of liver and bladder under the infusion that is shown."""

    rule: str
    organ: str
    level: str
    """``stop``, ``warn`` or ``inform``."""
    says: str
    to_do: str
    """May be empty."""
    rests_on_source_alone: bool
    """False where the threshold is a choice that a physician signs."""
    source: SourceRecord
