"""Do the observed levels look like those that the fitted model gives?"""

from matplotlib.axes import Axes

from sciatwin.plotting.style import theme
from sciatwin.population import VisualPredictiveCheck

_LINES = (("5 %", (0, (1, 1.2))), ("median", "-"), ("95 %", (0, (5, 2))))


def plot_visual_predictive_check(check: VisualPredictiveCheck, *, ax: Axes | None = None) -> Axes:
    """Lines: percentiles of observed levels; bands: where 90 % of simulated data sets have those percentiles."""
    with theme.style():
        ax = theme.axes_or_new(ax)
        ax.plot(
            check.levels_time_h,
            check.levels,
            linestyle="none",
            marker="o",
            markersize=2,
            color=theme.UNTREATED,
            alpha=0.35,
            markeredgewidth=0,
        )
        for row, (label, line) in enumerate(_LINES):
            colour = theme.KETAMINE if row == 1 else theme.PLACEBO
            ax.fill_between(check.time_h, check.low[row], check.high[row], color=colour, alpha=0.25, linewidth=0)
            ax.plot(check.time_h, check.observed[row], color=theme.INK, linewidth=1.5, linestyle=line, label=label)
        ax.set_yscale("log" if (check.levels > 0).all() and (check.low > 0).all() else "linear")
        ax.set_xlabel("time (h)")
        ax.set_ylabel("level, prediction-corrected (ng/mL)")
        theme.legend_below(ax, "lines: observed; bands: 90 % of simulated data sets")
    return ax
