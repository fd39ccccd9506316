"""Forest plot: what each trial found, the pooled effect, and where one more trial would lie."""

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Polygon
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

from sciatwin.plotting.style import theme
from sciatwin.validation.meta_analysis import MetaAnalysis, TrialEffect

_WIDTH_IN, _ROW_IN, _AXIS_IN = 6.6, 0.21, 0.95
_LARGEST_MARK, _SMALLEST_MARK = 8.0, 2.0
_DIAMOND_HALF_HEIGHT, _GAP_ROWS = 0.32, 0.4


@dataclass(frozen=True)
class _Line:
    """One line of the plot; ``middle`` is None for an interval alone."""

    label: str
    middle: float | None
    low: float
    high: float
    colour: str = theme.INK

    @property
    def text(self) -> str:
        interval = f"{_signed(self.low)} to {_signed(self.high)}"
        return interval if self.middle is None else f"{_signed(self.middle)} ({interval})"


def plot_forest(result: MetaAnalysis, *, ax: Axes | None = None) -> Axes:
    """Trials as squares by weight with 95 % intervals; below them the pooled effect as a diamond.

    The dashed line is the 95 % prediction interval, the open diamond the pooled effect as published. Ratios stand on
    a log axis.
    """
    trials = [_trial_line(result, trial) for trial in result.trials]
    below = _lines_below(result)
    rows_below = [len(trials) + _GAP_ROWS + index for index in range(len(below))]
    with theme.style():
        ax = _new_axes(len(trials) + len(below)) if ax is None else ax
        for row, (line, weight) in enumerate(zip(trials, result.pooled.weights, strict=True)):
            _draw_trial(ax, row, line, weight / max(result.pooled.weights))
        for place, line in zip(rows_below, below, strict=True):
            _draw_below(ax, place, line)
        _label_rows(ax, [*range(len(trials)), *rows_below], [*trials, *below])
        ax.axhline(len(trials) - 1 + (1 + _GAP_ROWS) / 2, color=theme.HAIRLINE, linewidth=0.8)
        ax.set_ylim(len(trials) + len(below), -0.7)
        _finish(ax, result)
    return ax


def _trial_line(result: MetaAnalysis, trial: TrialEffect) -> _Line:
    return _Line(trial.name, result.shown(trial.value), result.shown(trial.low), result.shown(trial.high))


def _lines_below(result: MetaAnalysis) -> list[_Line]:
    shown, pooled, published = result.shown, result.pooled, result.record.published
    lines = [_Line("pooled", shown(pooled.value), shown(pooled.low), shown(pooled.high), theme.KETAMINE)]
    if published is not None:
        lines.append(_Line("pooled, as published", published.value, *published.ci95, theme.PLACEBO))
    if pooled.prediction is not None:
        low, high = pooled.prediction
        lines.append(_Line("one more trial", None, shown(low), shown(high), theme.KETAMINE))
    return lines


def _new_axes(rows: int) -> Axes:
    figure = Figure(figsize=(_WIDTH_IN, _AXIS_IN + rows * _ROW_IN), layout="constrained")
    return figure.add_subplot()


def _draw_trial(ax: Axes, row: float, line: _Line, share_of_largest: float) -> None:
    size = max(_SMALLEST_MARK, _LARGEST_MARK * float(np.sqrt(share_of_largest)))
    ax.plot([line.low, line.high], [row, row], color=line.colour, linewidth=0.9, solid_capstyle="butt")
    ax.plot(np.array([line.middle], dtype=float), [row], marker="s", color=line.colour, markersize=size)


def _draw_below(ax: Axes, row: float, line: _Line) -> None:
    if line.middle is None:
        ax.plot([line.low, line.high], [row, row], color=line.colour, linewidth=1.4, linestyle=(0, (4, 1.5)))
        return
    half = _DIAMOND_HALF_HEIGHT
    corners = [(line.low, row), (line.middle, row - half), (line.high, row), (line.middle, row + half)]
    face = line.colour if line.colour == theme.KETAMINE else "none"
    ax.add_patch(Polygon(corners, facecolor=face, edgecolor=line.colour, linewidth=1.2))


def _label_rows(ax: Axes, rows: list[float], lines: list[_Line]) -> None:
    """Names on the left, effect with interval on the right."""
    ax.set_yticks(rows, [line.label for line in lines], color=theme.INK)
    for row, line in zip(rows, lines, strict=True):
        ax.annotate(line.text, (1.02, row), xycoords=("axes fraction", "data"), va="center", fontsize=7.5)


def _finish(ax: Axes, result: MetaAnalysis) -> None:
    record = result.record
    ax.axvline(1.0 if record.effect.is_ratio else 0.0, color=theme.MUTED, linewidth=0.9, zorder=0)
    ax.grid(visible=False, axis="y")
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    if record.effect.is_ratio:
        ax.set_xscale("log")
        ax.xaxis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0)))
        ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
        ax.xaxis.set_minor_formatter(NullFormatter())
    unit = f" ({record.unit})" if record.unit else ""
    ax.set_xlabel(f"{record.effect}{unit}; {record.favours}")


def _signed(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")
