"""Block of the NMDA receptor against ketamine in plasma: by each source, and by the prior of the twin."""

import textwrap
from itertools import pairwise
from typing import Any

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from sciatwin.plotting.style import theme
from sciatwin.receptor.potency_comparison import SPINAL

_WIDTH_IN, _HEIGHT_IN = 7.2, 4.7
_BANDS = ((0.05, 0.95, 0.16, "90 % of draws"), (0.25, 0.75, 0.34, "50 % of draws"))
_NOTE_LETTERS = 106
_LABEL_GAP = 0.036  # of the height of the axes, so that names do not touch

_AT_THE_PORE: dict[str, Any] = {"color": theme.INK, "linewidth": 0.9, "linestyle": "-"}
_OTHERWISE: dict[str, Any] = {"color": theme.PLACEBO, "linewidth": 0.9, "linestyle": (0, (4, 2))}


def plot_receptor_block(comparison: xr.Dataset, *, receptors: str = SPINAL, ax: Axes | None = None) -> Axes:
    """Bands and median of the prior; thin lines are sources, dashed where they are no measure of the pore alone.

    Args:
        comparison: from ``receptor.compare_potencies``, best at many levels.
        receptors: which of its two priors.
    """
    with theme.style():
        ax = _new_axes() if ax is None else ax
        _draw_prior(ax, comparison["prior"].sel(receptors=receptors))
        _draw_sources(ax, comparison["sourced"])
        ax.set_ylim(0, 1)
        ax.set_xlim(0, float(comparison["level"].max()))
        ax.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0, symbol=""))
        ax.set_xlabel("racemic ketamine in plasma (ng/mL), no norketamine")
        ax.set_ylabel("receptors with ketamine bound (%)")
        ax.legend(loc="upper left", bbox_to_anchor=(-0.02, -0.13), ncols=2, columnspacing=1.6, borderpad=0)
        _draw_note(ax, str(comparison.attrs["note"]))
    return ax


def _new_axes() -> Axes:
    return Figure(figsize=(_WIDTH_IN, _HEIGHT_IN), layout="constrained").add_subplot()


def _draw_prior(ax: Axes, prior: xr.DataArray) -> None:
    levels, receptors = prior["level"], prior["receptors"].item()
    for low, high, alpha, label in _BANDS:
        edges = prior.sel(quantile=low), prior.sel(quantile=high)
        ax.fill_between(levels, *edges, color=theme.KETAMINE, alpha=alpha, linewidth=0, label=f"{label}, {receptors}")
    ax.plot(levels, prior.sel(quantile=0.5), color=theme.KETAMINE, linewidth=2.2, label=f"median of draws, {receptors}")


def _draw_sources(ax: Axes, sourced: xr.DataArray) -> None:
    ends = sourced.isel(level=-1).to_numpy()
    places = _apart(ends)
    kinds = {True: "measured at the pore, cortex or cells", False: "another site, route or reading"}
    for index in range(len(ends)):
        row = sourced.isel(record=index)
        at_the_pore = bool(row["at_the_pore"])
        style = _AT_THE_PORE if at_the_pore else _OTHERWISE
        ax.plot(row["level"], row, label=kinds.pop(at_the_pore, None), **style)
        ax.annotate(
            str(row["title"].item()),
            (1, ends[index]),
            xycoords=("axes fraction", "data"),
            xytext=(1.03, places[index]),
            textcoords=("axes fraction", "data"),
            va="center",
            color=style["color"],
            fontsize=7.5,
            arrowprops={"arrowstyle": "-", "color": theme.HAIRLINE, "linewidth": 0.7, "shrinkA": 0, "shrinkB": 0},
            annotation_clip=False,
        )


def _apart(ends: np.ndarray) -> np.ndarray:
    """Heights of the names: those of the lines, pushed apart from below where they would touch."""
    places = np.array(ends, dtype=float)
    order = np.argsort(ends)
    for lower, upper in pairwise(order):
        places[upper] = max(places[upper], places[lower] + _LABEL_GAP)
    return places


def _draw_note(ax: Axes, note: str) -> None:
    ax.set_title(
        "\n".join(textwrap.wrap(note, _NOTE_LETTERS)), loc="left", fontsize=8, color=theme.LIMIT, fontstyle="italic"
    )
