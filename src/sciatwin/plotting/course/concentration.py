"""Ketamine in plasma during the first session and the hours after it."""

import xarray as xr
from matplotlib.axes import Axes

from sciatwin.plan import Plan
from sciatwin.plotting.course.predicted import Predicted, as_predicted
from sciatwin.plotting.style import theme
from sciatwin.plotting.style.bands import band
from sciatwin.plotting.style.session_axis import (
    BOLUS_OVER_H,
    draw_session_axis,
    label_bolus_above,
    label_end_of_infusion,
)

_SITES = (
    ("arterial", theme.ARTERIAL, "-", None),
    ("venous", theme.VENOUS, (0, (5, 2)), "////"),
)


def plot_concentration(result: Plan | Predicted, *, ax: Axes | None = None) -> Axes:
    """Total ketamine (S + R), arterial and venous: median and 90 % band."""
    shown = as_predicted(result)
    window = shown.during_first_session()
    with theme.style():
        ax = theme.axes_or_new(ax)
        for site, colour, line, hatch in _SITES:
            levels = band(window[f"ketamine_{site}"])
            ax.fill_between(
                levels.time_h,
                levels.low,
                levels.high,
                facecolor=colour if hatch is None else "none",
                edgecolor=colour,
                hatch=hatch,
                alpha=0.22 if hatch is None else 0.45,
                linewidth=0,
            )
            ax.plot(levels.time_h, levels.median, color=colour, linestyle=line, linewidth=1.8, label=site)
        draw_session_axis(ax, shown.first_session, float(window["time"][-1]))
        label_end_of_infusion(ax, shown.first_session)
        _scale(ax, window)
        ax.set_ylabel("total ketamine in plasma (ng/mL)")
        theme.legend_below(ax, "line: median; band: 90 % of predictions")
    return ax


def _scale(ax: Axes, window: xr.Dataset) -> None:
    """Leave room for the infusion; the spike of a bolus, given in no time by the model, may leave the frame."""
    arterial = band(window["ketamine_arterial"])
    ax.set_ylim(0, 1.5 * float(arterial.high[arterial.time_h > BOLUS_OVER_H].max()))
    label_bolus_above(ax, float(arterial.median.max()))
