"""The time axis that all plots of the first session share."""

from matplotlib.axes import Axes

from sciatwin.errors import ModelError
from sciatwin.plotting.style import theme
from sciatwin.twin.shown.curves import CourseCurves, SessionCurves

BOLUS_OVER_H = 0.25
"""After this time the spike of a bolus in plasma is over; it need not set the scale."""


def session_of(curves: CourseCurves) -> SessionCurves:
    """Raises: ModelError if nothing was infused."""
    if curves.session is None:
        raise ModelError("there is no session to draw: the regimen is 'no infusion'. Draw the pain course only.")
    return curves.session


def draw_session_axis(ax: Axes, infusion_h: float, last_h: float) -> None:
    """Hours from the start of the visit, its end marked."""
    ax.set_xlim(0, last_h)
    ax.set_xlabel("time since the start of the first session (h)")
    ax.axvline(infusion_h, color=theme.MUTED, linewidth=0.9, linestyle=":")


def label_end_of_infusion(ax: Axes, infusion_h: float) -> None:
    """Name the mark at the end of the infusion, above the axes, where no curve and no limit has its words."""
    ax.annotate(
        "end of infusion",
        (infusion_h, 1),
        xycoords=("data", "axes fraction"),
        xytext=(0, 2),
        textcoords="offset points",
        ha="center",
        va="bottom",
        color=theme.MUTED,
        fontsize=8,
    )


def label_bolus_above(ax: Axes, peak_ng_per_ml: float) -> None:
    """Name an arterial peak that leaves the frame: the model gives the bolus in no time."""
    if peak_ng_per_ml <= ax.get_ylim()[1]:
        return
    ax.annotate(
        f"peak of the bolus:\n{peak_ng_per_ml:.0f} ng/mL, arterial",
        (0, 1),
        xycoords="axes fraction",
        xytext=(6, -1),
        textcoords="offset points",
        ha="left",
        va="top",
        color=theme.ARTERIAL,
        fontsize=8,
    )
