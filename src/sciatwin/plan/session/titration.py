"""Session 1 starts low and steps up while the patient tolerates it; never past the planned dose, rate or time."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from sciatwin.analytes import Drug
from sciatwin.eligibility.conditions import Condition
from sciatwin.eligibility.data_files import read_folder
from sciatwin.evidence import Estimate, Source, Status
from sciatwin.patient import Answer, Patient
from sciatwin.plan.sheet.settings import SessionSettings
from sciatwin.plan.sheet.start_rate import FPM_PS12, START_RATE
from sciatwin.regimen import Regimen, Session, Visit

LOWER_START = Estimate(
    value=0.5,
    unit="1",
    meaning="factor on the first rate above 75 years, on an opioid or a benzodiazepine, or with sleep apnoea",
    status=Status.ASSUMED,
    low=0.25,
    high=1.0,
    source=FPM_PS12,
    reason="it leads to the lower end of the published 0.05 to 0.1 mg/kg/h; nobody compared starting rates",
)

STEP_FACTOR = Estimate(
    value=2.0,
    unit="1",
    meaning="most by which one step raises the rate",
    status=Status.ASSUMED,
    low=1.25,
    high=2.5,
    reason="few enough steps for one session; a tolerated level is at most doubled",
)

FIRST_BOLUS = Estimate(
    value=0.5,
    unit="1",
    meaning="part of the planned bolus that is given as the first one, not before session 2",
    status=Status.ASSUMED,
    low=0.0,
    high=1.0,
    reason="a tolerated dose is at most doubled, as a tolerated rate is; some protocols give no bolus at all",
)

LONG_STEP = Estimate(
    value=30.0,
    unit="min",
    meaning="time at one rate before the next step, in sessions above 2 h",
    status=Status.ASSUMED,
    low=15.0,
    high=60.0,
    reason="two checks 15 min apart fit in, and the effect follows the rate within half an hour",
)

SHORT_STEP = Estimate(
    value=15.0,
    unit="min",
    meaning="time at one rate before the next step, in sessions up to 2 h",
    status=Status.ASSUMED,
    low=10.0,
    high=30.0,
    reason="one check fits in; longer steps would leave hardly any time at the planned rate",
)

_LONG_SESSION_H = 2.0
_SHORTEST_STEP_H = 5 / 60
_ROUNDING = 1e-9


class LowerStart(BaseModel):
    """A reason to start lower, as its file states it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str
    says: str
    condition: Condition
    sources: tuple[Source, ...] = Field(min_length=1)


@dataclass(frozen=True, kw_only=True)
class Titration:
    """How session 1 is stepped up for one patient.

    Attributes:
        start_mg_per_kg_h: of body weight, as regimens count; start_per_dosing_kg: of the clinic's weight for dosing.
        lower_because: reasons to start lower; an answer that is missing counts as one.
        by_clinic: the clinic set the rate itself; one above the published rate counts as the published one.
        below_danger: the rate is lower than either, for a danger was seen at a low rate.
    """

    start_mg_per_kg_h: float
    start_per_dosing_kg: float
    step_h: float | None
    lower_because: tuple[str, ...]
    by_clinic: bool
    below_danger: bool = False

    @classmethod
    def of(
        cls,
        patient: Patient,
        drug: Drug,
        settings: SessionSettings,
        dosing_kg: float,
    ) -> "Titration":
        """Args: dosing_kg: the weight to which the clinic's mg per kg refer."""
        lower = tuple(reasons_to_start_lower(patient))
        published, own = START_RATE[drug].inside("weight-based rate"), settings.start_rate_mg_per_kg_h
        usual = published if own is None else min(own, published)
        start = usual * (LOWER_START.value if lower else 1.0)
        return cls(
            start_mg_per_kg_h=start * dosing_kg / patient.weight_kg,
            start_per_dosing_kg=start,
            step_h=settings.step_h,
            lower_because=lower,
            by_clinic=own is not None and own <= published,
        )

    def slower(self, most_mg_per_kg_h: float) -> "Titration":
        """After a danger was seen: it starts at no higher rate, and no step is shorter than in a long session.

        Args: most_mg_per_kg_h: of body weight, that any step may run.
        """
        factor = min(1.0, most_mg_per_kg_h / self.start_mg_per_kg_h)
        return replace(
            self,
            start_mg_per_kg_h=factor * self.start_mg_per_kg_h,
            start_per_dosing_kg=factor * self.start_per_dosing_kg,
            step_h=max(self.step_h or 0.0, LONG_STEP.inside("infusion time")),
            below_danger=factor < 1,
        )

    def step_of(self, visit: Visit) -> float:
        """Time at one rate before the next, h."""
        usual = LONG_STEP if visit.duration_h > _LONG_SESSION_H + _ROUNDING else SHORT_STEP
        return self.step_h or usual.inside("infusion time")


def reasons_to_start_lower(patient: Patient) -> Iterator[str]:
    """What calls for a lower first rate, with the patient's own answer."""
    for reason in lower_starts():
        reading = reason.condition.read(patient)
        if reading.answer is not Answer.NO:
            yield f"{reason.says} ({reading.text})"


@cache
def lower_starts() -> tuple[LowerStart, ...]:
    return read_folder("lower_start", LowerStart, "sciatwin.plan.session")


def titrated(regimen: Regimen, titration: Titration) -> Regimen:
    """The course with its first visits stepped up from the starting rate.

    Each visit goes on from the rate that the one before reached, so that no step ever raises a rate by more than
    ``STEP_FACTOR``. The first visit gets no bolus, nor does one that begins below its planned rate. The first bolus is
    ``FIRST_BOLUS`` of the planned one, and no later one more than ``STEP_FACTOR`` times what was given before.
    """
    reached, bolus, sessions = titration.start_mg_per_kg_h, 0.0, list[Session]()
    for index, visit in enumerate(regimen.by_visit):
        given = _stepped(visit, reached, titration.step_of(visit))
        given = _with_bolus_up_to(given, _most_bolus(visit, bolus) if index else 0.0)
        sessions += given.steps
        reached = max(reached, given.highest_rate_mg_per_kg_h)
        bolus = max(bolus, given.bolus_mg_per_kg)
    return Regimen(name=regimen.name, drug=regimen.drug, sessions=tuple(sessions))


def _most_bolus(visit: Visit, tolerated_mg_per_kg: float) -> float:
    if tolerated_mg_per_kg > 0:
        return STEP_FACTOR.value * tolerated_mg_per_kg
    return FIRST_BOLUS.value * visit.bolus_mg_per_kg


def _with_bolus_up_to(visit: Visit, most_mg_per_kg: float) -> Visit:
    """The visit with its bolus scaled down."""
    if visit.bolus_mg_per_kg <= most_mg_per_kg:
        return visit
    factor = most_mg_per_kg / visit.bolus_mg_per_kg
    steps = (replace(step, bolus_mg_per_kg=factor * step.bolus_mg_per_kg) for step in visit.steps)
    return Visit(tuple(steps))


def _stepped(visit: Visit, from_mg_per_kg_h: float, step_h: float) -> Visit:
    """The visit with no rate above what the steps allow at that time."""
    if visit.highest_rate_mg_per_kg_h <= from_mg_per_kg_h + _ROUNDING:
        return visit  # its bolus is judged apart
    times = [0.0, *_changes(visit, from_mg_per_kg_h, step_h), visit.duration_h]
    rates = [
        min(_planned_at(visit, start_h), from_mg_per_kg_h * STEP_FACTOR.value ** int(start_h / step_h + _ROUNDING))
        for start_h in times[:-1]
    ]
    steps: list[Session] = []
    for (start_h, end_h), rate in zip(itertools.pairwise(times), rates, strict=True):
        begins_h = steps[-1].end_h if steps else visit.start_h
        steps.append(Session(start_h=begins_h, rate_mg_per_kg_h=rate, duration_h=end_h - start_h))
    return Visit(tuple(steps))


def _changes(visit: Visit, from_mg_per_kg_h: float, step_h: float) -> list[float]:
    """Hours into the visit at which a rate may change: where the plan does, and steps 5 min from all others."""
    planned = [step.end_h - visit.start_h for step in visit.steps[:-1]]
    stepping, rate, at_h = list[float](), from_mg_per_kg_h, step_h
    while rate < visit.highest_rate_mg_per_kg_h - _ROUNDING and at_h < visit.duration_h:
        stepping.append(at_h)
        rate, at_h = rate * STEP_FACTOR.value, at_h + step_h
    ends = (0.0, *planned, visit.duration_h)
    steps = [at_h for at_h in stepping if min(abs(at_h - end_h) for end_h in ends) >= _SHORTEST_STEP_H - _ROUNDING]
    return sorted({*planned, *steps})


def _planned_at(visit: Visit, after_h: float) -> float:
    ended = [step for step in visit.steps if step.end_h - visit.start_h > after_h + _ROUNDING]
    return ended[0].rate_mg_per_kg_h
