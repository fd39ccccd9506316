"""Two panels on one quantity: the hours of the first session on the left, the weeks between sessions on the right."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from sciatwin.plotting.style import theme
from sciatwin.twin.drug.session_hours import outside_sessions
from sciatwin.twin.shown.explanation import Explanation
from sciatwin.twin.shown.interval import IntervalAlong
from sciatwin.units import HOURS_PER_WEEK

_WIDTH_IN, _HEIGHT_IN = 4.8, 2.7
_TICKS = 7
_BAND_ALPHA = 0.13


def new_hours_and_weeks() -> list[Axes]:
    """Both panels in a new figure, with one vertical scale."""
    return list(Figure(figsize=(_WIDTH_IN, _HEIGHT_IN), layout="constrained").subplots(1, 2, sharey=True))


def rows_of_panels(found: Explanation) -> tuple[np.ndarray, np.ndarray]:
    """Times of the left panel, and of the right one: there the hours of a session and the 8 h after it are left out."""
    return found.first_session, outside_sessions(found.time_h, found.regimen)


def draw_spread(
    ax: Axes,
    time: np.ndarray,
    spread: IntervalAlong,
    rows: np.ndarray,
    *,
    label: str,
    line: dict[str, Any],
    banded: bool = True,
) -> None:
    """Mean as a line, 90 % of versions as a band."""
    if banded:
        ax.fill_between(time, spread.low[rows], spread.high[rows], color=line["color"], alpha=_BAND_ALPHA, linewidth=0)
    ax.plot(time, spread.mean[rows], label=label, **line)


def label_panels(axes: list[Axes], found: Explanation) -> None:
    """Titles, time axes, and the end of the infusion."""
    hours, weeks = axes
    hours.set_title("first session", fontsize=8.5)
    weeks.set_title("weeks, between sessions", fontsize=8.5)
    hours.set_xlabel("hours since the start")
    weeks.set_xlabel("weeks since the first session")
    hours.set_xlim(0, found.last_shown_h)
    weeks.set_xlim(0, float(found.time_h[-1]) / HOURS_PER_WEEK)
    hours.axvline(found.regimen.by_visit[0].end_h, color=theme.MUTED, linewidth=0.9, linestyle=":")
    for ax in axes:
        ax.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=_TICKS))
