"""Dissociation during the first session."""

from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from sciatwin.plan import Plan
from sciatwin.plotting.course.predicted import Predicted, as_predicted
from sciatwin.plotting.style import theme
from sciatwin.plotting.style.session_axis import draw_session_axis, label_end_of_infusion
from sciatwin.response.side_effects.dissociation import SEVERE


def plot_dissociation(result: Plan | Predicted, *, ax: Axes | None = None) -> Axes:
    """Dissociation as % of the scale: mean and 90 % band, with the line above which it is called severe."""
    shown = as_predicted(result)
    intensity = shown.in_first_session("dissociation")
    severe = SEVERE.estimate.value
    with theme.style():
        ax = theme.axes_or_new(ax)
        ax.fill_between(intensity.at, intensity.low, intensity.high, color=theme.KETAMINE, alpha=0.2, linewidth=0)
        ax.plot(intensity.at, intensity.mean, color=theme.KETAMINE, linewidth=1.8)
        theme.limit_line(ax, severe, f"severe: above {severe:.0%} (assumed)".replace("%", " %"))
        draw_session_axis(ax, shown.first_session, float(intensity.at[-1]))
        label_end_of_infusion(ax, shown.first_session)
        ax.set_ylim(0, 1)
        ax.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0, symbol=""))
        ax.set_ylabel("dissociation (% of scale)")
    return ax
