"""Exact amounts of one individual at every event record, whatever is dosed and whenever parameters change.

Rules, as NONMEM has them (Users Guide VI, PREDPP, chapters III and V):
- Records act in the order of the list. An observation before a dose at the same time does not see it.
- Additional and lagged doses that arrive at the time of a record arrive before that record acts.
- Between two records the parameters of the later one hold (`Carry.BACKWARD`), unless the caller asks for those of the
  earlier one (`Carry.FORWARD`). Bioavailability and modelled duration act when a dose arrives, a modelled rate for as
  long as it runs, a lag time when the dose is recorded.
- A steady state is that of the parameters of its own record. SS 1 and resets forget all earlier doses.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

import numpy as np

from sciatwin.errors import RegimenError
from sciatwin.pharmacokinetics.events.inputs import Running, available_mg, infusion, is_bolus
from sciatwin.pharmacokinetics.events.kinetics import Kinetics
from sciatwin.pharmacokinetics.events.propagator import Propagators
from sciatwin.pharmacokinetics.events.records import (
    Dose,
    Event,
    Observation,
    SteadyInfusion,
    SteadyState,
    resets,
)
from sciatwin.pharmacokinetics.events.steady_state import constant_state, series_state

_SAME_TIME = 1e-12  # relative; arrivals this close to a record come with it, so that 3 × 0.1 h is 0.3 h


class Carry(Enum):
    """Which record's parameters hold between two records: the later one's, or the earlier one's."""

    BACKWARD = "next observation carried backward"
    FORWARD = "last observation carried forward"


def solve_events(
    events: Sequence[Event], kinetics: Kinetics | Sequence[Kinetics], *, carry: Carry = Carry.BACKWARD
) -> np.ndarray:
    """Amounts in mg just after each event, shape (events, compartments). Before the first event all are empty.

    Args:
        events: of one individual, in order of time except at resets.
        kinetics: of the individual throughout, or one for each event.
    Raises: RegimenError for events out of order; ModelError for a compartment or modelled input that is not there.
    """
    at_events = _one_for_each(events, kinetics)
    if not events:
        return np.empty((0, 0))
    amounts = np.empty((len(events), len(at_events[0].compartments)))
    body = _Body(at_events[0], events[0].time_h)
    for row, (event, now) in enumerate(zip(events, at_events, strict=True)):
        if not resets(event):
            before = now if carry is Carry.BACKWARD else at_events[max(row - 1, 0)]
            body.advance(event.time_h, before, now)
        body.apply(event, now)
        amounts[row] = body.amount_mg
    return amounts


def amounts_at(events: Sequence[Event], kinetics: Kinetics, times_h: np.ndarray) -> np.ndarray:
    """Amounts in mg at ``times_h``, shape (times, compartments). A dose at such a time is included.

    Args:
        events: in order of time. Before the first of them all compartments are empty.
        times_h: shape (times,), not decreasing.
    """
    times: list[float] = np.asarray(times_h, dtype=float).tolist()
    _require_order([event.time_h for event in events], "events")
    _require_order(times, "times_h")
    waiting = deque(events)
    records: list[Event] = []
    kept = []
    for time_h in times:
        while waiting and waiting[0].time_h <= time_h + _slack(time_h):
            records.append(waiting.popleft())
        kept.append(len(records))
        records.append(Observation(time_h=time_h))
    return solve_events(records, kinetics)[kept]


def _one_for_each(events: Sequence[Event], kinetics: Kinetics | Sequence[Kinetics]) -> list[Kinetics]:
    at_events = [kinetics] * len(events) if isinstance(kinetics, Kinetics) else list(kinetics)
    if len(at_events) != len(events):
        raise RegimenError(f"{len(events)} events need one Kinetics or {len(events)}; got {len(at_events)}.")
    if len({one.compartments for one in at_events}) > 1:
        raise RegimenError("all Kinetics of one individual must have the same compartments in the same order.")
    return at_events


def _require_order(times_h: Sequence[float], name: str) -> None:
    for earlier, later in pairwise(times_h):
        if not later >= earlier:
            raise RegimenError(f"{name} must not go back in time: {later:g} h follows {earlier:g} h. Sort them.")


def _slack(time_h: float) -> float:
    return _SAME_TIME * max(1.0, abs(time_h))


@dataclass
class _Series:
    """Doses of one record that are still to arrive. Times are multiples, so that rounding does not add up."""

    dose: Dose
    first_h: float
    arrived: int = 0

    @property
    def next_h(self) -> float:
        return self.first_h + self.arrived * self.dose.interval_h

    @property
    def is_over(self) -> bool:
        return self.arrived > self.dose.additional


class _Body:
    """Amounts, running infusions and doses to come, at the moment the solver has reached."""

    def __init__(self, kinetics: Kinetics, time_h: float) -> None:
        self.time_h = time_h
        self.amount_mg = np.zeros(len(kinetics.compartments))
        self._running: list[Running] = []
        self._to_come: list[_Series] = []
        self._propagators = Propagators()

    def advance(self, to_h: float, before: Kinetics, at_end: Kinetics) -> None:
        """Move to the next record. Parameters ``before`` it hold on the way, those ``at_end`` on arrival."""
        slack_h = _slack(to_h)
        if to_h < self.time_h - slack_h:
            raise RegimenError(
                f"events go back from {self.time_h:g} h to {to_h:g} h without a reset. Sort them, or start anew with "
                "Reset or reset_first."
            )
        self._admit(to_h - slack_h, before)
        self._flow(to_h, before)
        self._admit(to_h + slack_h, at_end, flow=False)

    def apply(self, event: Event, kinetics: Kinetics) -> None:
        """What the record itself does."""
        if resets(event):
            self._forget()
            self.time_h = event.time_h
        if isinstance(event, SteadyInfusion):
            self._set_steady(event.steady_state, constant_state(event, kinetics), [])
        elif isinstance(event, Dose):
            if event.steady_state is not SteadyState.NONE:
                self._set_steady(event.steady_state, *series_state(event, kinetics, self._propagators))
            lag_h = kinetics.lag_h.get(event.compartment, 0.0)
            self._to_come.append(_Series(event, event.time_h + lag_h))
            self._admit(event.time_h + _slack(event.time_h), kinetics, flow=False)

    def _forget(self) -> None:
        self.amount_mg = np.zeros_like(self.amount_mg)
        self._running, self._to_come = [], []

    def _set_steady(self, kind: SteadyState, amount_mg: np.ndarray, running: list[Running]) -> None:
        if kind is SteadyState.REPLACE:
            self._forget()
        self.amount_mg = self.amount_mg + amount_mg
        self._running += running

    def _admit(self, until_h: float, kinetics: Kinetics, *, flow: bool = True) -> None:
        """Let in, one after another, the doses that arrive up to ``until_h``."""
        while due := [series for series in self._to_come if series.next_h <= until_h]:
            series = min(due, key=lambda candidate: candidate.next_h)
            if flow:
                self._flow(series.next_h, kinetics)
            self._let_in(series.dose, kinetics)
            series.arrived += 1
            self._to_come = [waiting for waiting in self._to_come if not waiting.is_over]

    def _let_in(self, dose: Dose, kinetics: Kinetics) -> None:
        if is_bolus(dose):
            self.amount_mg[kinetics.index(dose.compartment)] += available_mg(dose, kinetics)
        else:
            kinetics.index(dose.compartment)
            self._running.append(infusion(dose, kinetics))

    def _flow(self, to_h: float, kinetics: Kinetics) -> None:
        """Move in time while nothing arrives; infusions end on the way."""
        while self.time_h < to_h:
            self._running = [running for running in self._running if running.remaining_mg > 0]
            ends_h = [running.remaining_h(kinetics) for running in self._running]
            left_h = to_h - self.time_h
            step_h = min(left_h, *ends_h) if ends_h else left_h
            rate = np.zeros_like(self.amount_mg)
            for running, end_h in zip(self._running, ends_h, strict=True):
                rate_mg_per_h = running.rate_mg_per_h(kinetics)
                rate[kinetics.index(running.compartment)] += rate_mg_per_h
                running.remaining_mg = 0.0 if end_h <= step_h else running.remaining_mg - rate_mg_per_h * step_h
            self.amount_mg = self._propagators.over(kinetics.rate_per_h, step_h).step(self.amount_mg, rate)
            self.time_h = to_h if step_h >= left_h else self.time_h + step_h
