"""One person of a population fit: what was given, what was measured, and where each row stood."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from sciatwin.errors import ModelError
from sciatwin.pharmacokinetics.events import Dose, Event, Modelled, Observation, SteadyInfusion, doses_of
from sciatwin.pharmacokinetics.events.records import resets
from sciatwin.regimen import Bolus, DosingEvent, Infusion

AnyEvent = DosingEvent | Event


@dataclass(frozen=True, kw_only=True)
class Person:
    """Doses and levels of one person.

    Attributes:
        events: boluses and infusions, or every record that the event solver takes: steady states, resets, modelled
            rates. Either no `Observation` is among them, and a level sees the doses given at its time; or one for
            each level, and the order of the records says what a level sees.
        times_h: shape (levels,), not decreasing, except where a reset turns time back.
        level_ng_per_ml: shape (levels,), above any limit of quantification.
        dose_compartment: what the events call the compartment that the structure doses, if not "".
        rows: where each event stood, such as "line 4", for messages; empty if unknown.
    """

    name: str
    events: tuple[AnyEvent, ...]
    times_h: np.ndarray
    level_ng_per_ml: np.ndarray
    weight_kg: float = 70.0
    dose_compartment: str = ""
    rows: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.times_h) == 0 or np.shape(self.times_h) != np.shape(self.level_ng_per_ml):
            raise ModelError(f"{self.name}: times_h and level_ng_per_ml need one shape (levels,), at least one level.")
        if not np.all(np.isfinite(self.level_ng_per_ml)) or not 0 < self.weight_kg < np.inf:
            raise ModelError(f"{self.name}: levels must be finite, and weight_kg positive and finite.")
        times_h = np.asarray(self.times_h, dtype=float)
        turned_back = any(resets(event) for event in self.events if not isinstance(event, Bolus | Infusion))
        if not np.all(np.isfinite(times_h)) or (np.any(np.diff(times_h) < 0) and not turned_back):
            raise ModelError(f"{self.name}: times_h must be finite and not decrease; sort the levels by time.")
        if self.rows and len(self.rows) != len(self.events):
            raise ModelError(f"{self.name}: rows needs one place for each event, or none.")
        self._require_observations(times_h)
        if not total_mg(self.records) > 0:
            raise ModelError(
                f"{self.name}: no dose was given before the last level, so levels say nothing. Leave the person out."
            )

    def _require_observations(self, times_h: np.ndarray) -> None:
        seen = [event.time_h for event in self.events if isinstance(event, Observation)]
        if seen and not np.array_equal(seen, times_h):
            raise ModelError(f"{self.name}: the observations among the events must be those of times_h, or left out.")
        if not seen and any(resets(event) for event in self.records):
            raise ModelError(f"{self.name}: with a reset, write an Observation among the events for each level.")

    @property
    def records(self) -> tuple[Event, ...]:
        """Events of the solver up to the last level, with an observation for each level."""
        given = [event for event in self.events if isinstance(event, Bolus | Infusion)]
        records = [event for event in self.events if not isinstance(event, Bolus | Infusion)]
        doses = [*doses_of(given, ""), *records]
        if not any(isinstance(event, Observation) for event in records):
            levels = [Observation(time_h=float(time_h)) for time_h in self.times_h]
            doses = sorted([*doses, *levels], key=lambda event: event.time_h)  # stable: a dose before its level
        last = max(place for place, event in enumerate(doses) if isinstance(event, Observation))
        return tuple(doses[: last + 1])

    def place_of_level(self, number: int) -> str:
        """Who, when and which row, for a message about one level; numbered from 0."""
        seen = [row for row, event in zip(self.rows, self.events, strict=False) if isinstance(event, Observation)]
        row = seen[number] if seen else f"level {number + 1}"
        level = self.level_ng_per_ml[number]
        return f"{self.name}, {row} ({level:g} ng/mL at {self.times_h[number]:g} h)"

    def place_of_dose(self, dose: Dose | SteadyInfusion) -> str:
        """Who, when and which row, for a message about one dose."""
        row = next((row for row, event in zip(self.rows, self.events, strict=False) if event is dose), "dose")
        return f"{self.name}, {row} (at {dose.time_h:g} h)"


def total_mg(records: Sequence[Event]) -> float:
    """Size of all doses together; an endless infusion counts with its rate."""
    doses = sum(event.amount_mg for event in records if isinstance(event, Dose))
    return doses + sum(event.rate_mg_per_h or 1.0 for event in records if isinstance(event, SteadyInfusion))


def schedule_of(records: Sequence[Event]) -> tuple[float, tuple[Event, ...]]:
    """Size of the doses, and the schedule without it: equal for people whose doses differ by one factor.

    A modelled rate does not grow with the dose, so that people who have one share a schedule only if all is equal.
    """
    if any(_has_own_rate(event) for event in records):
        return 1.0, tuple(records)
    total = total_mg(records)
    return total, tuple(_divided(event, total) for event in records)


def _has_own_rate(event: Event) -> bool:
    return (isinstance(event, Dose) and event.modelled is Modelled.RATE) or (
        isinstance(event, SteadyInfusion) and event.rate_mg_per_h is None
    )


def _divided(event: Event, total: float) -> Event:
    if isinstance(event, SteadyInfusion) and event.rate_mg_per_h is not None:
        return replace(event, rate_mg_per_h=_rounded(event.rate_mg_per_h / total))
    if not isinstance(event, Dose):
        return event
    rate = event.rate_mg_per_h
    amount_mg = _rounded(event.amount_mg / total)
    return replace(event, amount_mg=amount_mg, rate_mg_per_h=None if rate is None else _rounded(rate / total))


def _rounded(value: float) -> float:
    """To twelve digits, so that rounding does not tell schedules apart."""
    return float(f"{value:.12g}")
