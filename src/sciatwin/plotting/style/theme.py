"""Colours and style of every figure: safe for colour blindness, and told apart in grey print by line style too."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.transforms import ScaledTranslation

from sciatwin.twin.shown.curves import OutcomeCurves, PainCurves, ShownBand

INK, MUTED, HAIRLINE = "#1b2733", "#55636f", "#d5dce2"
KETAMINE, PLACEBO, UNTREATED = "#14538f", "#b26a00", "#6b7680"
ARTERIAL, VENOUS = "#a63d1f", "#14538f"
LIMIT = "#8c1c1c"

ARM_LINES: dict[str, dict[str, Any]] = {
    "untreated": {"color": UNTREATED, "linestyle": (0, (1, 1.2)), "linewidth": 1.8},
    "placebo": {"color": PLACEBO, "linestyle": (0, (5, 2)), "linewidth": 1.6},
    "treated": {"color": KETAMINE, "linestyle": "-", "linewidth": 2.0},
}

ARM_NAMES = {"untreated": "untreated", "placebo": "placebo", "treated": "ketamine"}

WIDTH_IN, HEIGHT_IN = 4.4, 3.0
_UNDER_AXIS_IN = 0.44
_KEYS_IN_A_LINE, _KEYS_IN_A_NARROW_LINE = 4, 2
_GROUND_IN: ContextVar[tuple[float, float] | None] = ContextVar("ground", default=None)

_STYLE: dict[str, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 8.5,
    "text.color": INK,
    "axes.edgecolor": MUTED,
    "axes.labelcolor": INK,
    "axes.labelsize": 8.5,
    "axes.linewidth": 0.7,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.grid": True,
    "grid.color": HAIRLINE,
    "grid.linewidth": 0.5,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "xtick.labelsize": 8,
    "ytick.labelsize": 8,
    "legend.frameon": False,
    "legend.fontsize": 8,
    "legend.handlelength": 2.6,
    "hatch.linewidth": 0.6,
    "svg.fonttype": "path",
    "svg.hashsalt": "sciatwin",  # ids from what is drawn, not from chance
}

_ONE_AT_A_TIME = threading.RLock()
"""The drawing library keeps its settings and its fonts for the whole process, so only one thread draws at a time."""


@contextmanager
def style() -> Iterator[None]:
    """The project's style for what is drawn inside; settings outside stay as they were, and other threads wait."""
    with _ONE_AT_A_TIME, rc_context(_STYLE):  # type: ignore[arg-type, unused-ignore]
        yield


def arms_of(curves: PainCurves | OutcomeCurves) -> list[tuple[str, ShownBand]]:
    """The arms that are shown, in the order in which they are drawn."""
    arms = (("untreated", curves.untreated), ("placebo", curves.placebo), ("treated", curves.treated))
    return [(arm, band) for arm, band in arms if band is not None]


@contextmanager
def ground(size_in: tuple[float, float]) -> Iterator[None]:
    """New axes inside stand on this width and height, inches, whatever the plot would take; letters stay as large."""
    before = _GROUND_IN.set(size_in)
    try:
        yield
    finally:
        _GROUND_IN.reset(before)


def new_axes(rows: int = 1, *, height_in: float = HEIGHT_IN) -> list[Axes]:
    """Axes stacked on one time axis, in a new figure that belongs to no window and no global list."""
    with style():
        figure = Figure(figsize=_GROUND_IN.get() or (WIDTH_IN, height_in), layout="constrained")
        return [figure.add_subplot(rows, 1, row + 1) for row in range(rows)]


def axes_or_new(ax: Axes | None) -> Axes:
    """The axes given, or those of a new figure."""
    return new_axes()[0] if ax is None else ax


def limit_line(ax: Axes, value: float, label: str) -> None:
    """A horizontal line that should not be crossed, with its label."""
    ax.axhline(value, color=LIMIT, linewidth=1.1, linestyle=(0, (6, 2)))
    ax.annotate(
        label,
        (0.99, value),
        xycoords=("axes fraction", "data"),
        xytext=(0, 3),
        textcoords="offset points",
        ha="right",
        va="bottom",
        color=LIMIT,
        fontsize=8.5,
    )


def legend_below(ax: Axes, title: str = "") -> None:
    """Keys under the time axis, where they cover nothing; ``title`` says what lines and bands are."""
    handles, labels = ax.get_legend_handles_labels()
    ax.legend(
        handles,
        labels,
        title=title or None,
        title_fontsize=8,
        loc="upper center",
        bbox_to_anchor=(0.46, 0),
        bbox_transform=ax.transAxes + ScaledTranslation(0, -_UNDER_AXIS_IN, ax.figure.dpi_scale_trans),
        ncols=_keys_in_a_line(ax, len(handles)),
        columnspacing=1.4,
        handletextpad=0.5,
        borderpad=0,
        alignment="center",
    )


def _keys_in_a_line(ax: Axes, keys: int) -> int:
    if ax.get_figure(root=True).get_figwidth() < WIDTH_IN:  # type: ignore[union-attr]
        return _KEYS_IN_A_NARROW_LINE
    return keys if keys <= _KEYS_IN_A_LINE else _KEYS_IN_A_LINE - 1
