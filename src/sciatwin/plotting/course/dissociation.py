"""Dissociation during the first session."""

from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from sciatwin.plotting.style import theme
from sciatwin.plotting.style.session_axis import draw_session_axis, label_end_of_infusion, session_of
from sciatwin.twin.shown.curves import CourseCurves


def plot_dissociation(curves: CourseCurves, *, ax: Axes | None = None) -> Axes:
    """Dissociation as % of the scale: mean and 90 % band, with the line above which it is called severe.

    Raises: ModelError without an infusion.
    """
    shown = session_of(curves)
    intensity, severe = shown.dissociation_fraction, curves.severe_dissociation_fraction
    with theme.style():
        ax = theme.axes_or_new(ax)
        ax.fill_between(shown.time_h, intensity.low, intensity.high, color=theme.KETAMINE, alpha=0.2, linewidth=0)
        ax.plot(shown.time_h, intensity.mean, color=theme.KETAMINE, linewidth=1.8)
        theme.limit_line(ax, severe, f"severe: above {severe:.0%} (assumed)".replace("%", " %"))
        draw_session_axis(ax, shown.infusion_h, shown.time_h[-1])
        label_end_of_infusion(ax, shown.infusion_h)
        ax.set_ylim(0, 1)
        ax.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0, symbol=""))
        ax.set_ylabel("dissociation\n(% of scale)")
    return ax
