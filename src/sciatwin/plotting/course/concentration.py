"""Ketamine in plasma during the first session and the hours after it."""

from matplotlib.axes import Axes

from sciatwin.plotting.style import theme
from sciatwin.plotting.style.session_axis import (
    BOLUS_OVER_H,
    draw_session_axis,
    label_bolus_above,
    label_end_of_infusion,
    session_of,
)
from sciatwin.twin.shown.curves import CourseCurves, SessionCurves

_SITES = (
    ("arterial", theme.ARTERIAL, "-", None),
    ("venous", theme.VENOUS, (0, (5, 2)), "////"),
)


def plot_concentration(curves: CourseCurves, *, ax: Axes | None = None) -> Axes:
    """Total ketamine (S + R), arterial and venous: mean and 90 % band.

    Raises: ModelError without an infusion.
    """
    shown = session_of(curves)
    both = {"arterial": shown.ketamine_arterial_ng_per_ml, "venous": shown.ketamine_venous_ng_per_ml}
    with theme.style():
        ax = theme.axes_or_new(ax)
        for site, colour, line, hatch in _SITES:
            levels = both[site]
            ax.fill_between(
                shown.time_h,
                levels.low,
                levels.high,
                facecolor=colour if hatch is None else "none",
                edgecolor=colour,
                hatch=hatch,
                alpha=0.22 if hatch is None else 0.45,
                linewidth=0,
            )
            ax.plot(shown.time_h, levels.mean, color=colour, linestyle=line, linewidth=1.8, label=site)
        draw_session_axis(ax, shown.infusion_h, shown.time_h[-1])
        label_end_of_infusion(ax, shown.infusion_h)
        _scale(ax, shown)
        ax.set_ylabel("total ketamine in plasma (ng/mL)")
        theme.legend_below(ax, "line: mean; band: 90 % of predictions")
    return ax


def _scale(ax: Axes, shown: SessionCurves) -> None:
    """Leave room for the infusion; the spike of a bolus, given in no time by the model, may leave the frame."""
    arterial = shown.ketamine_arterial_ng_per_ml
    after_bolus = [high for time_h, high in zip(shown.time_h, arterial.high, strict=True) if time_h > BOLUS_OVER_H]
    ax.set_ylim(0, 1.5 * max(after_bolus))
    label_bolus_above(ax, max(arterial.mean))
