"""After something was seen that asks for 'lower or slower': what no further session may reach.

Each danger is tied to the rate and the session at which it was seen, and bounds every step of every later session:

- its rate: ``LOWER_AGAIN`` of the rate at which the danger was seen, or the highest rate that was tolerated below that
  one, whichever is less;
- its dose: ``LOWER_AGAIN`` of the dose of that session;
- no bolus: a rate can be stopped, a bolus has been given;
- its steps up: none sooner than in a long session (``Titration.of``).

Within a session the rate is the one that ran; in a pause, after its end, or where nobody wrote when, the highest one.
"""

from collections.abc import Iterator
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
        tolerated_mg_per_kg_h: the highest rate below, given without a danger; None if there was none.
    """

    seen: Seen
    rate_mg_per_kg_h: float
    dose_mg_per_kg: float
    tolerated_mg_per_kg_h: float | None

    @property
    def most_rate_mg_per_kg_h(self) -> float:
        part = LOWER_AGAIN.value * self.rate_mg_per_kg_h
        return part if self.tolerated_mg_per_kg_h is None else min(part, self.tolerated_mg_per_kg_h)

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
        tolerated = [step for visit in given.by_visit for step in _without_danger(visit, tied)]
        return cls(tuple(_seen_at(danger, visit, tolerated) for danger, visit in tied))

    def crossed_by(self, planned: Regimen) -> list[LimitCrossed]:
        """What a plan crosses in any step of any of its sessions; empty if nothing."""
        if planned.is_none or not self.seen_at:
            return []
        visits = planned.by_visit
        rate = min(item.most_rate_mg_per_kg_h for item in self.seen_at)
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
    part, tolerated = f"{LOWER_AGAIN.value:g} times", item.tolerated_mg_per_kg_h
    if tolerated is not None and tolerated <= LOWER_AGAIN.value * item.rate_mg_per_kg_h:
        basis = "the highest rate tolerated below it"
    else:
        basis = f"{part} that rate, assumed"
    return (
        f"Lower or slower, for {item.seen.what} on {dated_day(item.seen.time_h, observations)}, seen at "
        f"{_rate(item.rate_mg_per_kg_h, weight_kg)} "
        f"in a session of {item.dose_mg_per_kg * weight_kg:.3g} mg. No step of this plan runs faster than "
        f"{_rate(item.most_rate_mg_per_kg_h, weight_kg)} ({basis}), no session holds more than "
        f"{item.most_dose_mg_per_kg * weight_kg:.3g} mg ({part} that dose, assumed), none has a bolus, "
        f"and no step up comes sooner than after {LONG_STEP.value:g} min."
    )


def _rate(mg_per_kg_h: float, weight_kg: float) -> str:
    return f"{mg_per_kg_h * weight_kg:.3g} mg/h ({mg_per_kg_h:.2f} mg/kg/h)"


def _seen_at(danger: Seen, visit: Visit, tolerated: list[Session]) -> SeenAt:
    rate = _rate_at(danger, visit)
    below = [step.rate_mg_per_kg_h for step in tolerated if 0 < step.rate_mg_per_kg_h < rate]
    return SeenAt(danger, rate, visit.dose_mg_per_kg, max(below, default=None))


def _visit_of(danger: Seen, given: Regimen) -> Visit | None:
    """The visit that the danger is of: the last one begun before it was seen, if it names none."""
    if danger.weighs is not Weighs.CHANGE:  # what stops leaves no plan
        return None
    if danger.session_index is not None and danger.session_index < given.visits:
        return given.by_visit[danger.session_index]
    begun = [visit for visit in given.by_visit if visit.start_h < danger.time_h]
    return begun[-1] if begun else None


def _rate_at(danger: Seen, visit: Visit) -> float:
    """The rate that ran when a danger was seen; else the highest of the visit by then, a bolus as fast as injected."""
    by_then = [step for step in visit.steps if step.start_h < danger.time_h] if _has_a_time(danger) else visit.steps
    running = [step for step in by_then if danger.time_h <= step.end_h + SECOND_H and step.rate_mg_per_kg_h > 0]
    if _has_a_time(danger) and running:
        return running[-1].rate_mg_per_kg_h
    highest = max(step.rate_mg_per_kg_h for step in by_then)
    return highest or max(step.bolus_mg_per_kg for step in by_then) / INJECTION_H


def _without_danger(visit: Visit, tied: list[tuple[Seen, Visit]]) -> Iterator[Session]:
    """Steps of a visit that were tolerated: all if it brought no danger, else those that ended before the first."""
    own = [danger for danger, of in tied if of is visit]
    if not own:
        yield from visit.steps
    elif all(_has_a_time(danger) for danger in own):
        first_h = min(danger.time_h for danger in own)
        yield from (step for step in visit.steps if step.end_h < first_h and first_h <= visit.end_h)


def _has_a_time(danger: Seen) -> bool:
    """Whether it was seen at its time; an answer about a session may be given at any later one."""
    return danger.session_index is None
