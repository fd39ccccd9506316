"""What learning changed: leg pain predicted before and after, with the scores that were written down."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from sciatwin.plotting.style import theme
from sciatwin.twin.shown.bands import Band, Bands
from sciatwin.units import DAYS_PER_WEEK, HOURS_PER_DAY

_WEEKS = (0, 2, 4, 6, 8, 10, 12)


def plot_learned(
    before: Bands,
    after: Bands,
    visits_h: Sequence[tuple[float, float]],
    scores: Sequence[tuple[float, float]],
    *,
    ax: Axes | None = None,
) -> Axes:
    """Mean and 90 % of treated leg pain before and after learning, and what is expected now without the drug.

    Dots: scores written down; triangles: visits.

    Args:
        before, after: courses of the same regimen by the twin before and after.
        visits_h: start and end of each visit, hours of the course.
        scores: hour of the course and score (0 to 10) of each one that was written down.
    """
    with theme.style():
        ax = theme.axes_or_new(ax)
        for bands, colour, label in (
            (before, theme.UNTREATED, "ketamine, before"),
            (after, theme.KETAMINE, "ketamine, now"),
        ):
            values = _daily(bands["pain_treated"])
            days = values.at / HOURS_PER_DAY
            ax.fill_between(days, values.low, values.high, color=colour, alpha=0.18, linewidth=0)
            ax.plot(days, values.mean, color=colour, linewidth=1.8, label=label)
        for arm in ("untreated", "placebo"):
            values = _daily(after[f"pain_{arm}"])
            ax.plot(values.at / HOURS_PER_DAY, values.mean, label=f"{arm}, now", **theme.ARM_LINES[arm])
        _draw_scores(ax, scores)
        visits = [start_h / HOURS_PER_DAY for start_h, _ in visits_h]
        ax.plot(visits, [0.0] * len(visits), "^", markersize=5, color=theme.INK, clip_on=False, label="visit", zorder=5)
        ax.set(xlim=(0, float(after["pain_treated"].at[-1]) / HOURS_PER_DAY), ylim=(0, 10))
        ax.set_yticks(range(0, 11, 2))
        ax.set_xticks([week * DAYS_PER_WEEK for week in _WEEKS], [str(week) for week in _WEEKS])
        ax.set_xlabel("time since the first session (weeks)")
        ax.set_ylabel("leg pain (0 to 10)")
        theme.legend_below(ax, "line: mean; band: 90 % of predictions with ketamine")
    return ax


def _daily(band: Band) -> Band:
    """Pain at the start of each day, before that day's session."""
    return band.where(np.isclose(band.at % HOURS_PER_DAY, 0.0))


def _draw_scores(ax: Axes, scores: Sequence[tuple[float, float]]) -> None:
    shown = [(time_h, score) for time_h, score in scores if time_h >= 0]
    ax.plot(
        [time_h / HOURS_PER_DAY for time_h, _ in shown],
        [score for _, score in shown],
        linestyle="none",
        marker="o",
        markersize=3.5,
        markerfacecolor="white",
        color=theme.INK,
        label="diary",
        zorder=4,
    )
