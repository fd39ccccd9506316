"""How many C-fibre spikes does NMDA block leave, by one circuit and by another?"""

from collections.abc import Sequence

from matplotlib.axes import Axes

from sciatwin.dorsal_horn import BlockCurve
from sciatwin.plotting.style import theme

_COLOURS = (theme.UNTREATED, theme.PLACEBO, theme.KETAMINE)
_MARKERS = ("s", "D", "o")


def plot_spikes_against_block(curves: Sequence[BlockCurve], *, ax: Axes | None = None) -> Axes:
    """For each circuit a solid line for the last shock of the train and a dotted one for the first.

    The space between them is wind-up. Circuits are named by their keys.
    """
    with theme.style():
        ax = theme.axes_or_new(ax)
        for index, curve in enumerate(curves):
            colour, marker = _COLOURS[index % len(_COLOURS)], _MARKERS[index % len(_MARKERS)]
            block = 100 * curve.block_fraction
            label = curve.model.key.replace("_", " ")
            ax.plot(block, curve.late[:, -1], color=colour, marker=marker, markersize=4, linewidth=1.8, label=label)
            ax.plot(
                block,
                curve.late[:, 0],
                color=colour,
                marker=marker,
                markersize=4,
                markerfacecolor="white",
                linestyle=(0, (1, 1.2)),
                linewidth=1.4,
            )
        ax.set_xlim(0, 100)
        ax.set_ylim(bottom=0)
        ax.set_xlabel("NMDA receptors blocked (%)")
        ax.set_ylabel("C-fibre spikes of the WDR neuron")
        theme.legend_below(ax, "solid: last shock of the train; dotted: first")
    return ax
