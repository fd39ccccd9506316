"""The course of events for everybody who meets the same ones, written down as the compiled engine runs it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sciatwin.pharmacokinetics.events.body import AbstractContents, Body
from sciatwin.pharmacokinetics.events.kinetics import Kinetics
from sciatwin.pharmacokinetics.events.records import Dose, Event, Observation, SteadyInfusion, resets
from sciatwin.pharmacokinetics.timeline import Timeline, clock_rounding_h, distinct_lengths


@dataclass(frozen=True)
class EventCourse:
    """Events as the compiled engine runs them.

    Attributes:
        inputs: compartments of the timeline's inputs.
        row: shape (observations,), the row of the timeline that each observation reads.
        steady: what comes in at each renewal of the timeline; None for a mere reset.
        fate: what happens to doses on their way in.
    """

    timeline: Timeline
    inputs: tuple[str, ...]
    row: np.ndarray
    steady: tuple[Dose | SteadyInfusion | None, ...]
    fate: Kinetics


def course_of(events: Sequence[Event], fate: Mapping[str, Mapping[str, float]] | None = None) -> EventCourse:
    """The course of events up to the last observation, with an input for each compartment that is dosed.

    Args:
        fate: fields of `Kinetics` on the way in, by name.
    Raises: RegimenError for events out of order; ModelError for a modelled input that is not given.
    """
    inputs = tuple(dict.fromkeys(event.compartment for event in events if isinstance(event, Dose | SteadyInfusion)))
    there = {name: {key: v for key, v in values.items() if key in inputs} for name, values in (fate or {}).items()}
    kinetics = Kinetics(compartments=inputs, rate_per_h=np.zeros((len(inputs),) * 2), **there)
    written = _Written(len(inputs))
    body = Body(written, events[0].time_h)
    rows = []
    for event in events:
        if not resets(event):
            body.advance(event.time_h, kinetics, kinetics)
        body.apply(event, kinetics)
        if isinstance(event, Observation):
            rows.append(written.read())
    latest_h = max(abs(event.time_h) for event in events)
    return EventCourse(written.timeline(latest_h), inputs, np.array(rows), tuple(written.steady), kinetics)


class _Written(AbstractContents):
    """The course of events, step by step; what happens at the end of a step is kept in the order of `Timeline`."""

    def __init__(self, inputs: int) -> None:
        self.steady: list[Dose | SteadyInfusion | None] = []
        self._inputs = inputs
        self._rows = 0
        self._length_h: list[float] = []
        self._rate: list[np.ndarray] = []
        self._bolus: list[np.ndarray] = []
        self._renewal: list[int] = []
        self._kept: list[float] = []
        self._row: list[int] = []
        self._step(0.0, np.zeros(inputs))

    def flow(self, length_h: float, kinetics: Kinetics, rate_mg_per_h: np.ndarray) -> None:
        self._step(length_h, rate_mg_per_h)

    def add(self, amount_mg: float, compartment: int) -> None:
        if self._row[-1] >= 0:
            self._step(0.0, np.zeros(self._inputs))
        self._bolus[-1][compartment] += amount_mg

    def empty(self) -> None:
        self._renew(0.0, None)

    def add_steady(self, event: Dose | SteadyInfusion, kinetics: Kinetics) -> None:
        just_emptied = self._renewal[-1] >= 0 and self.steady[-1] is None and not self._bolus[-1].any()
        if just_emptied and self._row[-1] < 0:
            self.steady[-1] = event
        else:
            self._renew(1.0, event)

    def read(self) -> int:
        """Row of the output that holds the levels of now."""
        if self._row[-1] < 0:
            self._row[-1] = self._rows
            self._rows += 1
        return self._row[-1]

    def timeline(self, latest_h: float) -> Timeline:
        lengths, index = distinct_lengths(np.array(self._length_h), latest_h)
        renewal, row = np.array(self._renewal, dtype=np.int64), np.array(self._row, dtype=np.int64)
        kept = np.array(self._kept)
        rate, bolus = np.array(self._rate), np.array(self._bolus)
        return Timeline(lengths, index, rate, bolus, row, renewal, kept, clock_rounding_h(latest_h))

    def _renew(self, kept: float, event: Dose | SteadyInfusion | None) -> None:
        if self._row[-1] >= 0 or self._bolus[-1].any() or self._renewal[-1] >= 0:
            self._step(0.0, np.zeros(self._inputs))
        self._renewal[-1] = len(self._kept)
        self._kept.append(kept)
        self.steady.append(event)

    def _step(self, length_h: float, rate_mg_per_h: np.ndarray) -> None:
        self._length_h.append(length_h)
        self._rate.append(rate_mg_per_h)
        self._bolus.append(np.zeros(self._inputs))
        self._renewal.append(-1)
        self._row.append(-1)
