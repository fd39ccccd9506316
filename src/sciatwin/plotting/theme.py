"""Colours and style of every figure: safe for colour blindness, and told apart in grey print by line style too."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

INK, MUTED, HAIRLINE = "#1b2733", "#55636f", "#d5dce2"
KETAMINE, PLACEBO, UNTREATED = "#14538f", "#b26a00", "#6b7680"
ARTERIAL, VENOUS = "#a63d1f", "#14538f"
LIMIT = "#8c1c1c"

ARM_LINES: dict[str, dict[str, Any]] = {
    "untreated": {"color": UNTREATED, "linestyle": (0, (1, 1.2)), "linewidth": 1.8},
    "placebo": {"color": PLACEBO, "linestyle": (0, (5, 2)), "linewidth": 1.6},
    "treated": {"color": KETAMINE, "linestyle": "-", "linewidth": 2.0},
}

WIDTH_IN, HEIGHT_IN = 4.4, 3.0

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
}


@contextmanager
def style() -> Iterator[None]:
    """The project's style for what is drawn inside; settings outside stay as they were."""
    with rc_context(_STYLE):
        yield


def new_figure(width_in: float = WIDTH_IN, height_in: float = HEIGHT_IN) -> Figure:
    """An empty figure that belongs to no window and no global list."""
    return Figure(figsize=(width_in, height_in), layout="constrained")


def axes_or_new(ax: Axes | None) -> Axes:
    """The axes given, or those of a new figure. Call it inside ``style()``."""
    return new_figure().add_subplot() if ax is None else ax


def limit_line(ax: Axes, value: float, label: str) -> None:
    """A horizontal line that should not be crossed, with its label."""
    ax.axhline(value, color=LIMIT, linewidth=1.1, linestyle=(0, (6, 2)))
    ax.annotate(
        label, (0.99, value), xycoords=("axes fraction", "data"), xytext=(0, 3), textcoords="offset points",
        ha="right", va="bottom", color=LIMIT, fontsize=8,
    )


def legend_below(ax: Axes, title: str = "") -> None:
    """One line of keys under the time axis, where it covers nothing; ``title`` says what lines and bands are."""
    handles, labels = ax.get_legend_handles_labels()
    ax.legend(
        handles, labels, title=title or None, title_fontsize=8, loc="upper center", bbox_to_anchor=(0.46, -0.17),
        ncols=len(handles), columnspacing=1.4, handletextpad=0.5, borderpad=0, alignment="center",
    )
