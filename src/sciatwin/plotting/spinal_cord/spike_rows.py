"""Spikes as ticks, one row a train."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes


def draw_spikes(
    ax: Axes,
    trains: Sequence[np.ndarray],
    rows: Sequence[float] | np.ndarray,
    *,
    colour: str,
    length: float = 1.0,
    width: float = 0.7,
) -> None:
    """One tick a spike.

    Args:
        trains: times of the spikes in the unit of the axis; rows: height of each train.
        length: of a tick, in rows; width: in points.
    """
    ax.eventplot(list(trains), lineoffsets=list(rows), linelengths=length, linewidths=width, colors=colour)
