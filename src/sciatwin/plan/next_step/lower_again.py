"""After something was seen that asks for 'lower or slower': what no further session may reach.

Each danger is tied to the rate and the session at which it was seen, and bounds every step of every later session:

- its rate: ``LOWER_AGAIN`` of the rate at which the danger was seen, or the next lower rate that was given, before or
  after it, whichever is less (did only those count that brought no danger, one more danger would raise the bound);
- its dose: ``LOWER_AGAIN`` of what had been given of that session when the danger was seen: a lower rate that runs
  longer would reach the level of then;
- no bolus: a rate can be stopped, a bolus has been given;
- its steps up: none sooner than in a long session (``Titration.of``).

Within a session the rate is the one that ran; in a pause, after its end, or where nobody wrote when, the highest one.
What is seen at the very start of a session is of that session, as if its first step had run to its end.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from sciatwin.ceilings import LimitCrossed, above
from sciatwin.evidence import Estimate, Status
from sciatwin.observation import Observations
from sciatwin.plan.next_step.seen import Seen, Weighs, dated_day
from sciatwin.plan.session.titration import LONG_STEP
from sciatwin.regimen import INJECTION_H, SECOND_H, Regimen, Session, Visit

LOWER_AGAIN = Estimate(
    value=0.75,
    unit="1",
    meaning="most of a rate, and of a session's dose, that is given again after a danger was seen at it",
    status=Status.ASSUMED,
    low=0.5,
    high=0.9,
    reason="a session that is slowed for its pressure goes on at half; a tenth less is hardly lower; nobody compared",
)

RATE_AGAIN, DOSE_AGAIN = "rate after a danger was seen", "dose of a session after a danger was seen"
BOLUS_AGAIN = "no bolus after a danger was seen"


@dataclass(frozen=True)
class SeenAt:
    """One danger, and what was given when it was seen; per kg of the body.

    Attributes:
        dose_mg_per_kg: of that session, by then.
        below_mg_per_kg_h: the next lower rate that was given in any session; None if there was none.
    """

    seen: Seen
    rate_mg_per_kg_h: float
    dose_mg_per_kg: float
    below_mg_per_kg_h: float | None

    @property
    def most_rate_mg_per_kg_h(self) -> float:
        part = LOWER_AGAIN.value * self.rate_mg_per_kg_h
        return part if self.below_mg_per_kg_h is None else min(part, self.below_mg_per_kg_h)

    @property
    def most_dose_mg_per_kg(self) -> float:
        return LOWER_AGAIN.value * self.dose_mg_per_kg


@dataclass(frozen=True)
class LowerAgain:
    """What bounds every further session; nothing if no danger was seen in or after a session."""

    seen_at: tuple[SeenAt, ...] = ()

    @classmethod
    def of(cls, given: Regimen, dangers: tuple[Seen, ...]) -> "LowerAgain":
        """Args: dangers: all that speak against a further session as it was, those included that a review let pass."""
        tied = [(danger, visit) for danger in dangers if (visit := _visit_of(danger, given)) is not None]
        return cls(tuple(_seen_at(danger, visit, given) for danger, visit in tied))

    @property
    def most_rate_mg_per_kg_h(self) -> float:
        """Of any step; without bound if no danger was seen."""
        return min((item.most_rate_mg_per_kg_h for item in self.seen_at), default=math.inf)

    def crossed_by(self, planned: Regimen) -> list[LimitCrossed]:
        """What a plan crosses in any step of any of its sessions; empty if nothing."""
        if planned.is_none or not self.seen_at:
            return []
        visits = planned.by_visit
        rate = self.most_rate_mg_per_kg_h
        dose = min(item.most_dose_mg_per_kg for item in self.seen_at)
        return [
            *above(RATE_AGAIN, max(visit.highest_rate_mg_per_kg_h for visit in visits), rate, "mg/kg/h"),
            *above(DOSE_AGAIN, max(visit.dose_mg_per_kg for visit in visits), dose, "mg/kg"),
            *above(BOLUS_AGAIN, max(visit.bolus_mg_per_kg for visit in visits), 0.0, "mg/kg"),
        ]

    def in_words(self, weight_kg: float, observations: Observations) -> tuple[str, ...]:
        """One line for each danger, the lowest bound first."""
        ordered = sorted(self.seen_at, key=lambda item: (item.most_rate_mg_per_kg_h, item.most_dose_mg_per_kg))
        return tuple(dict.fromkeys(_words(item, weight_kg, observations) for item in ordered))


def _words(item: SeenAt, weight_kg: float, observations: Observations) -> str:
    part, below = f"{LOWER_AGAIN.value:g} times", item.below_mg_per_kg_h
    if below is not None and below <= LOWER_AGAIN.value * item.rate_mg_per_kg_h:
        basis = "the next lower rate that was given"
    else:
        basis = f"{part} that rate, assumed"
    return (
        f"Lower or slower, for {item.seen.what} on {dated_day(item.seen.time_h, observations)}, seen at "
        f"{_rate(item.rate_mg_per_kg_h, weight_kg)} "
        f"after {item.dose_mg_per_kg * weight_kg:.3g} mg of that session. No step of this plan runs faster than "
        f"{_rate(item.most_rate_mg_per_kg_h, weight_kg)} ({basis}), no session holds more than "
        f"{item.most_dose_mg_per_kg * weight_kg:.3g} mg ({part} that dose, assumed), none has a bolus, "
        f"and no step up comes sooner than after {LONG_STEP.value:g} min."
    )


def _rate(mg_per_kg_h: float, weight_kg: float) -> str:
    return f"{mg_per_kg_h * weight_kg:.3g} mg/h ({mg_per_kg_h:.2f} mg/kg/h)"


def _seen_at(danger: Seen, visit: Visit, given: Regimen) -> SeenAt:
    rate = _rate_at(danger, visit)
    below = [step.rate_mg_per_kg_h for step in given.sessions if 0 < step.rate_mg_per_kg_h < rate]
    return SeenAt(danger, rate, _dose_by_then(danger, visit), max(below, default=None))


def _visit_of(danger: Seen, given: Regimen) -> Visit | None:
    """The visit that the danger is of: the last one begun before it was seen, if it names none."""
    if danger.weighs is not Weighs.CHANGE:  # what stops leaves no plan
        return None
    if danger.session_index is not None and danger.session_index < given.visits:
        return given.by_visit[danger.session_index]
    begun = [visit for visit in given.by_visit if visit.start_h <= danger.time_h + SECOND_H]
    return begun[-1] if begun else None


def _rate_at(danger: Seen, visit: Visit) -> float:
    """The rate that ran when a danger was seen; else the highest of the visit by then, a bolus as fast as injected."""
    by_then = _by_then(danger, visit)
    running = [step for step in by_then if danger.time_h <= step.end_h + SECOND_H and step.rate_mg_per_kg_h > 0]
    if _has_a_time(danger) and running:
        return running[-1].rate_mg_per_kg_h
    highest = max(step.rate_mg_per_kg_h for step in by_then)
    return highest or max(step.bolus_mg_per_kg for step in by_then) / INJECTION_H


def _dose_by_then(danger: Seen, visit: Visit) -> float:
    """Given of the visit when a danger was seen, a bolus at its start; the whole of it where nobody wrote when."""
    by_then = _by_then(danger, visit)
    ran_h = [step.duration_h if step is not by_then[-1] else _ran_h(danger, step) for step in by_then]
    return sum(step.bolus_mg_per_kg + step.rate_mg_per_kg_h * hours for step, hours in zip(by_then, ran_h, strict=True))


def _ran_h(danger: Seen, step: Session) -> float:
    """How long a step had run; all of it where it had just begun or nobody wrote when."""
    ran_h = danger.time_h - step.start_h
    return step.duration_h if not _has_a_time(danger) or ran_h <= SECOND_H else min(ran_h, step.duration_h)


def _by_then(danger: Seen, visit: Visit) -> Sequence[Session]:
    """Steps of a visit that had begun before a danger was seen; the first one if none had."""
    if not _has_a_time(danger):
        return visit.steps
    return [step for step in visit.steps if step.start_h < danger.time_h - SECOND_H] or visit.steps[:1]


def _has_a_time(danger: Seen) -> bool:
    """Whether it was seen at its time; an answer about a session may be given at any later one."""
    return danger.session_index is None
