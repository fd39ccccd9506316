"""What the projection neuron does before, during and after an infusion: its spikes after each shock of a train."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine

from sciatwin.dorsal_horn import AnsweredTrain
from sciatwin.plotting.spinal_cord.spike_rows import draw_spikes
from sciatwin.plotting.style import theme
from sciatwin.twin.shown.explanation import Explanation, Moment
from sciatwin.units import MS_PER_S

_WIDTH_IN, _HEIGHT_IN = 4.8, 3.1
_SPIKE_ROWS, _SPIKE_WIDTH = 0.8, 0.45
_GAP = 0.06
_COLOUR = {"before": theme.UNTREATED, "during": theme.KETAMINE, "after": theme.UNTREATED}


def plot_circuit_rasters(found: Explanation, *, axes: list[Axes] | None = None) -> list[Axes]:
    """Three rasters on one axis: a row a shock, first at the top; a tick a spike, by its time after the shock.

    The spikes named above are late ones: after the first shock, and after each of the last three on average.

    Args:
        axes: three Axes side by side.
    """
    with theme.style():
        axes = _new_axes() if axes is None else axes
        for ax, moment in zip(axes, found.moments, strict=True):
            _draw(ax, moment)
        axes[0].set_ylabel("shock of the train, one a second")
        axes[1].set_xlabel("time after each shock (s)")
    return axes


def _new_axes() -> list[Axes]:
    figure = Figure(figsize=(_WIDTH_IN, _HEIGHT_IN), layout=ConstrainedLayoutEngine(wspace=_GAP))
    return list(figure.subplots(1, 3, sharex=True, sharey=True))


def _draw(ax: Axes, moment: Moment) -> None:
    trains = _after_each_shock(moment.typical)
    shocks = np.arange(1, len(trains) + 1)
    draw_spikes(ax, trains, shocks, colour=_COLOUR[moment.name], length=_SPIKE_ROWS, width=_SPIKE_WIDTH)
    run, blocked = moment.typical, _percent(float(moment.block_fraction.mean))
    title = f"{moment.name}\n{blocked} blocked\n{run.first:.0f} → {run.last:.0f} spikes"
    ax.set_title(title, fontsize=8.5, color=theme.INK)
    ax.set_xlim(0, 1)
    ax.set_ylim(len(trains) + 0.7, 0.3)
    ax.set_xticks([0, 0.5, 1], ["0", "0.5", "1"])
    ax.set_yticks([1, 5, 10, 15])
    ax.grid(axis="y", visible=False)


def _after_each_shock(run: AnsweredTrain) -> list[np.ndarray]:
    """Spikes of the projection neuron from each shock until the next, in s after the shock."""
    spikes_ms, shocks_ms = run.spikes_ms, run.shocks_ms
    until_ms = [*shocks_ms[1:], shocks_ms[-1] + run.until_ms]
    return [
        (spikes_ms[(spikes_ms >= start_ms) & (spikes_ms < end_ms)] - start_ms) / MS_PER_S
        for start_ms, end_ms in zip(shocks_ms, until_ms, strict=True)
    ]


def _percent(fraction: float) -> str:
    """Whole %; a little is not called nothing."""
    return "< 1 %" if 0 < fraction < 0.005 else f"{100 * fraction:.0f} %"
