"""The shape of a model as a drawing needs it: which compartments stand in line, which hang at their side."""

from collections.abc import Mapping
from dataclasses import dataclass

from sciatwin.evidence import Compartment, Flow, PublishedModel


@dataclass(frozen=True)
class Arrow:
    """Flow from one compartment to another, or out of the body (None). ``back`` is the label of the way back."""

    source: str
    target: str | None
    label: str
    back: str = ""


@dataclass(frozen=True)
class Box:
    """A compartment as it is named in a drawing.

    Attributes:
        analyte, volume: empty where nothing is measured; routes: by which a dose enters.
    """

    analyte: str
    volume: str
    routes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Structure:
    """Compartments in line and at the side, and the links between them.

    Attributes:
        boxes: every compartment, by name.
        dose_compartment: where an intravenous dose enters.
        main: compartments in line, in the order in which drug passes them.
        depth: how far along the line each of them stands; a compartment stands just before what it feeds.
        sides: main compartment → compartments that only exchange with it.
        links: one for each connected pair and each way out.
    """

    boxes: Mapping[str, Box]
    dose_compartment: str
    main: tuple[str, ...]
    depth: Mapping[str, int]
    sides: Mapping[str, tuple[str, ...]]
    links: tuple[Arrow, ...]


def structure_of(model: PublishedModel) -> Structure:
    """Structure of a model, from its compartments and flows alone."""
    links = _links(model)
    side_of = _side_compartments(model, links)
    names = [c.name for c in model.compartments if c.name not in side_of]
    depth = _depths(names, [link for link in links if link.source in names and link.target in names])
    main = tuple(sorted(names, key=lambda name: (depth[name], names.index(name))))
    sides = {name: tuple(side for side, partner in side_of.items() if partner == name) for name in main}
    return Structure(
        boxes={compartment.name: _box(model, compartment) for compartment in model.compartments},
        dose_compartment=model.dose_compartment,
        main=main,
        depth=depth,
        sides=sides,
        links=links,
    )


def _box(model: PublishedModel, compartment: Compartment) -> Box:
    routes = tuple(
        str(route)
        for route, inputs in model.routes.items()
        if any((entry.compartment or model.dose_compartment) == compartment.name for entry in inputs)
    )
    return Box(compartment.analyte.in_full if compartment.analyte else "", compartment.volume, routes)


def flow_label(flow: Flow) -> str:
    """Rate constant of a flow in the names of its parameters, for example ``2 / mtt_nk``."""
    factor = [f"{flow.factor:g}"] if flow.factor != 1 or not flow.times else []
    label = " × ".join([*factor, *flow.times])
    return " / ".join([label, *flow.per])


def _links(model: PublishedModel) -> tuple[Arrow, ...]:
    order = [compartment.name for compartment in model.compartments]
    by_pair = {(flow.source, flow.target): flow for flow in model.flows}
    links = []
    for (source, target), flow in by_pair.items():
        returning = by_pair.get((target, source)) if target else None
        if returning is None or target is None:
            arriving = f" (× {flow.fraction})" if flow.fraction else ""
            links.append(Arrow(source, target, flow_label(flow) + arriving))
        elif order.index(source) < order.index(target):
            links.append(Arrow(source, target, flow_label(flow), flow_label(returning)))
    return tuple(links)


def _side_compartments(model: PublishedModel, links: tuple[Arrow, ...]) -> dict[str, str]:
    """Compartment → its only partner, for those that exchange with one other and do nothing else."""
    entered = {entry.compartment for entries in model.routes.values() for entry in entries}
    observed = {c.name for c in model.compartments if c.analyte} | {model.dose_compartment} | entered
    partner: dict[str, str] = {}
    for compartment in model.compartments:
        touching = [link for link in links if compartment.name in (link.source, link.target)]
        if compartment.name not in observed and len(touching) == 1 and touching[0].back:
            link = touching[0]
            partner[compartment.name] = link.source if link.target == compartment.name else str(link.target)
    return partner


def _depths(names: list[str], links: list[Arrow]) -> dict[str, int]:
    """Longest way to each compartment; then each moves up to just before the first that it feeds."""
    depth = dict.fromkeys(names, 0)
    for _ in names:
        for link in links:
            depth[str(link.target)] = max(depth[str(link.target)], depth[link.source] + 1)
    for name in sorted(names, key=lambda name: -depth[name]):
        depth[name] = min((depth[str(link.target)] - 1 for link in links if link.source == name), default=depth[name])
    return depth
