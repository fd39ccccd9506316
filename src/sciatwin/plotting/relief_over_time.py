"""What comes of it: leg pain and relief, hour by hour in the first session and over weeks."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator, PercentFormatter

from sciatwin.plotting import theme
from sciatwin.plotting.predicted import outside_sessions
from sciatwin.twin.explanation import Explanation, Spread
from sciatwin.units import HOURS_PER_WEEK

_WIDTH_IN, _HEIGHT_IN = 4.8, 4.6
_ARMS = {"untreated": "untreated", "placebo": "placebo", "treated": "ketamine"}
_RELIEFS: dict[str, dict[str, Any]] = {
    "fast relief": {"color": theme.ARTERIAL, "linestyle": "-"},
    "lasting relief": {"color": theme.INK, "linestyle": (0, (5, 2))},
}
_LEAST_TOP, _ROOM = 0.1, 1.1


def plot_relief_over_time(found: Explanation, *, axes: list[Axes] | None = None) -> list[Axes]:
    """Left: hours of the first session; right: weeks, without the hours of sessions. Above pain, below relief.

    Args:
        axes: four Axes: pain by hour, pain by week, relief by hour, relief by week.
    """
    with theme.style():
        axes = _new_axes() if axes is None else axes
        hours, weeks = found.first_session, outside_sessions(found.time_h, found.regimen)
        by_hour, by_week = found.time_h[hours], found.time_h[weeks] / HOURS_PER_WEEK
        _draw_pain(axes[0], found, by_hour, hours)
        _draw_pain(axes[1], found, by_week, weeks)
        _draw_relief(axes[2], "fast relief", found.fast_relief_fraction, by_hour, hours)
        for ax, time, rows in ((axes[2], by_hour, hours), (axes[3], by_week, weeks)):
            _draw_relief(ax, "lasting relief", found.lasting_relief_fraction, time, rows)
        axes[2].set_xlim(0, found.last_shown_h)
        axes[3].set_xlim(0, by_week[-1])
        _scale_relief(axes[2], found)
        _label(axes, found)
    return axes


def _new_axes() -> list[Axes]:
    figure = Figure(figsize=(_WIDTH_IN, _HEIGHT_IN), layout="constrained")
    grid = figure.subplots(2, 2, sharex="col", sharey="row")
    return list(grid.ravel())


def _draw_pain(ax: Axes, found: Explanation, time: np.ndarray, rows: np.ndarray) -> None:
    for arm in ("untreated", "treated"):
        spread: Spread = getattr(found, f"pain_{arm}")
        colour = theme.ARM_LINES[arm]["color"]
        ax.fill_between(time, spread.low[rows], spread.high[rows], color=colour, alpha=0.13, linewidth=0)
    for arm, label in _ARMS.items():
        spread = getattr(found, f"pain_{arm}")
        ax.plot(time, spread.mean[rows], label=label, **theme.ARM_LINES[arm])
    ax.set_ylim(0, 10)
    ax.set_yticks(range(0, 11, 2))


def _draw_relief(ax: Axes, name: str, spread: Spread, time: np.ndarray, rows: np.ndarray) -> None:
    line = _RELIEFS[name]
    ax.fill_between(time, spread.low[rows], spread.high[rows], color=line["color"], alpha=0.13, linewidth=0)
    ax.plot(time, spread.mean[rows], label=name, linewidth=1.8, **line)


def _scale_relief(ax: Axes, found: Explanation) -> None:
    top = max(float(found.fast_relief_fraction.high.max()), float(found.lasting_relief_fraction.high.max()))
    ax.set_ylim(0, min(1.0, _ROOM * max(top, _LEAST_TOP)))
    ax.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0, symbol=""))


def _label(axes: list[Axes], found: Explanation) -> None:
    axes[0].set_title("first session", fontsize=8.5)
    axes[1].set_title("weeks, between sessions", fontsize=8.5)
    axes[0].set_ylabel("leg pain (points, 0 to 10)")
    axes[2].set_ylabel("pain removed by the drug (%)")
    axes[2].set_xlabel("hours since the start")
    axes[3].set_xlabel("weeks since the first session")
    for ax in axes[2:]:
        ax.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=7))
    for ax in (axes[0], axes[2]):
        ax.axvline(found.regimen.sessions[0].end_h, color=theme.MUTED, linewidth=0.9, linestyle=":")
    axes[1].legend(loc="upper right", fontsize=7.5)
    axes[2].legend(loc="upper right", fontsize=7.5)
    axes[3].annotate(
        "lines: mean\nbands: 90 % of versions",
        (0.97, 0.95),
        xycoords="axes fraction",
        ha="right",
        va="top",
        color=theme.MUTED,
        fontsize=7.5,
    )
