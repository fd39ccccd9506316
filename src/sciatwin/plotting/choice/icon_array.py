"""A hundred patients like this one: who is better and by what, and who has a side effect."""

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sciatwin.plan.told.people import HUNDRED
from sciatwin.plan.told.shares import Lot, Share, shares_better, shares_harmed
from sciatwin.plotting.style import theme

_WIDTH_IN, _HEIGHT_IN, _IN_A_ROW = 2.3, 1.3, 20
_TITLE_IN, _MARKS_IN = 0.22, 0.57
_SIZE = 5.0
_NOBODY = {"marker": "o", "markerfacecolor": "none", "markeredgecolor": "#b9c3cc"}

_MARKS: dict[Lot, dict[str, Any]] = {
    Lot.BY_DRUG: {"marker": "o", "color": theme.KETAMINE},
    Lot.ANYWAY: {"marker": "D", "color": theme.PLACEBO},
    Lot.NOT_BETTER: _NOBODY,
    Lot.HARMED: {"marker": "^", "color": theme.ARTERIAL},
    Lot.UNHARMED: _NOBODY,
}
"""Shapes differ as well as colours."""


def plot_icon_arrays(with_ketamine: float, on_placebo: float, side_effect: float | None) -> list[Axes]:
    """Two arrays of 100 marks, in whole people.

    Args:
        with_ketamine, on_placebo: probabilities of a worthwhile gain over no treatment.
        side_effect: probability of any side effect in the strongest session; its array is left out where it is unknown.
    """
    arrays = [("Better", shares_better(with_ketamine, on_placebo))]
    if side_effect is not None:
        arrays.append(("Side effects, strongest session", shares_harmed(side_effect)))
    with theme.style():
        height_in = _HEIGHT_IN * len(arrays)
        figure = Figure(figsize=(_WIDTH_IN, height_in))
        axes = [figure.add_axes(_place(place, height_in)) for place in range(len(arrays))]
        for ax, (title, shares) in zip(axes, arrays, strict=True):
            _draw(ax, title, shares)
    return axes


def _place(place: int, height_in: float) -> tuple[float, float, float, float]:
    """Left, bottom, width and height of an array as fractions of the figure, room for title and key left free."""
    above_in = place * _HEIGHT_IN + _TITLE_IN + _MARKS_IN
    return 0.02, 1 - above_in / height_in, 0.96, _MARKS_IN / height_in


def _draw(ax: Axes, title: str, shares: Sequence[Share]) -> None:
    """Row by row from the upper left, one share after the other."""
    place = 0
    for share in shares:
        places = range(place, place + share.count)
        place += share.count
        ax.plot(
            [i % _IN_A_ROW for i in places],
            [i // _IN_A_ROW for i in places],
            linestyle="none",
            markersize=_SIZE,
            clip_on=False,
            **_MARKS[share.lot],
        )
    ax.set_title(title, fontsize=8.5, loc="left")
    ax.set_xlim(-0.5, _IN_A_ROW - 0.5)
    ax.set_ylim(HUNDRED / _IN_A_ROW - 0.5, -0.5)
    ax.set_aspect("equal")
    ax.axis("off")
    ax.legend(
        handles=[_key(share) for share in shares],
        loc="upper left",
        bbox_to_anchor=(0, -0.02),
        handletextpad=0.2,
        borderaxespad=0,
    )


def _key(share: Share) -> Line2D:
    return Line2D([], [], linestyle="none", markersize=_SIZE, label=f"{share.count} {share.words}", **_MARKS[share.lot])
