"""Ketamine in plasma during the first session and the hours after it."""

from matplotlib.axes import Axes

from sciatwin.plan import Plan
from sciatwin.plotting.course.predicted import Predicted, as_predicted
from sciatwin.plotting.style import theme
from sciatwin.plotting.style.session_axis import (
    BOLUS_OVER_H,
    draw_session_axis,
    label_bolus_above,
    label_end_of_infusion,
)
from sciatwin.twin.bands import Band

_SITES = (
    ("arterial", theme.ARTERIAL, "-", None),
    ("venous", theme.VENOUS, (0, (5, 2)), "////"),
)


def plot_concentration(result: Plan | Predicted, *, ax: Axes | None = None) -> Axes:
    """Total ketamine (S + R), arterial and venous: mean and 90 % band."""
    shown = as_predicted(result)
    arterial, venous = (shown.in_first_session(f"ketamine_{site}") for site, *_ in _SITES)
    with theme.style():
        ax = theme.axes_or_new(ax)
        for levels, (site, colour, line, hatch) in zip((arterial, venous), _SITES, strict=True):
            ax.fill_between(
                levels.at,
                levels.low,
                levels.high,
                facecolor=colour if hatch is None else "none",
                edgecolor=colour,
                hatch=hatch,
                alpha=0.22 if hatch is None else 0.45,
                linewidth=0,
            )
            ax.plot(levels.at, levels.mean, color=colour, linestyle=line, linewidth=1.8, label=site)
        draw_session_axis(ax, shown.first_session, float(arterial.at[-1]))
        label_end_of_infusion(ax, shown.first_session)
        _scale(ax, arterial)
        ax.set_ylabel("total ketamine in plasma (ng/mL)")
        theme.legend_below(ax, "line: mean; band: 90 % of predictions")
    return ax


def _scale(ax: Axes, arterial: Band) -> None:
    """Leave room for the infusion; the spike of a bolus, given in no time by the model, may leave the frame."""
    ax.set_ylim(0, 1.5 * float(arterial.high[arterial.at > BOLUS_OVER_H].max()))
    label_bolus_above(ax, float(arterial.mean.max()))
