"""Block of the receptor in the first session, and the part of the circuit's ongoing output that it takes off."""

from typing import Any

from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from sciatwin.plotting.style import theme
from sciatwin.plotting.style.session_axis import draw_session_axis
from sciatwin.twin.shown.explanation import Explanation

_BLOCKED: dict[str, Any] = {"color": theme.KETAMINE, "linestyle": "-", "linewidth": 2.0}
_TAKEN_OFF: dict[str, Any] = {"color": theme.PLACEBO, "linestyle": (0, (5, 2)), "linewidth": 1.6}
_ROOM = 1.12


def plot_block_over_time(found: Explanation, *, ax: Axes | None = None) -> Axes:
    """Both as % against hours: mean and 90 % of versions."""
    shown = found.first_session
    time_h = found.time_h[shown]
    with theme.style():
        ax = theme.axes_or_new(ax)
        for spread, line, label in (
            (found.block_fraction, _BLOCKED, "NMDA receptors blocked"),
            (found.quieted_fraction, _TAKEN_OFF, "output taken off"),
        ):
            ax.fill_between(time_h, spread.low[shown], spread.high[shown], color=line["color"], alpha=0.16, linewidth=0)
            ax.plot(time_h, spread.mean[shown], label=label, **line)
        draw_session_axis(ax, found.regimen.by_visit[0].end_h, found.last_shown_h)
        ax.set_ylim(0, _ROOM * max(float(found.block_fraction.high[shown].max()), 0.01))
        ax.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0, symbol=""))
        ax.set_ylabel("blocked, taken off (%)")
        theme.legend_below(ax, "line: mean; band: 90 % of versions")
    return ax
