"""Mood, sleep, function, opioid use and the patient's impression over 90 days, one panel an outcome."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sciatwin.errors import ModelError
from sciatwin.plan import Plan
from sciatwin.plan.told.beyond_pain import IMPRESSION
from sciatwin.plotting.course.predicted import Predicted, as_predicted
from sciatwin.plotting.style import theme
from sciatwin.twin.outcomes import MEASURED
from sciatwin.units import DAYS_PER_WEEK

_LABELS = {"untreated": "untreated", "placebo": "placebo", "treated": "ketamine"}
_COLUMNS, _PANEL_IN = 2, (3.1, 2.0)
_WEEKS = (0, 4, 8, 12)
_ROOM = 1.08


def plot_outcomes(result: Plan | Predicted) -> Sequence[Axes]:
    """Means of the three arms and the 90 % band of ketamine; only what was measured today, and the impression.

    Returns: the panels, in one new figure.
    Raises: ModelError if the course holds no outcome by day.
    """
    shown = as_predicted(result)
    names = [name for name in (*MEASURED, IMPRESSION) if f"{name}_treated" in shown.bands]
    if not names:
        raise ModelError("the course holds no outcome beyond pain.")
    arms = ("untreated",) if shown.regimen.is_none else tuple(_LABELS)
    rows = -(-len(names) // _COLUMNS)
    with theme.style():
        figure = Figure(figsize=(_PANEL_IN[0] * _COLUMNS, _PANEL_IN[1] * rows + 0.4), layout="constrained")
        panels = [figure.add_subplot(rows, _COLUMNS, place + 1) for place in range(len(names))]
        for ax, name in zip(panels, names, strict=True):
            _draw(ax, shown, name, arms)
        handles, labels = panels[0].get_legend_handles_labels()
        figure.legend(handles, labels, loc="outside lower center", ncols=len(handles), fontsize=8)
    return panels


def _draw(ax: Axes, shown: Predicted, name: str, arms: Sequence[str]) -> None:
    """One outcome. Its scale starts at 0, so that a small change looks small."""
    highest = 0.0
    for arm in arms:
        band, line = shown.bands[f"{name}_{arm}"], theme.ARM_LINES[arm]
        ax.plot(band.at, band.mean, label=_LABELS[arm], **line)
        if arm == arms[-1]:
            label = f"90 % of {_LABELS[arm]}"
            ax.fill_between(band.at, band.low, band.high, color=line["color"], alpha=0.14, linewidth=0, label=label)
            highest = max(highest, float(band.high.max()))
        highest = max(highest, float(band.mean.max()))
    untreated = shown.bands[f"{name}_untreated"]
    title = untreated.label.split(" (")[0].removesuffix(", untreated")
    ax.set_title(title[:1].upper() + title[1:], fontsize=8.5, loc="left", color=theme.INK)
    ax.set_ylim(0, _ROOM * highest if highest > 0 else 1.0)
    ax.set_xlim(0, untreated.at[-1])
    ax.set_xticks([week * DAYS_PER_WEEK for week in _WEEKS], [str(week) for week in _WEEKS])
    ax.set_xlabel("weeks since the first session" if not shown.regimen.is_none else "weeks from now")
    ax.set_ylabel(untreated.unit if untreated.unit != "1" else "probability")
