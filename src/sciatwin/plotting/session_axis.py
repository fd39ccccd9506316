"""The time axis that all plots of the first session share."""

from matplotlib.axes import Axes

from sciatwin.plotting import theme
from sciatwin.regimen import Session


def draw_session_axis(ax: Axes, session: Session, last_h: float) -> None:
    """Hours from the start of the session, its end marked."""
    ax.set_xlim(0, last_h)
    ax.set_xlabel("time since the start of the first session (h)")
    ax.axvline(session.end_h, color=theme.MUTED, linewidth=0.9, linestyle=":")


def label_end_of_infusion(ax: Axes, session: Session) -> None:
    """Name the mark at the end of the infusion."""
    ax.annotate(
        "end of infusion",
        (session.end_h, 0.97),
        xycoords=("data", "axes fraction"),
        xytext=(4, 0),
        textcoords="offset points",
        ha="left",
        va="top",
        color=theme.MUTED,
        fontsize=8,
    )
