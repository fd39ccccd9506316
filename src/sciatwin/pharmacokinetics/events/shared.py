"""Many individuals who meet the same events, solved at once by the compiled engine.

The course of events is written down once, by the same rules as for one individual, and run for everybody. Only where
lag time, bioavailability, or a modelled rate or duration differs, each kind of individual has a course of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from sciatwin.errors import ModelError
from sciatwin.pharmacokinetics.engine import LinearSystem, solve_timeline
from sciatwin.pharmacokinetics.events.course import EventCourse, course_of
from sciatwin.pharmacokinetics.events.propagator import Propagators
from sciatwin.pharmacokinetics.events.records import Dose, Event, Observation, SteadyInfusion
from sciatwin.pharmacokinetics.events.steady_state import steady_amount_mg

ON_THE_WAY = ("bioavailability_fraction", "lag_h", "modelled_rate_mg_per_h", "modelled_duration_h")


@dataclass(frozen=True, kw_only=True)
class DosedSystem:
    """A batch of systems, and what happens to doses on their way in, as in `Kinetics`.

    Mappings go from compartment to values of shape (individuals,).

    Attributes:
        dose_compartment: name of the state that takes doses without a compartment.
    """

    system: LinearSystem
    dose_compartment: str
    bioavailability_fraction: Mapping[str, np.ndarray] = field(default_factory=dict)
    lag_h: Mapping[str, np.ndarray] = field(default_factory=dict)
    modelled_rate_mg_per_h: Mapping[str, np.ndarray] = field(default_factory=dict)
    modelled_duration_h: Mapping[str, np.ndarray] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for field_name in ON_THE_WAY:
            for name in getattr(self, field_name):
                if not name or name not in self.states:
                    known = ", ".join(known for known in self.states if known)
                    raise ModelError(f"{field_name}: there is no compartment '{name}' (doses enter: {known}).")

    @property
    def states(self) -> dict[str, int]:
        """Compartment → state, of those that can be dosed; "" is the one for doses without a compartment."""
        return {**states_of(self.system), self.dose_compartment: self.system.dosed_state}

    def kinds(self, events: Sequence[Event]) -> list[tuple[np.ndarray, dict[str, dict[str, float]]]]:
        """Individuals, as a mask of shape (individuals,), whose doses fare alike, and how they fare."""
        met = {field_met for event in events for field_met in _met_on_the_way(event)}
        given = [
            (name, key, value)
            for name in ON_THE_WAY
            for key, value in getattr(self, name).items()
            if (name, key) in met
        ]
        count = self.system.individuals
        if not given:
            return [(np.ones(count, dtype=bool), {})]
        values = np.array([np.broadcast_to(value, count) for _, _, value in given])
        distinct, kind = np.unique(values, axis=1, return_inverse=True)
        found = []
        for number, column in enumerate(distinct.T):
            fate: dict[str, dict[str, float]] = {name: {} for name in ON_THE_WAY}
            for (name, key, _), value in zip(given, column.tolist(), strict=True):
                fate[name][key] = value
            found.append((kind.ravel() == number, fate))
        return found


def states_of(system: LinearSystem) -> dict[str, int]:
    """Compartment → state, of those that can be dosed; "" is the one for doses without a compartment."""
    return {"": system.dosed_state, **system.further_inputs}


def solve_course(
    system: LinearSystem, states: Mapping[str, int], course: EventCourse, dose_scale: np.ndarray
) -> np.ndarray:
    """First output of every individual at every observation, shape (observations, individuals).

    Args:
        states: compartment → state.
        dose_scale: shape (individuals,), factor on all doses of an individual.
    """
    flows = np.moveaxis(system.rate_per_h, -1, 0)
    steady_mg = np.zeros((len(course.steady), *system.rate_per_h.shape[1:]))
    for number, event in enumerate(course.steady):
        if event is not None:
            state = states[event.compartment]
            steady_mg[number] = steady_amount_mg(event, course.fate, flows, state, Propagators()).T
    dosed = np.array([states[name] for name in course.inputs], dtype=np.int64)
    solved: np.ndarray = solve_timeline(system, course.timeline, dosed, steady_mg, dose_scale=dose_scale, workers=1)[0]
    return solved[course.row]


def solve_kinds(dosed: DosedSystem, events: Sequence[Event], dose_scale: np.ndarray, default: str = "") -> np.ndarray:
    """As `solve_course`, where individuals may differ in what happens to their doses on the way in.

    Args:
        default: a name that stands for the dosed compartment if the system has no compartment of this name.
    """
    observations = sum(isinstance(event, Observation) for event in events)
    result = np.empty((observations, dosed.system.individuals))
    named = [
        replace(event, compartment=_own_name(event.compartment, dosed, default))
        if isinstance(event, Dose | SteadyInfusion)
        else event
        for event in events
    ]
    for chosen, fate in dosed.kinds(named):
        system = replace(
            dosed.system,
            rate_per_h=np.ascontiguousarray(dosed.system.rate_per_h[..., chosen]),
            output_scale=np.ascontiguousarray(dosed.system.output_scale[:, chosen]),
        )
        result[:, chosen] = solve_course(system, dosed.states, course_of(named, fate), dose_scale[chosen])
    return result


def require_known(dose: Dose | SteadyInfusion, system: LinearSystem | DosedSystem, default: str = "") -> None:
    """Raises: ModelError if the dose enters no compartment of the system, or asks for a rate that it does not give."""
    states = system.states if isinstance(system, DosedSystem) else states_of(system)
    if dose.compartment not in (*states, default):
        known = ", ".join(name for name in states if name) or "none by name"
        raise ModelError(f"a dose enters '{dose.compartment}', which the structure does not dose (it doses: {known}).")
    wanted = _asked_for(dose)
    name = _own_name(dose.compartment, system, default) if isinstance(system, DosedSystem) else dose.compartment
    if wanted and name not in getattr(system, wanted, {}):
        raise ModelError(
            f"the dose into '{name or default}' asks for {wanted}, which the structure does not give. "
            "Return a DosedSystem with it, or write the rate or the duration of the dose."
        )


def _own_name(compartment: str, dosed: DosedSystem, default: str) -> str:
    """The system's own name for a compartment."""
    if not compartment or (compartment == default and default not in dosed.states):
        return dosed.dose_compartment
    return compartment


def _met_on_the_way(event: Event) -> list[tuple[str, str]]:
    """Fields of `Kinetics` that matter to a dose, each with its compartment."""
    if not isinstance(event, Dose | SteadyInfusion):
        return []
    always = ["bioavailability_fraction", "lag_h"] if isinstance(event, Dose) else []
    return [(name, event.compartment) for name in (*always, _asked_for(event)) if name]


def _asked_for(dose: Dose | SteadyInfusion) -> str:
    """Field of `Kinetics` that a modelled input needs, or nothing."""
    if isinstance(dose, SteadyInfusion):
        return "modelled_rate_mg_per_h" if dose.rate_mg_per_h is None else ""
    return {"rate": "modelled_rate_mg_per_h", "duration": "modelled_duration_h"}.get(dose.modelled.value, "")
