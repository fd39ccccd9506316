"""What happens to an individual in time: doses arrive, infusions run and end, the body is emptied.

What it holds is not known here. One kind of contents are amounts in mg; another writes the course of events down, so
that many individuals who share it can be solved at once.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass

import numpy as np

from sciatwin.errors import RegimenError
from sciatwin.pharmacokinetics.events.inputs import Running, available_mg, infusion, is_bolus
from sciatwin.pharmacokinetics.events.kinetics import Kinetics
from sciatwin.pharmacokinetics.events.records import Dose, Event, SteadyInfusion, SteadyState, resets
from sciatwin.pharmacokinetics.events.steady_state import still_running

_SAME_TIME = 1e-12  # relative; arrivals this close to a record come with it, so that 3 × 0.1 h is 0.3 h


class AbstractContents(ABC):
    """What a body holds, compartment by compartment in the order of its kinetics."""

    @abstractmethod
    def flow(self, length_h: float, kinetics: Kinetics, rate_mg_per_h: np.ndarray) -> None:
        """Time passes with a constant input into each compartment."""

    @abstractmethod
    def add(self, amount_mg: float, compartment: int) -> None:
        """An amount comes in at once."""

    @abstractmethod
    def empty(self) -> None:
        """Everything is taken out."""

    @abstractmethod
    def add_steady(self, event: Dose | SteadyInfusion, kinetics: Kinetics) -> None:
        """What an endless series or infusion has left comes in."""


def slack_h(time_h: float) -> float:
    """Times that lie no further apart are one."""
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


class Body:
    """Running infusions and doses to come, at the moment that has been reached."""

    def __init__(self, contents: AbstractContents, time_h: float) -> None:
        self.time_h = time_h
        self._contents = contents
        self._running: list[Running] = []
        self._to_come: list[_Series] = []

    def advance(self, to_h: float, before: Kinetics, at_end: Kinetics) -> None:
        """Move to the next record. Parameters ``before`` it hold on the way, those ``at_end`` on arrival."""
        slack = slack_h(to_h)
        if to_h < self.time_h - slack:
            raise RegimenError(
                f"events go back from {self.time_h:g} h to {to_h:g} h without a reset. Sort them, or start anew with "
                "Reset or reset_first."
            )
        self._admit(to_h - slack, before)
        self._flow(to_h, before)
        self._admit(to_h + slack, at_end, flow=False)

    def apply(self, event: Event, kinetics: Kinetics) -> None:
        """What the record itself does."""
        if resets(event):
            self._forget()
            self.time_h = event.time_h
        if isinstance(event, SteadyInfusion):
            self._set_steady(event, kinetics, [])
        elif isinstance(event, Dose):
            if event.steady_state is not SteadyState.NONE:
                self._set_steady(event, kinetics, still_running(event, kinetics))
            lag_h = kinetics.lag_h.get(event.compartment, 0.0)
            self._to_come.append(_Series(event, event.time_h + lag_h))
            self._admit(event.time_h + slack_h(event.time_h), kinetics, flow=False)

    def _forget(self) -> None:
        self._contents.empty()
        self._running, self._to_come = [], []

    def _set_steady(self, event: Dose | SteadyInfusion, kinetics: Kinetics, running: list[Running]) -> None:
        if event.steady_state is SteadyState.REPLACE:
            self._forget()
        self._contents.add_steady(event, kinetics)
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
        compartment = kinetics.index(dose.compartment)
        if is_bolus(dose):
            self._contents.add(available_mg(dose, kinetics), compartment)
        else:
            self._running.append(infusion(dose, kinetics))

    def _flow(self, to_h: float, kinetics: Kinetics) -> None:
        """Move in time while nothing arrives; infusions end on the way."""
        while self.time_h < to_h:
            self._running = [running for running in self._running if running.remaining_mg > 0]
            ends_h = [running.remaining_h(kinetics) for running in self._running]
            left_h = to_h - self.time_h
            step_h = min(left_h, *ends_h) if ends_h else left_h
            rate = np.zeros(len(kinetics.compartments))
            for running, end_h in zip(self._running, ends_h, strict=True):
                rate_mg_per_h = running.rate_mg_per_h(kinetics)
                rate[kinetics.index(running.compartment)] += rate_mg_per_h
                running.remaining_mg = 0.0 if end_h <= step_h else running.remaining_mg - rate_mg_per_h * step_h
            self._contents.flow(step_h, kinetics, rate)
            self.time_h = to_h if step_h >= left_h else self.time_h + step_h
