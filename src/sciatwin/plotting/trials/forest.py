"""Forest plot: what each trial found, the pooled effect, and where one more trial would lie."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Polygon
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

from sciatwin.plotting.style import theme
from sciatwin.validation.forest import ONE_MORE, POOLED, PUBLISHED, Forest, ForestLine

_WIDTH_IN, _ROW_IN, _AXIS_IN = 6.6, 0.21, 0.95
_LARGEST_MARK, _SMALLEST_MARK = 8.0, 2.0
_DIAMOND_HALF_HEIGHT, _GAP_ROWS = 0.32, 0.4


_COLOURS = {POOLED: theme.KETAMINE, PUBLISHED: theme.PLACEBO, ONE_MORE: theme.KETAMINE}


def plot_forest(shown: Forest, *, ax: Axes | None = None) -> Axes:
    """Trials as squares by weight with 95 % intervals; below them the pooled effect as a diamond.

    The dashed line is the 95 % prediction interval, the open diamond the pooled effect as published. Ratios stand on
    a log axis.
    """
    trials, below = shown.trials, shown.below
    rows_below = [len(trials) + _GAP_ROWS + index for index in range(len(below))]
    with theme.style():
        ax = _new_axes(len(trials) + len(below)) if ax is None else ax
        for row, (line, weight) in enumerate(zip(trials, shown.weights, strict=True)):
            _draw_trial(ax, row, line, weight / max(shown.weights))
        for place, line in zip(rows_below, below, strict=True):
            _draw_below(ax, place, line)
        _label_rows(ax, [*range(len(trials)), *rows_below], [*trials, *below])
        ax.axhline(len(trials) - 1 + (1 + _GAP_ROWS) / 2, color=theme.HAIRLINE, linewidth=0.8)
        ax.set_ylim(len(trials) + len(below), -0.7)
        _finish(ax, shown)
    return ax


def _new_axes(rows: int) -> Axes:
    figure = Figure(figsize=(_WIDTH_IN, _AXIS_IN + rows * _ROW_IN), layout="constrained")
    return figure.add_subplot()


def _draw_trial(ax: Axes, row: float, line: ForestLine, share_of_largest: float) -> None:
    size = max(_SMALLEST_MARK, _LARGEST_MARK * float(np.sqrt(share_of_largest)))
    ax.plot([line.low, line.high], [row, row], color=theme.INK, linewidth=0.9, solid_capstyle="butt")
    ax.plot(np.array([line.value], dtype=float), [row], marker="s", color=theme.INK, markersize=size)


def _draw_below(ax: Axes, row: float, line: ForestLine) -> None:
    colour = _COLOURS[line.name]
    if line.value is None:
        ax.plot([line.low, line.high], [row, row], color=colour, linewidth=1.4, linestyle=(0, (4, 1.5)))
        return
    half = _DIAMOND_HALF_HEIGHT
    corners = [(line.low, row), (line.value, row - half), (line.high, row), (line.value, row + half)]
    face = colour if line.name == POOLED else "none"
    ax.add_patch(Polygon(corners, facecolor=face, edgecolor=colour, linewidth=1.2))


def _label_rows(ax: Axes, rows: Sequence[float], lines: Sequence[ForestLine]) -> None:
    """Names on the left, effect with interval on the right."""
    ax.set_yticks(rows, [line.name for line in lines], color=theme.INK)
    for row, line in zip(rows, lines, strict=True):
        ax.annotate(_text(line), (1.02, row), xycoords=("axes fraction", "data"), va="center", fontsize=7.5)


def _finish(ax: Axes, shown: Forest) -> None:
    ax.axvline(shown.no_effect, color=theme.MUTED, linewidth=0.9, zorder=0)
    ax.grid(visible=False, axis="y")
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    if shown.is_ratio:
        ax.set_xscale("log")
        ax.xaxis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0)))
        ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
        ax.xaxis.set_minor_formatter(NullFormatter())
    ax.set_xlabel(shown.axis)


def _text(line: ForestLine) -> str:
    interval = f"{_signed(line.low)} to {_signed(line.high)}"
    return interval if line.value is None else f"{_signed(line.value)} ({interval})"


def _signed(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")
