"""Every reported number of the trials beside its prediction: one line a number, one panel a kind of scale."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.gridspec import GridSpecFromSubplotSpec
from matplotlib.lines import Line2D

from sciatwin.plotting.style import theme
from sciatwin.validation.trials.row import Kind
from sciatwin.validation.trials.shown import ShownPrediction, ShownRow
from sciatwin.validation.trials.words import GROUPS

_WIDTH_IN = 12.8
_LINE_IN, _FRAME_IN = 0.175, 0.5
_GAP_LINES, _LEGEND_LINES = 3, 10
_LABEL_SIZE = 7.0
_OBSERVED_ABOVE, _NULL_BELOW = 0.2, 0.24


@dataclass(frozen=True)
class _Line:
    """A row of numbers, or the heading of a group."""

    label: str
    row: ShownRow | None = None


def plot_validation(rows: Sequence[ShownRow]) -> list[Axes]:
    """Differences of pain, means of pain, and shares; in each the groups of trials below one another.

    Black: reported, with its 95 % interval where one was printed; hollow: outside. Blue: the weighted average, median
    and 90 %. Grey: the same if nothing outlasts the drug. Of a yes or no, the predicted chance is a diamond.
    """
    panels = [list(_lines(members)) for members in _panels(rows)]
    with theme.style():
        axes = _new_axes([len(lines) for lines in panels])
        labels = (
            "difference of pain, points",
            "pain or interference, points of 10",
            "share, ratio, or chance of a yes",
        )
        for ax, lines, label in zip(axes, panels, labels, strict=True):
            _draw_panel(ax, lines, label)
        axes[0].set_xlim(-5.5, 2.5)
        axes[1].set_xlim(0, 10)
        axes[2].set_xlim(-0.07, 1.25)
        _legend(axes[1])
    return axes


def _panels(rows: Sequence[ShownRow]) -> tuple[list[ShownRow], list[ShownRow], list[ShownRow]]:
    points = [row for row in rows if row.kind is Kind.POINTS]
    differences = [row for row in points if row.is_difference]
    means = [row for row in points if not row.is_difference]
    return differences, means, [row for row in rows if row.kind is not Kind.POINTS]


def _lines(rows: Sequence[ShownRow]) -> Iterator[_Line]:
    order = list(GROUPS)
    for group, members in groupby(sorted(rows, key=lambda row: order.index(row.group)), key=lambda row: row.group):
        yield _Line(GROUPS[group].split(":")[0].split(" (")[0])
        for row in members:
            mark = "*" if row.is_fitted else ""
            yield _Line(f"{row.trial}, {row.arms}, {row.name}{mark}", row)


def _new_axes(lines: Sequence[int]) -> list[Axes]:
    """Two panels above one another on the left, one on the right, all with lines of the same height."""
    differences, means, shares = lines
    below = max(shares - differences - means - _GAP_LINES, _LEGEND_LINES)
    height = max(shares, differences + means + _GAP_LINES + below)
    figure = Figure(figsize=(_WIDTH_IN, _FRAME_IN + _LINE_IN * height))
    columns = figure.add_gridspec(1, 2, left=0.275, right=0.99, top=0.985, bottom=0.05, wspace=1.12)
    ratios = (differences, _GAP_LINES, means, below)
    left = GridSpecFromSubplotSpec(4, 1, columns[0], height_ratios=ratios, hspace=0)
    right = GridSpecFromSubplotSpec(2, 1, columns[1], height_ratios=(shares, max(height - shares, 1e-3)), hspace=0)
    return [figure.add_subplot(place) for place in (left[0], left[2], right[0])]


def _draw_panel(ax: Axes, lines: Sequence[_Line], label: str) -> None:
    for place, line in enumerate(lines):
        if line.row is None:
            ax.axhspan(place - 0.5, place + 0.5, color=theme.HAIRLINE, alpha=0.5, linewidth=0)
        else:
            _draw_row(ax, place, line.row)
    ax.axvline(0, color=theme.MUTED, linewidth=0.7)
    ax.set_yticks(range(len(lines)), [line.label for line in lines], fontsize=_LABEL_SIZE)
    for tick, line in zip(ax.get_yticklabels(), lines, strict=True):
        tick.set_fontweight("bold" if line.row is None else "normal")
        tick.set_color(theme.INK)
    ax.set_ylim(len(lines) - 0.5, -0.5)
    ax.set_xlabel(label)
    ax.grid(axis="y", visible=False)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)


def _draw_row(ax: Axes, place: float, row: ShownRow) -> None:
    _draw_prediction(ax, place + _NULL_BELOW, row, row.null, theme.UNTREATED, 1.0)
    _draw_prediction(ax, place, row, row.average, theme.KETAMINE, 2.6)
    if row.observed is None:
        return
    above = place - _OBSERVED_ABOVE
    if row.observed_interval is not None:
        ax.hlines(above, *row.observed_interval, color=theme.INK, linewidth=0.8, zorder=3)
    ax.plot(
        [row.observed],
        [above],
        linestyle="none",
        marker="o",
        markersize=3.6,
        markeredgewidth=0.9,
        markeredgecolor=theme.INK,
        markerfacecolor=theme.INK if row.is_inside else "white",
        zorder=4,
        clip_on=False,
    )


def _draw_prediction(
    ax: Axes, place: float, row: ShownRow, predicted: ShownPrediction, colour: str, linewidth: float
) -> None:
    if row.kind is Kind.YES_NO:
        size = 2.0 + linewidth
        ax.plot([predicted.value], [place], "D", color=colour, markersize=size, linestyle="none", zorder=3)
        return
    ax.hlines(place, predicted.low, predicted.high, color=colour, linewidth=linewidth, zorder=2)
    if predicted is row.average:
        tick = "white" if predicted.high > predicted.low else colour
        ax.plot([predicted.value], [place], "|", color=tick, markersize=5, markeredgewidth=1.1, zorder=3)


def _legend(ax: Axes) -> None:
    handles = [
        _mark("reported, 95 % interval if printed; inside", theme.INK, 0.8, "o"),
        _mark("reported; outside the predicted 90 %", theme.INK, 0.8, "o", hollow=True),
        _mark("predicted 90 %, weighted average of the accounts", theme.KETAMINE, 2.6),
        _mark("predicted 90 %, if nothing outlasts the drug", theme.UNTREATED, 1.0),
        _mark("chance of a yes, weighted average", theme.KETAMINE, 0.0, "D"),
        _mark("chance of a yes, if nothing outlasts the drug", theme.UNTREATED, 0.0, "D"),
        _mark("* this number was fitted", theme.INK, 0.0),
    ]
    ax.legend(handles=handles, loc="upper right", bbox_to_anchor=(1.0, -0.17), borderpad=0, labelspacing=0.55)


def _mark(label: str, colour: str, linewidth: float, marker: str = "", *, hollow: bool = False) -> Line2D:
    return Line2D(
        [],
        [],
        color=colour,
        linewidth=linewidth,
        linestyle="-" if linewidth else "none",
        marker=marker,
        markersize=4,
        markeredgecolor=colour,
        markerfacecolor="white" if hollow else colour,
        label=label,
    )
