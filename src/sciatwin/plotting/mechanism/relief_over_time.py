"""What the drug takes off the pain: fast relief while it is there, lasting relief over weeks."""

from typing import Any

from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from sciatwin.plotting.mechanism.hours_and_weeks import draw_spread, label_panels, new_hours_and_weeks, rows_of_panels
from sciatwin.plotting.style import theme
from sciatwin.twin.shown.explanation import Explanation
from sciatwin.units import HOURS_PER_WEEK

_FAST: dict[str, Any] = {"color": theme.ARTERIAL, "linestyle": "-", "linewidth": 1.8}
_LASTING: dict[str, Any] = {"color": theme.INK, "linestyle": (0, (5, 2)), "linewidth": 1.8}
_LEAST_TOP, _ROOM = 0.1, 1.1


def plot_relief_over_time(found: Explanation, *, axes: list[Axes] | None = None) -> list[Axes]:
    """Part of pain removed by the drug alone, by hour and by week; between sessions fast relief has gone.

    Args:
        axes: two Axes side by side.
    """
    with theme.style():
        axes = new_hours_and_weeks() if axes is None else axes
        hours, weeks = rows_of_panels(found)
        by_hour, by_week = found.time_h[hours], found.time_h[weeks] / HOURS_PER_WEEK
        fast, lasting = found.fast_relief_fraction, found.lasting_relief_fraction
        draw_spread(axes[0], by_hour, fast, hours, label="fast relief", line=_FAST)
        draw_spread(axes[0], by_hour, lasting, hours, label="lasting relief", line=_LASTING)
        draw_spread(axes[1], by_week, lasting, weeks, label="lasting relief", line=_LASTING)
        top = max(float(fast.high.max()), float(lasting.high.max()), _LEAST_TOP)
        axes[0].set_ylim(0, min(1.0, _ROOM * top))
        axes[0].yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0, symbol=""))
        axes[0].set_ylabel("pain removed by the drug (%)")
        label_panels(axes, found)
        axes[0].legend(loc="upper right", fontsize=7.5)
    return axes
