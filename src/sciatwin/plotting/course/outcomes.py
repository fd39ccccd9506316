"""Mood, sleep, function, opioid use and the patient's impression over 90 days, one panel an outcome."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sciatwin.errors import ModelError
from sciatwin.plotting.style import theme
from sciatwin.twin.shown.curves import CourseCurves, OutcomeCurves
from sciatwin.units import DAYS_PER_WEEK

_COLUMNS, _PANEL_IN = 2, (3.1, 2.0)
_TICK_WEEKS = 4
_ROOM = 1.08


def plot_outcomes(curves: CourseCurves) -> Sequence[Axes]:
    """Means of the three arms and the 90 % band of ketamine; only what was measured today, and the impression.

    Returns: the panels, in one new figure.
    Raises: ModelError if the course holds no outcome by day.
    """
    if not curves.outcomes:
        raise ModelError("the course holds no outcome beyond pain.")
    rows = -(-len(curves.outcomes) // _COLUMNS)
    axis = "weeks since the first session" if curves.visits_h or curves.given_h else "weeks from now"
    with theme.style():
        figure = Figure(figsize=(_PANEL_IN[0] * _COLUMNS, _PANEL_IN[1] * rows + 0.4), layout="constrained")
        panels = [figure.add_subplot(rows, _COLUMNS, place + 1) for place in range(len(curves.outcomes))]
        for ax, outcome in zip(panels, curves.outcomes, strict=True):
            _draw(ax, outcome)
            ax.set_xlabel(axis)
        handles, labels = panels[0].get_legend_handles_labels()
        figure.legend(handles, labels, loc="outside lower center", ncols=len(handles), fontsize=8)
    return panels


def _draw(ax: Axes, outcome: OutcomeCurves) -> None:
    """One outcome. Its scale starts at 0, so that a small change looks small."""
    arms = theme.arms_of(outcome)
    for arm, values in arms:
        ax.plot(outcome.day, values.mean, label=theme.ARM_NAMES[arm], **theme.ARM_LINES[arm])
    last, band = arms[-1]
    colour, label = theme.ARM_LINES[last]["color"], f"90 % of {theme.ARM_NAMES[last]}"
    ax.fill_between(outcome.day, band.low, band.high, color=colour, alpha=0.14, linewidth=0, label=label)
    title = outcome.meaning.split(" (")[0]
    ax.set_title(title[:1].upper() + title[1:], fontsize=8.5, loc="left", color=theme.INK)
    highest = max(*band.high, *(value for _, values in arms for value in values.mean))
    ax.set_ylim(0, _ROOM * highest if highest > 0 else 1.0)
    ax.set_xlim(0, outcome.day[-1])
    weeks = range(0, int(outcome.day[-1] / DAYS_PER_WEEK) + 1, _TICK_WEEKS)
    ax.set_xticks([week * DAYS_PER_WEEK for week in weeks], list(map(str, weeks)))
    ax.set_ylabel(outcome.unit if outcome.unit != "1" else "probability")
