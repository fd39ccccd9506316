"""The compartments of a model as boxes, its flows as arrows labelled with their parameters."""

from collections.abc import Iterator
from textwrap import wrap

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from sciatwin.pharmacokinetics.structure import Arrow, Structure
from sciatwin.plotting.style import theme

Place = tuple[float, float]

_COLUMN, _ROW = 2.95, 1.25  # from box to box, in the unit of the axes
_WIDTH, _HEIGHT = 1.9, 0.66
_INCHES = 0.66  # per unit
_MEASURED, _PLAIN = "#dce8f3", "#ffffff"


def plot_compartments(structure: Structure, *, ax: Axes | None = None) -> Axes:
    """Drug moves from left to right; measured compartments are shaded and name their volume."""
    places = _places(structure)
    with theme.style():
        ax = ax or _new_axes(places)
        for name, place in places.items():
            _draw_box(ax, structure, name, place)
        for link in structure.links:
            _draw_link(ax, link, places, structure)
        for name, routes in _routes_into(structure):
            _draw_dose(ax, routes, places[name], from_above=_is_fed(structure, name))
        _finish(ax, places)
    return ax


def _new_axes(places: dict[str, Place]) -> Axes:
    left, right, bottom, top = _frame(places)
    figure = Figure(figsize=((right - left) * _INCHES, (top - bottom) * _INCHES))
    return figure.add_axes((0, 0, 1, 1))


def _frame(places: dict[str, Place]) -> tuple[float, float, float, float]:
    across, up = zip(*places.values(), strict=True)
    return min(across) - 2.7, max(across) + 2.4, min(up) - 1.1, max(up) + 1.1


def _places(structure: Structure) -> dict[str, Place]:
    """Line of the dose compartment at height 0, side compartments above and below, other feeding lines lower."""
    spine = _spine(structure)
    lowest = -1 if len(structure.sides[structure.dose_compartment]) < 2 else -2
    rows: dict[str, float] = {}
    for name in sorted(structure.main, key=lambda name: -structure.depth[name]):
        fed_row = [rows[str(link.target)] for link in structure.links if link.source == name and link.target in rows]
        if name in spine:
            rows[name] = 0
        elif fed_row and fed_row[0] < 0:
            rows[name] = fed_row[0]  # a feeding line goes on at its height
        else:
            rows[name] = lowest
            lowest -= 1
    places = {name: (_COLUMN * structure.depth[name], _ROW * rows[name]) for name in structure.main}
    for name, sides in structure.sides.items():
        for index, side in enumerate(sides):
            across, up = places[name]
            places[side] = (across, up + _ROW * (1 if index % 2 == 0 else -1) * (1 + index // 2))
    return places


def _spine(structure: Structure) -> set[str]:
    """The dose compartment, what follows it, and one line that feeds it."""
    spine, ahead = {structure.dose_compartment}, [structure.dose_compartment]
    while ahead:
        name = ahead.pop()
        following = {link.target for link in structure.links if link.source == name and link.target in structure.main}
        ahead += [str(target) for target in following - spine]
        spine |= {str(target) for target in following}
    feeding = structure.dose_compartment
    while feeders := [link.source for link in structure.links if link.target == feeding and link.source not in spine]:
        feeding = feeders[0]
        spine.add(feeding)
    return spine


def _is_fed(structure: Structure, name: str) -> bool:
    return any(link.target == name for link in structure.links)


def _draw_box(ax: Axes, structure: Structure, name: str, place: Place) -> None:
    named = structure.boxes[name]
    measured = bool(named.analyte)
    box = FancyBboxPatch(
        (place[0] - _WIDTH / 2, place[1] - _HEIGHT / 2),
        _WIDTH,
        _HEIGHT,
        boxstyle="round,pad=0,rounding_size=0.12",
        facecolor=_MEASURED if measured else _PLAIN,
        edgecolor=theme.INK if measured else theme.MUTED,
        linewidth=1.3 if measured else 0.9,
    )
    ax.add_patch(box)
    lines = [named.analyte, f"volume {named.volume}"] if measured else wrap(name, 16, break_long_words=False)
    ax.text(*place, "\n".join(lines), ha="center", va="center", fontsize=7, linespacing=1.15)


def _draw_link(ax: Axes, link: Arrow, places: dict[str, Place], structure: Structure) -> None:
    start, end, label = places[link.source], _way_out(link, places, structure), _short(link)
    if link.target:
        end = _entry(places[link.target], start)
    start = _edge(start, end)
    _arrow(ax, start, end, both_ways=bool(link.back))
    if start[0] == end[0]:
        ax.text(start[0] + 0.12, (start[1] + end[1]) / 2, label, ha="left", va="center", fontsize=6.5)
    elif start[1] == end[1]:
        middle = (start[0] + end[0]) / 2
        text = label.replace(" (", "\n(")
        ax.text(middle, start[1] + 0.08, text, ha="center", va="bottom", fontsize=6.5, linespacing=1.05)
    else:
        near_start = (0.7 * start[0] + 0.3 * end[0] + 0.1, 0.7 * start[1] + 0.3 * end[1])
        ground = {"facecolor": "white", "edgecolor": "none", "pad": 0.8}
        ax.text(*near_start, label, ha="left", va="center", fontsize=6.5, bbox=ground, zorder=5)


def _way_out(link: Arrow, places: dict[str, Place], structure: Structure) -> Place:
    """End of an arrow out of the body: to the right at the end of a line, else down."""
    across, up = places[link.source]
    goes_on = any(other.source == link.source and other.target in structure.main for other in structure.links)
    return (across, up - _ROW * 0.85) if goes_on else (across + _COLUMN * 0.68, up)


def _entry(place: Place, comes_from: Place) -> Place:
    """Where an arrow meets a box; a slanted one comes in from below, clear of the level ones."""
    if comes_from[0] != place[0] and comes_from[1] < place[1]:
        return place[0] - _WIDTH / 3, place[1] - _HEIGHT / 2
    return _edge(place, comes_from)


def _edge(place: Place, towards: Place) -> Place:
    """Middle of the side of a box that faces another place."""
    across, up = place
    if towards[0] == across:
        return across, up + (_HEIGHT / 2 if towards[1] > up else -_HEIGHT / 2)
    return across + (_WIDTH / 2 if towards[0] > across else -_WIDTH / 2), up


def _arrow(ax: Axes, start: Place, end: Place, *, both_ways: bool = False, dashed: bool = False) -> None:
    ax.annotate(
        "",
        xy=end,
        xytext=start,
        arrowprops={
            "arrowstyle": "<|-|>" if both_ways else "-|>",
            "color": theme.MUTED if dashed else theme.INK,
            "linewidth": 1.0,
            "linestyle": (0, (3, 2)) if dashed else "-",
            "shrinkA": 0,
            "shrinkB": 0,
            "mutation_scale": 8,
        },
    )


def _short(link: Arrow) -> str:
    """Parameter of the flow; of an exchange, the one both ways share, or both."""
    heads = [label.split(" / ")[0] for label in (link.label, link.back) if label]
    if not link.back:
        return link.label if heads[0][0].isdigit() else heads[0]
    return heads[0] if heads[0] == heads[1] else ", ".join(heads)


def _routes_into(structure: Structure) -> Iterator[tuple[str, str]]:
    for name, box in structure.boxes.items():
        if box.routes:
            yield name, "\n".join(box.routes)


def _draw_dose(ax: Axes, routes: str, place: Place, *, from_above: bool) -> None:
    across, up = place
    if from_above:
        start, end = (across - _WIDTH / 2 - 0.45, up + 0.72), (across - _WIDTH / 2, up + _HEIGHT / 2 - 0.08)
        ax.text(start[0], start[1] + 0.04, routes, ha="center", va="bottom", fontsize=7, color=theme.MUTED)
    else:
        start, end = (across - _WIDTH / 2 - 0.6, up), (across - _WIDTH / 2, up)
        ax.text(
            start[0] - 0.06, up, "\n".join(wrap(routes, 12)), ha="right", va="center", fontsize=7, color=theme.MUTED
        )
    _arrow(ax, start, end, dashed=True)


def _finish(ax: Axes, places: dict[str, Place]) -> None:
    left, right, bottom, top = _frame(places)
    ax.set_xlim(left, right)
    ax.set_ylim(bottom, top)
    ax.set_aspect("equal")
    ax.axis("off")
