"""A treatment of the sciatica pathway: what trials found, what guidelines say, and whether it is open to a patient."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from sciatwin.evidence import Estimate, Source, Status
from sciatwin.patient import Answer, Jurisdiction, Patient, Treatment, TreatmentKind, TreatmentResult

_POINTS_PER_PRINTED_POINT = 0.1  # 0 to 100 → 0 to 10


class Standing(StrEnum):
    """Where a treatment stands for one patient."""

    OPEN = "open"
    TRIED = "already tried"
    TAKEN = "taken now"
    NOT_INDICATED = "not indicated"
    UNCLEAR = "cannot be said yet"


@dataclass(frozen=True)
class Judgement:
    """Where a treatment stands, and why."""

    standing: Standing
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class WindowEffect:
    """Mean difference of pain between two arms over a stretch of time, in points of 0 to 10; negative: less pain.

    Attributes:
        when: the time as the source names it.
        assumed_time: why the weeks stand where they do, if the source does not print them.
        trial: whom the number comes from.
    """

    from_week: float
    to_week: float
    mean_difference: Estimate
    certainty: str
    when: str
    trial: str
    assumed_time: str = ""

    @property
    def gain(self) -> float:
        """Points less pain."""
        return -self.mean_difference.value

    @property
    def gain_interval(self) -> tuple[float, float] | None:
        """95 % interval of the gain; None where none is printed."""
        low, high = self.mean_difference.low, self.mean_difference.high
        return None if low is None or high is None else (-high, -low)


@dataclass(frozen=True)
class Harm:
    """One harm as counted in trials."""

    what: str
    estimate: Estimate


@dataclass(frozen=True)
class GuidelineLine:
    """What a guideline says, with the strength that it gives itself; ``only_in`` is empty where it speaks to all."""

    reference: str
    says: str
    strength: str
    source: Source
    only_in: tuple[Jurisdiction, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Comparator:
    """One treatment other than ketamine.

    Attributes:
        kinds: how it is written in a patient's list of treatments.
        against: what it was compared with in the trials.
        remark: what the effects leave out.
        judge: where it stands for a patient who has not tried it.
    """

    key: str
    name: str
    kinds: tuple[TreatmentKind, ...]
    against: str
    effects: tuple[WindowEffect, ...]
    harms: tuple[Harm, ...]
    guidelines: tuple[GuidelineLine, ...]
    remark: str
    judge: Callable[[Patient], Judgement]


@dataclass(frozen=True)
class Alternative:
    """A treatment as it stands for one patient."""

    comparator: Comparator
    judgement: Judgement
    tried: tuple[Treatment, ...]

    @property
    def standing(self) -> Standing:
        return self.judgement.standing

    @property
    def guidelines(self) -> tuple[GuidelineLine, ...]:
        return self.comparator.guidelines

    @property
    def words(self) -> str:
        """Standing and reasons in one line."""
        return (
            f"{self.standing} ({'; '.join(self.judgement.reasons)})" if self.judgement.reasons else str(self.standing)
        )


def for_patient(comparator: Comparator, patient: Patient) -> Alternative:
    """What was tried is said first; what speaks for or against it follows."""
    tried = tuple(t for t in patient.treatments or () if t.kind in comparator.kinds)
    judged = comparator.judge(patient)
    counted = [t for t in tried if _counts_as_tried(t)]
    if counted:
        against = judged.reasons if judged.standing is Standing.NOT_INDICATED else ()
        return Alternative(comparator, Judgement(Standing.TRIED, (*map(_result, counted), *against)), tried)
    notes = [f"tried too little to judge: {_result(t)}" for t in tried]
    if patient.treatments is None:
        notes.append("whether it was tried is not on record")
    return Alternative(comparator, Judgement(judged.standing, (*notes, *judged.reasons)), tried)


def _counts_as_tried(treatment: Treatment) -> bool:
    """A medicine that was not tolerated was tried, however short."""
    return treatment.result is TreatmentResult.NOT_TOLERATED or treatment.adequate_dose_and_time is not Answer.NO


def _result(treatment: Treatment) -> str:
    return "result not known" if treatment.result is TreatmentResult.UNKNOWN else str(treatment.result)


def printed_points(value: float, low: float | None, high: float | None, source: Source, place: str) -> Estimate:
    """A mean difference printed in points of 0 to 10."""
    return Estimate(
        value=value,
        unit="points",
        meaning="mean difference of pain, treatment − comparison",
        source=source,
        place=place,
        low=low,
        high=high,
    )


def from_hundred(value: float, low: float | None, high: float | None, source: Source, place: str) -> Estimate:
    """A mean difference printed on a scale of 0 to 100, turned into points of 0 to 10."""
    interval = "no interval printed" if low is None or high is None else f"95 % interval {low:g} to {high:g}"
    return Estimate(
        value=value * _POINTS_PER_PRINTED_POINT,
        unit="points",
        meaning="mean difference of pain, treatment − comparison",
        status=Status.DERIVED,
        source=source,
        place=place,
        low=None if low is None else low * _POINTS_PER_PRINTED_POINT,
        high=None if high is None else high * _POINTS_PER_PRINTED_POINT,
        reason=f"{place}: {value:g} of 100 ({interval}), ÷ 10",
    )


def printed_share(what: str, value: float, source: Source, place: str) -> Harm:
    """A harm as a printed share of people."""
    return Harm(what, Estimate(value=value, unit="1", meaning=what, source=source, place=place))


def printed_ratio(what: str, value: float, low: float, high: float, source: Source, place: str) -> Harm:
    """A harm as a printed risk ratio with its 95 % interval."""
    return Harm(what, Estimate(value=value, unit="1", meaning=what, source=source, place=place, low=low, high=high))
