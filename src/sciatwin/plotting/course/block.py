"""Block of spinal NMDA receptors during the first session."""

from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from sciatwin.plotting.style import theme
from sciatwin.plotting.style.session_axis import draw_session_axis, label_end_of_infusion, session_of
from sciatwin.twin.shown.curves import CourseCurves


def plot_block(curves: CourseCurves, *, ax: Axes | None = None) -> Axes:
    """Part of the receptors that is blocked: mean and 90 % band.

    Raises: ModelError without an infusion.
    """
    shown = session_of(curves)
    block = shown.nmda_block_fraction
    with theme.style():
        ax = theme.axes_or_new(ax)
        ax.fill_between(shown.time_h, block.low, block.high, color=theme.KETAMINE, alpha=0.2, linewidth=0)
        ax.plot(shown.time_h, block.mean, color=theme.KETAMINE, linewidth=1.8)
        draw_session_axis(ax, shown.infusion_h, shown.time_h[-1])
        label_end_of_infusion(ax, shown.infusion_h)
        ax.set_ylim(0, 1)
        ax.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0, symbol=""))
        ax.set_ylabel("NMDA receptors blocked (%)")
    return ax
