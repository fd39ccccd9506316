"""Turns a published model and its parameters into the linear system that the engine solves."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sciatwin.analytes import Analyte
from sciatwin.errors import ModelError
from sciatwin.evidence import Flow, Input, PublishedModel, Route
from sciatwin.pharmacokinetics.engine import LinearSystem
from sciatwin.pharmacokinetics.parameters import Parameters, parameters_for
from sciatwin.units import NG_PER_ML_PER_MG_PER_L


@dataclass(frozen=True, kw_only=True)
class EffectSite:
    """A concentration that follows a plasma concentration: dCe/dt = rate × (C − Ce).

    Attributes:
        rate_per_h: shape (individuals,), or one number.
    """

    name: str
    analyte: Analyte
    rate_per_h: np.ndarray | float


def build_system(
    model: PublishedModel,
    parameters: Parameters,
    *,
    analytes: Sequence[Analyte] | None = None,
    effect_sites: Sequence[EffectSite] = (),
    routes: Sequence[Route] = (Route.INTRAVENOUS,),
) -> LinearSystem:
    """Linear system whose outputs are concentrations in ng/mL per mg of the dosed drug.

    Args:
        parameters: name → shape (individuals,), as from ``parameters.draw``.
        analytes: outputs wanted, all by default; compartments that feed none of them are left out.
        effect_sites: each adds one state and one output, named after it.
        routes: by which doses will come; compartments that none of them fills are left out.
    Raises: ModelError for an analyte or a route that the model does not have, or absorption parameters not drawn.
    """
    wanted = tuple(model.analytes if analytes is None else analytes)
    needed = {*wanted, *(site.analyte for site in effect_sites)}
    if missing := needed - set(model.analytes):
        raise ModelError(f"{model.key} has no {', '.join(sorted(missing))} (available: {', '.join(model.analytes)}).")
    if not set(parameters_for(model, routes)) <= set(parameters):
        raise ModelError(f"{model.key}: draw the parameters with routes={[route.value for route in routes]} too.")
    filled = _filled_compartments(model, routes)
    kept = [name for name in _needed_compartments(model, needed) if name in filled]
    index = {name: position for position, name in enumerate(kept)}
    individuals = len(next(iter(parameters.values())))
    rate = np.zeros((len(kept) + len(effect_sites),) * 2 + (individuals,))
    for flow in model.flows:
        if flow.source in index:
            _add_flow(rate, index, flow, parameters)
    concentration = {analyte: _concentration_of(model, analyte, parameters) for analyte in needed}
    for state, site in enumerate(effect_sites, start=len(kept)):
        compartment, scale = concentration[site.analyte]
        rate[state, index[compartment]] = site.rate_per_h * scale
        rate[state, state] = -np.asarray(site.rate_per_h)
    states = [index[concentration[analyte][0]] for analyte in wanted]
    scales = [concentration[analyte][1] for analyte in wanted]
    ones = np.ones(individuals)
    return LinearSystem(
        rate_per_h=rate,
        dosed_state=index[model.dose_compartment],
        output_state=np.array([*states, *range(len(kept), rate.shape[0])], dtype=np.int64),
        output_scale=np.stack([*scales, *(ones for _ in effect_sites)]),
        output_names=(*wanted, *(site.name for site in effect_sites)),
        further_inputs=index,
    )


def _concentration_of(model: PublishedModel, analyte: Analyte, parameters: Parameters) -> tuple[str, np.ndarray]:
    """Compartment of an analyte, and ng/mL per mg in it."""
    compartment = next(c for c in model.compartments if c.analyte is analyte)
    return compartment.name, NG_PER_ML_PER_MG_PER_L * compartment.mass_ratio / parameters[compartment.volume]


def _needed_compartments(model: PublishedModel, analytes: set[Analyte]) -> list[str]:
    """Compartments from which drug can reach one of the analytes, in the order of the model."""
    needed = {c.name for c in model.compartments if c.analyte in analytes} | {model.dose_compartment}
    while True:
        feeding = {flow.source for flow in model.flows if flow.target in needed} - needed
        if not feeding:
            return [c.name for c in model.compartments if c.name in needed]
        needed |= feeding


def _filled_compartments(model: PublishedModel, routes: Sequence[Route]) -> set[str]:
    """Compartments that drug can reach by one of the routes, and by doses into the dose compartment."""
    filled = {model.dose_compartment}
    filled |= {entry.compartment for route in routes for entry in inputs_of(model, route) if entry.compartment}
    while new := {flow.target for flow in model.flows if flow.source in filled and flow.target} - filled:
        filled |= new
    return filled


def inputs_of(model: PublishedModel, route: Route) -> tuple[Input, ...]:
    """Where a dose by this route enters.

    Raises: ModelError naming the routes there are, or what is missing for this one.
    """
    if route in model.routes:
        return model.routes[route]
    if route in model.missing_routes:
        raise ModelError(f"{model.key} cannot predict {route} doses: {model.missing_routes[route]}.")
    raise ModelError(f"{model.key} has no {route} route (available: {', '.join(model.routes)}).")


def _add_flow(rate: np.ndarray, index: dict[str, int], flow: Flow, parameters: Parameters) -> None:
    constant = np.full(rate.shape[2], flow.factor)
    for name in flow.times:
        constant = constant * parameters[name]
    for name in flow.per:
        constant = constant / parameters[name]
    source = index[flow.source]
    rate[source, source] -= constant
    if flow.target in index:
        arriving = constant * parameters[flow.fraction] if flow.fraction else constant
        rate[index[flow.target], source] += arriving
