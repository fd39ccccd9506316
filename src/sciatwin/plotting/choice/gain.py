"""How probable is a gain of two points over no treatment: with ketamine, and with placebo?"""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from sciatwin.plotting.style import theme

_ROOM = 1.25
_LEAST_ROOM = 4.0


@dataclass(frozen=True)
class ChanceAtWeek:
    """Probability of a gain of two points over no treatment at one week."""

    week: int
    with_ketamine: float
    on_placebo: float


def plot_gain(chances: Sequence[ChanceAtWeek], *, ax: Axes | None = None) -> Axes:
    """One line a week: a dot for ketamine and one for placebo. The drug itself adds only what lies between them."""
    rows = range(len(chances))
    ketamine = [100 * chance.with_ketamine for chance in chances]
    placebo = [100 * chance.on_placebo for chance in chances]
    with theme.style():
        ax = theme.axes_or_new(ax)
        ax.hlines(rows, placebo, ketamine, color=theme.MUTED, linewidth=1.4, zorder=1)
        ax.plot(
            placebo,
            rows,
            linestyle="none",
            marker="D",
            markersize=5,
            markerfacecolor="white",
            markeredgecolor=theme.PLACEBO,
            markeredgewidth=1.4,
            label="placebo",
            clip_on=False,
        )
        ax.plot(
            ketamine,
            rows,
            linestyle="none",
            marker="o",
            markersize=6,
            color=theme.KETAMINE,
            label="ketamine",
            clip_on=False,
        )
        for row, (with_drug, without) in enumerate(zip(ketamine, placebo, strict=True)):
            _label(ax, row, with_drug, without)
        ax.set_yticks(list(rows), [f"week {chance.week}" for chance in chances])
        ax.set_ylim(len(chances) - 0.4, -0.7)
        ax.set_xlim(0, max(10.0, _ROOM * max(ketamine + placebo)))
        ax.set_xlabel("probability of a gain of 2 points over no treatment (%)")
        ax.grid(axis="y", visible=False)
        theme.legend_below(ax)
    return ax


def _label(ax: Axes, row: int, ketamine: float, placebo: float) -> None:
    """The higher value is named on the right, the lower on the left or, where there is no room, above."""
    _name(ax, row, max(ketamine, placebo), (7, 0), "left")
    lower = min(ketamine, placebo)
    if round(lower) != round(max(ketamine, placebo)):
        _name(ax, row, lower, *(((-7, 0), "right") if lower > _LEAST_ROOM else ((0, 9), "center")))


def _name(ax: Axes, row: int, value: float, shift_points: tuple[float, float], side: str) -> None:
    ax.annotate(
        f"{value:.0f}", (value, row), xytext=shift_points, textcoords="offset points", ha=side, va="center", fontsize=8
    )
