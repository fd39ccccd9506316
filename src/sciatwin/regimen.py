"""What is infused: drug, sessions in mg per kg, and the dosing events in mg of ketamine base they become."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from sciatwin.analytes import Drug
from sciatwin.errors import RegimenError
from sciatwin.units import HOURS_PER_DAY, MINUTES_PER_HOUR


@dataclass(frozen=True, kw_only=True)
class Bolus:
    """Instantaneous dose of ketamine base, intravenous unless ``compartment`` names where it enters."""

    start_h: float
    dose_mg: float
    compartment: str = ""

    def __post_init__(self) -> None:
        _require_not_negative("Bolus", start_h=self.start_h, dose_mg=self.dose_mg)


@dataclass(frozen=True, kw_only=True)
class Infusion:
    """Constant-rate input of ketamine base, intravenous unless ``compartment`` names where it enters."""

    start_h: float
    duration_h: float
    dose_mg: float
    compartment: str = ""

    def __post_init__(self) -> None:
        _require_not_negative("Infusion", start_h=self.start_h, dose_mg=self.dose_mg)
        if not 0 < self.duration_h < math.inf:
            raise RegimenError(
                f"Infusion needs duration_h > 0 and finite; got {self.duration_h}. For an instantaneous dose use Bolus."
            )

    @property
    def rate_mg_per_h(self) -> float:
        return self.dose_mg / self.duration_h

    @property
    def end_h(self) -> float:
        return self.start_h + self.duration_h


DosingEvent = Bolus | Infusion

SECOND_H = 1 / 3600

VISIT_GAP_H = 4.0
"""Sessions with a shorter gap between them are parts of one visit: a pump that is paused or set anew, a second infusion
the same day. Assumed, 1 to 12 h; no source says when a visit ends."""

_SAME = 6
"""Decimals to which steps must agree to count as the same: those of one shape differ in the last digits only."""

INJECTION_H = 1 / MINUTES_PER_HOUR
"""A session's bolus is injected over 60 seconds, as the US label asks; faster injection can stop breathing."""


@dataclass(frozen=True, kw_only=True)
class Session:
    """An optional bolus, injected over a minute, and an infusion that starts with it; mg of base per kg.

    A visit is one session, or several with short gaps where the rate was changed or the pump paused.
    """

    start_h: float
    rate_mg_per_kg_h: float
    duration_h: float
    bolus_mg_per_kg: float = 0.0

    def __post_init__(self) -> None:
        _require_not_negative(
            "Session",
            start_h=self.start_h,
            rate_mg_per_kg_h=self.rate_mg_per_kg_h,
            bolus_mg_per_kg=self.bolus_mg_per_kg,
        )
        if not 0 < self.duration_h < math.inf:
            raise RegimenError(f"Session needs duration_h > 0 and finite; got {self.duration_h}.")
        if self.bolus_mg_per_kg > 0 and self.duration_h < INJECTION_H:
            raise RegimenError(f"Session with a bolus needs at least a minute; got duration_h {self.duration_h}.")
        if self.rate_mg_per_kg_h == 0 and self.bolus_mg_per_kg == 0:
            raise RegimenError("Session gives no drug: rate_mg_per_kg_h and bolus_mg_per_kg are both 0.")

    @property
    def end_h(self) -> float:
        return self.start_h + self.duration_h

    @property
    def dose_mg_per_kg(self) -> float:
        return self.bolus_mg_per_kg + self.rate_mg_per_kg_h * self.duration_h


@dataclass(frozen=True)
class Visit:
    """One visit: sessions with no gap, or a short one, between them are its steps."""

    steps: tuple[Session, ...]

    @property
    def start_h(self) -> float:
        return self.steps[0].start_h

    @property
    def end_h(self) -> float:
        return self.steps[-1].end_h

    @property
    def duration_h(self) -> float:
        """Time that the pump runs, without pauses."""
        return sum(step.duration_h for step in self.steps)

    @property
    def dose_mg_per_kg(self) -> float:
        return sum(step.dose_mg_per_kg for step in self.steps)

    @property
    def bolus_mg_per_kg(self) -> float:
        return sum(step.bolus_mg_per_kg for step in self.steps)

    @property
    def highest_rate_mg_per_kg_h(self) -> float:
        return max(step.rate_mg_per_kg_h for step in self.steps)

    @property
    def shape(self) -> tuple[tuple[float, float, float], ...]:
        """Bolus, rate and time of each step: what two visits share if the same is given."""
        return tuple(
            (round(step.bolus_mg_per_kg, _SAME), round(step.rate_mg_per_kg_h, _SAME), round(step.duration_h, _SAME))
            for step in self.steps
        )


@dataclass(frozen=True, kw_only=True)
class Regimen:
    """Sessions in order of time. A regimen without sessions is "no infusion"."""

    name: str = "custom"
    drug: Drug = Drug.RACEMIC_KETAMINE
    sessions: tuple[Session, ...] = field(default=())

    def __post_init__(self) -> None:
        for earlier, later in pairwise(self.sessions):
            if later.start_h < earlier.end_h:
                raise RegimenError(
                    f"Sessions overlap: one ends at {earlier.end_h:g} h, the next starts at {later.start_h:g} h. "
                    "Lengthen the interval or shorten the infusion."
                )

    @classmethod
    def repeat(
        cls,
        *,
        dose_mg_per_kg: float,
        duration_h: float,
        count: int,
        every_h: float = HOURS_PER_DAY,
        bolus_mg_per_kg: float = 0.0,
        name: str = "custom",
        drug: Drug = Drug.RACEMIC_KETAMINE,
    ) -> "Regimen":
        """The same session ``count`` times. ``dose_mg_per_kg`` is the whole session, bolus included."""
        if count < 1:
            raise RegimenError(f"Regimen.repeat needs count >= 1; got {count}. For none use Regimen.none().")
        for argument, value in (("dose_mg_per_kg", dose_mg_per_kg), ("every_h", every_h)):
            if not 0 < value < math.inf:
                raise RegimenError(f"Regimen.repeat needs {argument} > 0 and finite; got {value:g}.")
        if bolus_mg_per_kg > dose_mg_per_kg:
            raise RegimenError(
                f"bolus_mg_per_kg {bolus_mg_per_kg:g} exceeds the session's dose_mg_per_kg {dose_mg_per_kg:g}."
            )
        if not 0 < duration_h < math.inf:
            raise RegimenError(f"Regimen.repeat needs duration_h > 0 and finite; got {duration_h}.")
        return cls.on_days(
            [index * every_h / HOURS_PER_DAY for index in range(count)],
            rate_mg_per_kg_h=(dose_mg_per_kg - bolus_mg_per_kg) / duration_h,
            duration_h=duration_h,
            bolus_mg_per_kg=bolus_mg_per_kg,
            name=name,
            drug=drug,
        )

    @classmethod
    def on_days(
        cls,
        days: Sequence[float],
        *,
        rate_mg_per_kg_h: float,
        duration_h: float,
        bolus_mg_per_kg: float = 0.0,
        name: str = "custom",
        drug: Drug = Drug.RACEMIC_KETAMINE,
    ) -> "Regimen":
        """The same session on each of ``days`` (day 0 is the first)."""
        sessions = tuple(
            Session(
                start_h=day * HOURS_PER_DAY,
                rate_mg_per_kg_h=rate_mg_per_kg_h,
                duration_h=duration_h,
                bolus_mg_per_kg=bolus_mg_per_kg,
            )
            for day in days
        )
        return cls(name=name, drug=drug, sessions=sessions)

    @classmethod
    def none(cls) -> "Regimen":
        """No infusion."""
        return cls(name="no infusion")

    @property
    def is_none(self) -> bool:
        return not self.sessions

    @property
    def visits(self) -> int:
        return len(self.by_visit)

    @cached_property
    def by_visit(self) -> tuple[Visit, ...]:
        """The sessions, grouped: those less than ``VISIT_GAP_H`` apart are steps of one visit."""
        groups: list[list[Session]] = []
        for session in self.sessions:
            if groups and session.start_h < groups[-1][-1].end_h + VISIT_GAP_H - SECOND_H:
                groups[-1].append(session)
            else:
                groups.append([session])
        return tuple(Visit(tuple(group)) for group in groups)

    @property
    def visits_h(self) -> tuple[tuple[float, float], ...]:
        """Start and end of each visit."""
        return tuple((visit.start_h, visit.end_h) for visit in self.by_visit)

    def alike_visits(self, given_visits: int = 0) -> tuple[tuple[tuple[int, ...], Visit], ...]:
        """Each kind of visit with the numbers of those alike, in order of the first of its kind.

        Args: given_visits: visits before this course, from which the numbers go on.
        """
        kinds: dict[tuple[tuple[float, ...], ...], tuple[list[int], Visit]] = {}
        for number, visit in enumerate(self.by_visit, start=given_visits + 1):
            kinds.setdefault(visit.shape, ([], visit))[0].append(number)
        return tuple((tuple(numbers), first) for numbers, first in kinds.values())

    def followed_by(self, later: "Regimen") -> "Regimen":
        """Both as one course, named as the later one; hours count from the same moment.

        Raises: RegimenError if they are of two drugs, or overlap.
        """
        if self.is_none or later.is_none:
            return self if later.is_none else later
        if self.drug is not later.drug:
            raise RegimenError(
                f"{self.drug} was given and {later.drug} is to follow. They are two drugs, whose doses do not add up: "
                f"go on with {self.drug}."
            )
        return Regimen(name=later.name, drug=later.drug, sessions=(*self.sessions, *later.sessions))

    def scaled(self, factor: float, drug: Drug | None = None) -> "Regimen":
        """The same with every dose times a factor, of another drug if one is named."""
        scaled = tuple(
            replace(
                session,
                rate_mg_per_kg_h=factor * session.rate_mg_per_kg_h,
                bolus_mg_per_kg=factor * session.bolus_mg_per_kg,
            )
            for session in self.sessions
        )
        return replace(self, drug=drug or self.drug, sessions=scaled)

    def starting_at(self, start_h: float) -> "Regimen":
        """The same with its first session at this hour."""
        if self.is_none:
            return self
        shift_h = start_h - self.sessions[0].start_h
        moved = tuple(replace(session, start_h=session.start_h + shift_h) for session in self.sessions)
        return replace(self, sessions=moved)

    @property
    def last_end_h(self) -> float:
        return max((session.end_h for session in self.sessions), default=0.0)

    def events(self, weight_kg: float) -> tuple[DosingEvent, ...]:
        """Dosing events in mg of base for a body weight."""
        if not weight_kg > 0:
            raise RegimenError(f"weight_kg must be > 0; got {weight_kg}.")
        return tuple(event for session in self.sessions for event in _events_of(session, weight_kg))

    def total_mg(self, weight_kg: float) -> float:
        """Base given over the whole course, mg."""
        return weight_kg * sum(session.dose_mg_per_kg for session in self.sessions)


def _events_of(session: Session, weight_kg: float) -> Sequence[DosingEvent]:
    events: list[DosingEvent] = []
    if session.bolus_mg_per_kg > 0:
        bolus_mg = session.bolus_mg_per_kg * weight_kg
        events.append(Infusion(start_h=session.start_h, duration_h=INJECTION_H, dose_mg=bolus_mg))
    if session.rate_mg_per_kg_h > 0:
        dose_mg = session.rate_mg_per_kg_h * session.duration_h * weight_kg
        events.append(Infusion(start_h=session.start_h, duration_h=session.duration_h, dose_mg=dose_mg))
    return events


def _require_not_negative(what: str, **values: float) -> None:
    for name, value in values.items():
        if not 0 <= value < math.inf:
            raise RegimenError(f"{what} needs {name} >= 0 and finite; got {value}.")
