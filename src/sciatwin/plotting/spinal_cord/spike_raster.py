"""What came in and what went out: spikes of fibres and cells after each shock of a train, and the wind-up they make."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from sciatwin.dorsal_horn import WindUp
from sciatwin.plotting.spinal_cord.spike_rows import draw_spikes
from sciatwin.plotting.style import theme
from sciatwin.units import MS_PER_S

_HEIGHT_IN = 5.2
_GAP_ROWS = 2
_CELL_ROWS = 3
_FIBRES, _CELLS = theme.UNTREATED, theme.KETAMINE


def plot_spike_raster(result: WindUp, *, axes: list[Axes] | None = None) -> list[Axes]:
    """Above: one row a fibre, in its group, and a tall row a cell, the projection neuron lowest. Below: spikes a shock.

    Args:
        axes: two Axes, for the raster and for the counts.
    """
    with theme.style():
        raster, counts = theme.new_axes(2, height_in=_HEIGHT_IN) if axes is None else axes
        _draw_raster(raster, result)
        _draw_counts(counts, result)
    return [raster, counts]


def _draw_raster(ax: Axes, result: WindUp) -> None:
    row, names, middles = 0.0, [], []
    for group, fibres in result.arrivals.items():
        rows = row + np.arange(len(fibres))
        draw_spikes(ax, [np.asarray(fibre) / MS_PER_S for fibre in fibres], rows, colour=_FIBRES)
        names.append(f"{group} fibres")
        middles.append(row + (len(fibres) - 1) / 2)
        row += len(fibres) + _GAP_ROWS
    for cell in _cells_output_last(result):
        train = result.spikes_ms[cell] / MS_PER_S
        draw_spikes(ax, [train], [row + _CELL_ROWS / 2], colour=_CELLS, length=_CELL_ROWS)
        names.append(f"{cell} neuron")
        middles.append(row + _CELL_ROWS / 2)
        row += _CELL_ROWS + _GAP_ROWS
    ax.set_yticks(middles, names)
    ax.set_ylim(row - _GAP_ROWS + 1, -1)
    ax.grid(axis="y", visible=False)
    ax.set_xlabel("time (s)")


def _cells_output_last(result: WindUp) -> list[str]:
    return sorted(result.spikes_ms, key=lambda cell: cell == result.model.output)


def _draw_counts(ax: Axes, result: WindUp) -> None:
    shock = np.arange(1, len(result.shocks_ms) + 1)
    ax.plot(shock, result.late, color=theme.KETAMINE, marker="o", markersize=4, linewidth=1.8, label="late (C fibres)")
    ax.plot(
        shock,
        result.early,
        color=theme.PLACEBO,
        marker="D",
        markersize=4,
        markerfacecolor="white",
        linestyle=(0, (5, 2)),
        linewidth=1.4,
        label="early (A fibres)",
    )
    ax.set_ylim(bottom=0)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set_xlabel("shock")
    ax.set_ylabel(f"spikes of the {result.model.output} neuron")
    theme.legend_below(ax)
