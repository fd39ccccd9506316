"""Systolic pressure during the first session."""

from matplotlib.axes import Axes

from sciatwin.errors import ModelError
from sciatwin.plan import Plan
from sciatwin.plotting.course.predicted import Predicted, as_predicted
from sciatwin.plotting.style import theme
from sciatwin.plotting.style.session_axis import draw_session_axis
from sciatwin.response.side_effects.blood_pressure import STOP

_ROOM_MMHG = 14


def plot_blood_pressure(result: Plan | Predicted, *, ax: Axes | None = None) -> Axes:
    """Systolic pressure: mean and 90 % band, with the pressure above which an infusion is stopped.

    Raises: ModelError if the resting pressure is unknown.
    """
    shown = as_predicted(result)
    if "systolic" not in shown.bands:
        raise ModelError("blood pressure cannot be drawn: the resting pressure is unknown. Measure it.")
    systolic = shown.in_first_session("systolic")
    stop = shown.stop.systolic_mmhg
    basis = "assumed" if stop == STOP.systolic_mmhg else "clinic"
    with theme.style():
        ax = theme.axes_or_new(ax)
        ax.fill_between(systolic.at, systolic.low, systolic.high, color=theme.KETAMINE, alpha=0.2, linewidth=0)
        ax.plot(systolic.at, systolic.mean, color=theme.KETAMINE, linewidth=1.8)
        theme.limit_line(ax, stop, f"stop: above {stop:.0f} mmHg ({basis})")
        draw_session_axis(ax, shown.first_session, float(systolic.at[-1]))
        ax.set_ylim(systolic.low.min() - _ROOM_MMHG, max(stop, systolic.high.max()) + _ROOM_MMHG)
        ax.set_ylabel("systolic pressure (mmHg)")
    return ax
