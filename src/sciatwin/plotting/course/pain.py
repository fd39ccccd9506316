"""Leg pain over months: treated against untreated against placebo."""

from matplotlib.axes import Axes

from sciatwin.plan import Plan
from sciatwin.plotting.course.predicted import Predicted, as_predicted
from sciatwin.plotting.style import theme
from sciatwin.twin.bands import Band
from sciatwin.units import DAYS_PER_WEEK, HOURS_PER_DAY

_LABELS = {"untreated": "untreated", "placebo": "placebo", "treated": "ketamine"}


def plot_pain(result: Plan | Predicted, *, ax: Axes | None = None) -> Axes:
    """Mean and 90 % band of each arm, between sessions: the hours of an infusion and the 8 h after it are left out.

    Without an infusion only the untreated course is drawn. Visits are marked on the time axis.
    """
    shown = as_predicted(result)
    arms = ("untreated",) if shown.regimen.is_none else tuple(_LABELS)
    with theme.style():
        ax = theme.axes_or_new(ax)
        bands = {arm: shown.between_sessions(f"pain_{arm}") for arm in arms}
        for arm, values in bands.items():
            _draw_band(ax, arm, values)
        for arm, values in bands.items():
            ax.plot(values.at / HOURS_PER_DAY, values.mean, label=_LABELS[arm], **theme.ARM_LINES[arm])
        last_day = float(shown.bands["pain_untreated"].at[-1]) / HOURS_PER_DAY
        _draw_axes(ax, last_day)
        _mark_visits(ax, shown)
        _mark_review(ax, shown)
        theme.legend_below(ax, "line: mean; band: 90 % of predictions")
    return ax


def _draw_band(ax: Axes, arm: str, values: Band) -> None:
    days, colour = values.at / HOURS_PER_DAY, theme.ARM_LINES[arm]["color"]
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
    ax.set_xticks([week * DAYS_PER_WEEK for week in (0, 2, 4, 6, 8, 10, 12)], ["0", "2", "4", "6", "8", "10", "12"])
    ax.set_xlabel("time since the first session (weeks)")
    ax.set_ylabel("leg pain (points, 0 to 10)")


def _mark_visits(ax: Axes, shown: Predicted) -> None:
    if shown.regimen.is_none:
        ax.set_xlabel("time from now (weeks)")
        return
    days = [start_h / HOURS_PER_DAY for start_h, _ in shown.regimen.visits_h]
    ax.plot(
        days,
        [0.0] * len(days),
        linestyle="none",
        marker="^",
        markersize=5,
        color=theme.INK,
        clip_on=False,
        label="visit",
        zorder=5,
    )


def _mark_review(ax: Axes, shown: Predicted) -> None:
    if shown.review_week is None:
        return
    day = shown.review_week * DAYS_PER_WEEK
    ax.axvline(day, color=theme.MUTED, linewidth=0.9, linestyle=":")
    ax.annotate(
        f"review, week {shown.review_week}",
        (day, 0.98),
        xycoords=("data", "axes fraction"),
        xytext=(4, 0),
        textcoords="offset points",
        ha="left",
        va="top",
        color=theme.MUTED,
        fontsize=8,
    )
