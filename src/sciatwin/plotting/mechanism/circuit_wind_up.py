"""Wind-up before, during and after an infusion, with the spread that comes from not knowing the block."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from sciatwin.plotting.style import theme
from sciatwin.twin.shown.explanation import Explanation, Moment

_LINES: dict[str, dict[str, Any]] = {
    "before": {"color": theme.INK, "linestyle": "-", "marker": "o", "markersize": 3.5},
    "during": {"color": theme.KETAMINE, "linestyle": "-", "marker": "s", "markersize": 3.5},
    "after": {
        "color": theme.PLACEBO,
        "linestyle": (0, (3, 2)),
        "marker": "D",
        "markersize": 3,
        "markerfacecolor": "white",
    },
}


def plot_circuit_wind_up(found: Explanation, *, ax: Axes | None = None) -> Axes:
    """Late spikes (C fibres) after each shock; the band lies between the runs at low and at high block."""
    with theme.style():
        ax = theme.axes_or_new(ax)
        for moment in found.moments:
            _draw(ax, moment)
        ax.set_ylim(bottom=0)
        ax.xaxis.set_major_locator(MaxNLocator(integer=True))
        ax.set_xlabel("shock of the train, one a second")
        ax.set_ylabel(f"late spikes of the {found.before.typical.cell} neuron")
        theme.legend_below(ax, "line: mean block; band: 90 % of versions")
    return ax


def _draw(ax: Axes, moment: Moment) -> None:
    style = _LINES[moment.name]
    shock = np.arange(1, len(moment.typical.late) + 1)
    edges = moment.at_low_block.late, moment.at_high_block.late
    ax.fill_between(shock, *edges, color=style["color"], alpha=0.2, linewidth=0)
    ax.plot(shock, moment.typical.late, linewidth=1.5, label=moment.name, **style)
