"""Spikes as ticks, one row a train."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

_LINE_WIDTH = 0.7


def draw_spikes(
    ax: Axes, trains: Sequence[np.ndarray], rows: Sequence[float] | np.ndarray, *, colour: str, length: float = 1.0
) -> None:
    """One tick a spike.

    Args:
        trains: times of the spikes in the unit of the axis; rows: height of each train.
        length: of a tick, in rows.
    """
    ax.eventplot(list(trains), lineoffsets=list(rows), linelengths=length, linewidths=_LINE_WIDTH, colors=colour)
