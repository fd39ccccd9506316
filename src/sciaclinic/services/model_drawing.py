"""The compartments of a model drawn with characters, for a terminal and for a page."""

from sciatwin.evidence import PublishedModel
from sciatwin.pharmacokinetics.structure import Link, Structure, structure_of


def text_drawing(model: PublishedModel) -> str:
    """One box for each compartment in line, in the order in which drug passes them, with what leaves it below.

    ``◀─▶`` exchanges with a compartment, ``──▶`` goes one way; labels are rate constants in parameter names.
    """
    structure = structure_of(model)
    width = max(len(link.target or "out of the body") for link in structure.links)
    boxes = [_box(model, structure, name, width) for name in structure.main]
    return "\n".join("\n".join(box) for box in boxes)


def _box(model: PublishedModel, structure: Structure, name: str, width: int) -> list[str]:
    label = _label(model, name)
    doses = _doses_into(model, name)
    entering = f" ◀── {doses} dose" if doses else ""
    leaving = [link for link in structure.links if link.source == name]
    top = f"╭─{'─' * len(label)}─╮"
    middle = f"│ {label} │{entering}"
    bottom = f"╰─{'┬' if leaving else '─'}{'─' * (len(label) - 1)}─╯"
    arrows = [_arrow(link, width, last=link is leaving[-1]) for link in leaving]
    return [top, middle, bottom, *arrows]


def _arrow(link: Link, width: int, *, last: bool) -> str:
    corner = "╰" if last else "├"
    arrow = "◀─▶" if link.back else "──▶"
    rates = f"{link.label}, back {link.back}" if link.back else link.label
    return f"  {corner}{arrow} {link.target or 'out of the body':<{width}}  {rates}"


def _label(model: PublishedModel, name: str) -> str:
    compartment = next(c for c in model.compartments if c.name == name)
    if compartment.analyte is None:
        return name
    analyte = str(compartment.analyte)
    return f"{analyte if analyte.endswith(name) else f'{name}: {analyte}'}, volume {compartment.volume}"


def _doses_into(model: PublishedModel, name: str) -> str:
    routes = [
        str(route)
        for route, inputs in model.routes.items()
        if any((entry.compartment or model.dose_compartment) == name for entry in inputs)
    ]
    return " or ".join(routes)
