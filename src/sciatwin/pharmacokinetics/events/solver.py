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
from enum import Enum
from itertools import pairwise

import numpy as np

from sciatwin.errors import RegimenError
from sciatwin.pharmacokinetics.events.body import AbstractContents, Body, slack_h
from sciatwin.pharmacokinetics.events.kinetics import Kinetics
from sciatwin.pharmacokinetics.events.propagator import Propagators
from sciatwin.pharmacokinetics.events.records import Dose, Event, Observation, SteadyInfusion, resets
from sciatwin.pharmacokinetics.events.steady_state import steady_amount_mg


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
    contents = _Amounts(len(at_events[0].compartments))
    body = Body(contents, events[0].time_h)
    for row, (event, now) in enumerate(zip(events, at_events, strict=True)):
        if not resets(event):
            before = now if carry is Carry.BACKWARD else at_events[max(row - 1, 0)]
            body.advance(event.time_h, before, now)
        body.apply(event, now)
        amounts[row] = contents.amount_mg
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
        while waiting and waiting[0].time_h <= time_h + slack_h(time_h):
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


class _Amounts(AbstractContents):
    """Amounts in mg, moved by exact propagators."""

    def __init__(self, compartments: int) -> None:
        self.amount_mg = np.zeros(compartments)
        self._propagators = Propagators()

    def flow(self, length_h: float, kinetics: Kinetics, rate_mg_per_h: np.ndarray) -> None:
        self.amount_mg = self._propagators.over(kinetics.rate_per_h, length_h).step(self.amount_mg, rate_mg_per_h)

    def add(self, amount_mg: float, compartment: int) -> None:
        self.amount_mg[compartment] += amount_mg

    def empty(self) -> None:
        self.amount_mg = np.zeros_like(self.amount_mg)

    def add_steady(self, event: Dose | SteadyInfusion, kinetics: Kinetics) -> None:
        state = kinetics.index(event.compartment)
        self.amount_mg = self.amount_mg + steady_amount_mg(
            event, kinetics, kinetics.rate_per_h, state, self._propagators
        )
