"""Doses by any route of a model: which share of a dose enters which compartment, when, and what follows from it.

Shares may differ between people: the kinetics are linear, so each input is solved once for a dose of 1 × and scaled.
The timing of an input (zero-order duration, lag) cuts the engine's one timeline, so people whose timing differs are
solved in groups of equal timing. Typical people are one group; drawn people with a drawn duration are one group
each, which costs about as much as solving them one by one (see ``concentrations_by_route``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from sciatwin.analytes import Analyte
from sciatwin.errors import RegimenError
from sciatwin.evidence import Input, PublishedModel, Route
from sciatwin.pharmacokinetics.engine import LinearSystem, solve
from sciatwin.pharmacokinetics.parameters import Parameters
from sciatwin.pharmacokinetics.systems import EffectSite, build_system, inputs_of
from sciatwin.regimen import Bolus, DosingEvent, Infusion


def share_arriving(entry: Input, parameters: Parameters) -> np.ndarray:
    """Part of the dose that ever leaves the site of this input towards its compartment, shape (individuals,)."""
    share = np.ones(len(next(iter(parameters.values()))))
    for name in entry.fractions:
        share = share * parameters[name]
    rest = np.ones_like(share)
    for name in entry.other_fractions:
        rest = rest * parameters[name]
    return share * (1 - rest) if entry.other_fractions else share


def concentrations_by_route(
    model: PublishedModel,
    parameters: Parameters,
    doses: Mapping[Route, Sequence[DosingEvent]],
    times_h: np.ndarray,
    *,
    analytes: Sequence[Analyte] | None = None,
    effect_sites: Sequence[EffectSite] = (),
    workers: int = 1,
) -> np.ndarray:
    """Concentrations after doses by one or several routes, ng/mL, shape (outputs, times, individuals).

    The cost is one solution per input and group of equal timing: for a drawn zero-order duration one per person,
    1 to 2 ms each, instead of one for all.

    Args:
        parameters: from ``typical`` or ``draw`` with ``routes=tuple(doses)``.
        doses: route → events as given, in mg.
        analytes, effect_sites: as for ``build_system``.
    """
    system = build_system(model, parameters, analytes=analytes, effect_sites=effect_sites, routes=tuple(doses))
    times = np.asarray(times_h, dtype=float)
    result = np.zeros((len(system.output_state), len(times), system.individuals))
    for route, events in doses.items():
        for entry in inputs_of(model, route):
            if not entry.compartment or entry.compartment in system.further_inputs:  # else it feeds no output
                result += _from_input(model, system, parameters, entry, events, times, workers)
    return result


def _from_input(
    model: PublishedModel,
    system: LinearSystem,
    parameters: Parameters,
    entry: Input,
    events: Sequence[DosingEvent],
    times_h: np.ndarray,
    workers: int,
) -> np.ndarray:
    share = share_arriving(entry, parameters)
    result = np.empty((len(system.output_state), len(times_h), system.individuals))
    timings, group = np.unique(_timing(entry, parameters), axis=1, return_inverse=True)
    for index, (duration_h, lag_h) in enumerate(timings.T):
        members = np.flatnonzero(group.ravel() == index)
        entering = _events_entering(model, entry, events, float(duration_h), float(lag_h))
        result[:, :, members] = solve(
            _people(system, members), entering, times_h, dose_scale=share[members], workers=workers
        )
    return result


def _people(system: LinearSystem, members: np.ndarray) -> LinearSystem:
    if len(members) == system.individuals:
        return system
    return replace(system, rate_per_h=system.rate_per_h[:, :, members], output_scale=system.output_scale[:, members])


def _timing(entry: Input, parameters: Parameters) -> np.ndarray:
    """Duration and lag in h, shape (2, individuals); 0 where the input has none."""
    none = np.zeros(len(next(iter(parameters.values()))))
    return np.stack([parameters[name] if name else none for name in (entry.duration, entry.lag)])


def _events_entering(
    model: PublishedModel, entry: Input, events: Sequence[DosingEvent], duration_h: float, lag_h: float
) -> list[DosingEvent]:
    """Events with the part of each dose that belongs to this input, before its share is taken."""
    found: list[DosingEvent] = []
    for event in events:
        dose_mg = min(event.dose_mg, entry.up_to_mg) - entry.above_mg
        if dose_mg > 0:
            found.append(_timed(model, entry, replace(event, dose_mg=dose_mg), duration_h, lag_h))
    return found


def _timed(model: PublishedModel, entry: Input, event: DosingEvent, duration_h: float, lag_h: float) -> DosingEvent:
    if event.compartment:
        raise RegimenError(f"a dose by route names no compartment; got '{event.compartment}'.")
    start_h, compartment = event.start_h + lag_h, entry.compartment
    if isinstance(event, Infusion):
        if entry.duration:
            raise RegimenError(f"{model.key}: this route has its own duration, '{entry.duration}'. Use Bolus.")
        return replace(event, start_h=start_h, compartment=compartment)
    if not entry.duration:
        return Bolus(start_h=start_h, dose_mg=event.dose_mg, compartment=compartment)
    return Infusion(start_h=start_h, duration_h=duration_h, dose_mg=event.dose_mg, compartment=compartment)
