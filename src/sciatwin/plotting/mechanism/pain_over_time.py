"""What comes of it: leg pain hour by hour in the first session and over weeks, with ketamine and without."""

from matplotlib.axes import Axes

from sciatwin.plotting.mechanism.hours_and_weeks import draw_spread, label_panels, new_hours_and_weeks, rows_of_panels
from sciatwin.plotting.style import theme
from sciatwin.twin.shown.explanation import Explanation
from sciatwin.units import HOURS_PER_WEEK


def plot_pain_over_time(found: Explanation, *, axes: list[Axes] | None = None) -> list[Axes]:
    """Leg pain untreated, on placebo and with ketamine; bands for the first and the last of them.

    Args:
        axes: two Axes side by side.
    """
    with theme.style():
        axes = new_hours_and_weeks() if axes is None else axes
        hours, weeks = rows_of_panels(found)
        for ax, rows, unit_h in ((axes[0], hours, 1.0), (axes[1], weeks, HOURS_PER_WEEK)):
            for spread, label, arm in (
                (found.pain_untreated, "untreated", "untreated"),
                (found.pain_placebo, "placebo", "placebo"),
                (found.pain_treated, "ketamine", "treated"),
            ):
                line, banded = theme.ARM_LINES[arm], arm != "placebo"
                draw_spread(ax, found.time_h[rows] / unit_h, spread, rows, label=label, line=line, banded=banded)
        axes[0].set_ylim(0, 10)
        axes[0].set_yticks(range(0, 11, 2))
        axes[0].set_ylabel("leg pain (0 to 10)")
        label_panels(axes, found)
        axes[1].legend(loc="upper right", fontsize=7.5)
    return axes
