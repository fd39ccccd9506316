"""The compartments of a model drawn with characters, for a terminal and for a page."""

from sciatwin.pharmacokinetics.structure import Arrow, Structure


def text_drawing(structure: Structure) -> str:
    """One box for each compartment in line, in the order in which drug passes them, with what leaves it below.

    ``◀─▶`` exchanges with a compartment, ``──▶`` goes one way; labels are rate constants in parameter names.
    """
    width = max(len(link.target or "out of the body") for link in structure.links)
    boxes = [_box(structure, name, width) for name in structure.main]
    return "\n".join("\n".join(box) for box in boxes)


def _box(structure: Structure, name: str, width: int) -> list[str]:
    label = _label(structure, name)
    doses = " or ".join(structure.boxes[name].routes)
    entering = f" ◀── {doses} dose" if doses else ""
    leaving = [link for link in structure.links if link.source == name]
    top = f"╭─{'─' * len(label)}─╮"
    middle = f"│ {label} │{entering}"
    bottom = f"╰─{'┬' if leaving else '─'}{'─' * (len(label) - 1)}─╯"
    arrows = [_arrow(link, width, last=link is leaving[-1]) for link in leaving]
    return [top, middle, bottom, *arrows]


def _arrow(link: Arrow, width: int, *, last: bool) -> str:
    corner = "╰" if last else "├"
    arrow = "◀─▶" if link.back else "──▶"
    rates = f"{link.label}, back {link.back}" if link.back else link.label
    return f"  {corner}{arrow} {link.target or 'out of the body':<{width}}  {rates}"


def _label(structure: Structure, name: str) -> str:
    box = structure.boxes[name]
    if not box.analyte:
        return name
    return f"{box.analyte if box.analyte.endswith(name) else f'{name}: {box.analyte}'}, volume {box.volume}"
