"""Systolic pressure during the first session."""

from matplotlib.axes import Axes

from sciatwin.errors import ModelError
from sciatwin.plotting.style import theme
from sciatwin.plotting.style.session_axis import draw_session_axis, session_of
from sciatwin.twin.shown.curves import CourseCurves

_ROOM_MMHG = 14


def plot_blood_pressure(curves: CourseCurves, *, ax: Axes | None = None) -> Axes:
    """Systolic pressure: mean and 90 % band, with the pressure above which an infusion is stopped.

    Raises: ModelError without an infusion, or if the resting pressure is unknown.
    """
    shown = session_of(curves)
    systolic = shown.systolic_mmhg
    if systolic is None:
        raise ModelError("blood pressure cannot be drawn: the resting pressure is unknown. Measure it.")
    stop = curves.stop_systolic_mmhg
    basis = "assumed" if curves.stop_is_assumed else "clinic"
    with theme.style():
        ax = theme.axes_or_new(ax)
        ax.fill_between(shown.time_h, systolic.low, systolic.high, color=theme.KETAMINE, alpha=0.2, linewidth=0)
        ax.plot(shown.time_h, systolic.mean, color=theme.KETAMINE, linewidth=1.8)
        theme.limit_line(ax, stop, f"stop: above {stop:.0f} mmHg ({basis})")
        draw_session_axis(ax, shown.infusion_h, shown.time_h[-1])
        ax.set_ylim(min(systolic.low) - _ROOM_MMHG, max(stop, *systolic.high) + _ROOM_MMHG)
        ax.set_ylabel("systolic\npressure (mmHg)")
    return ax
