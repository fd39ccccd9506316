"""Leg pain over months: treated against untreated against placebo."""

from collections.abc import Sequence

from matplotlib.axes import Axes

from sciatwin.plotting.style import theme
from sciatwin.twin.shown.curves import CourseCurves, ShownBand
from sciatwin.units import DAYS_PER_WEEK, HOURS_PER_DAY


def plot_pain(curves: CourseCurves, *, ax: Axes | None = None) -> Axes:
    """Mean and 90 % band of each arm, between sessions: the hours of an infusion and the 8 h after it are left out.

    Without an infusion only the untreated course is drawn. Visits are marked on the time axis.
    """
    days = [time_h / HOURS_PER_DAY for time_h in curves.pain.time_h]
    arms = theme.arms_of(curves.pain)
    with theme.style():
        ax = theme.axes_or_new(ax)
        for arm, values in arms:
            _draw_band(ax, days, arm, values)
        for arm, values in arms:
            ax.plot(days, values.mean, label=theme.ARM_NAMES[arm], **theme.ARM_LINES[arm])
        _draw_axes(ax, curves.last_h / HOURS_PER_DAY)
        _mark_visits(ax, curves)
        _mark_review(ax, curves)
        theme.legend_below(ax, "line: mean; band: 90 % of predictions")
    return ax


def _draw_band(ax: Axes, days: Sequence[float], arm: str, values: ShownBand) -> None:
    colour = theme.ARM_LINES[arm]["color"]
    if arm == "untreated":
        ax.fill_between(days, values.low, values.high, color=colour, alpha=0.16, linewidth=0)
    elif arm == "placebo":
        ax.fill_between(
            days, values.low, values.high, facecolor="none", edgecolor=colour, hatch="////", alpha=0.35, linewidth=0
        )
    else:
        ax.fill_between(days, values.low, values.high, color=colour, alpha=0.14, linewidth=0)
        for edge in (values.low, values.high):
            ax.plot(days, edge, color=colour, linewidth=0.7, alpha=0.8)


def _draw_axes(ax: Axes, last_day: float) -> None:
    ax.set_xlim(0, last_day)
    ax.set_ylim(0, 10)
    ax.set_yticks(range(0, 11, 2))
    weeks = range(0, int(last_day / DAYS_PER_WEEK) + 1, 2)
    ax.set_xticks([week * DAYS_PER_WEEK for week in weeks], list(map(str, weeks)))
    ax.set_xlabel("time since the first session (weeks)")
    ax.set_ylabel("leg pain (0 to 10)")


def _mark_visits(ax: Axes, curves: CourseCurves) -> None:
    """A mark for each session; hollow for those that were given before."""
    if not curves.visits_h and not curves.given_h:
        ax.set_xlabel("time from now (weeks)")
    for starts_h, filled, label in ((curves.given_h, False, "given"), (curves.visits_h, True, "visit")):
        if not starts_h:
            continue
        ax.plot(
            [start_h / HOURS_PER_DAY for start_h in starts_h],
            [0.0] * len(starts_h),
            linestyle="none",
            marker="^",
            markersize=5,
            color=theme.INK,
            markerfacecolor=theme.INK if filled else "white",
            clip_on=False,
            label=label,
            zorder=5,
        )


def _mark_review(ax: Axes, curves: CourseCurves) -> None:
    if curves.review_h is None:
        return
    day = curves.review_h / HOURS_PER_DAY
    ax.axvline(day, color=theme.MUTED, linewidth=0.9, linestyle=":")
    ax.annotate(
        f"review, week {curves.review_week}",
        (day, 0.98),
        xycoords=("data", "axes fraction"),
        xytext=(4, 0),
        textcoords="offset points",
        ha="left",
        va="top",
        color=theme.MUTED,
        fontsize=8,
    )
