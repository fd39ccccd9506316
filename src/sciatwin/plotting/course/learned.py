"""What learning changed: leg pain predicted before and after, with the scores that were written down."""

from collections.abc import Sequence

import numpy as np
import xarray as xr
from matplotlib.axes import Axes

from sciatwin.observation import Observations, PainScore
from sciatwin.plotting.style import theme
from sciatwin.plotting.style.bands import band
from sciatwin.regimen import Regimen
from sciatwin.units import DAYS_PER_WEEK, HOURS_PER_DAY

_WEEKS = (0, 2, 4, 6, 8, 10, 12)


def plot_learned(
    before: xr.Dataset, after: xr.Dataset, observations: Observations, regimen: Regimen, *, ax: Axes | None = None
) -> Axes:
    """Mean and 90 % of treated leg pain before and after learning, and what is expected now without the drug.

    Dots: scores written down; triangles: visits.

    Args:
        before, after: courses of the same regimen by the twin before and after.
    """
    with theme.style():
        ax = theme.axes_or_new(ax)
        for course, colour, label in (
            (before, theme.UNTREATED, "ketamine, before"),
            (after, theme.KETAMINE, "ketamine, now"),
        ):
            values = band(_daily(course, "treated"))
            days = values.time_h / HOURS_PER_DAY
            ax.fill_between(days, values.low, values.high, color=colour, alpha=0.18, linewidth=0)
            ax.plot(days, values.mean, color=colour, linewidth=1.8, label=label)
        for arm in ("untreated", "placebo"):
            values = band(_daily(after, arm))
            ax.plot(values.time_h / HOURS_PER_DAY, values.mean, label=f"{arm}, now", **theme.ARM_LINES[arm])
        _draw_scores(ax, observations.of_kind(PainScore))
        visits = [start_h / HOURS_PER_DAY for start_h, _ in regimen.visits_h]
        ax.plot(visits, [0.0] * len(visits), "^", markersize=5, color=theme.INK, clip_on=False, label="visit", zorder=5)
        ax.set(xlim=(0, float(after["time"][-1]) / HOURS_PER_DAY), ylim=(0, 10))
        ax.set_yticks(range(0, 11, 2))
        ax.set_xticks([week * DAYS_PER_WEEK for week in _WEEKS], [str(week) for week in _WEEKS])
        ax.set_xlabel("time since the first session (weeks)")
        ax.set_ylabel("leg pain (0 to 10)")
        theme.legend_below(ax, "line: mean; band: 90 % of predictions with ketamine")
    return ax


def _daily(course: xr.Dataset, arm: str) -> xr.DataArray:
    """Pain at the start of each day, before that day's session."""
    time_h = course["time"].to_numpy()
    return course[f"pain_{arm}"].isel(time=np.flatnonzero(np.isclose(time_h % HOURS_PER_DAY, 0.0)))


def _draw_scores(ax: Axes, scores: Sequence[PainScore]) -> None:
    shown = [score for score in scores if score.time_h >= 0]
    days = [score.time_h / HOURS_PER_DAY for score in shown]
    ax.plot(
        days,
        [score.score for score in shown],
        linestyle="none",
        marker="o",
        markersize=3.5,
        markerfacecolor="white",
        color=theme.INK,
        label="diary",
        zorder=4,
    )
