"""Figures of results. One plot, one file; a plot takes a result and gives Axes; only this room draws."""

from sciatwin.plotting.alternatives import plot_alternatives
from sciatwin.plotting.blood_pressure import plot_blood_pressure
from sciatwin.plotting.concentration import plot_concentration
from sciatwin.plotting.dissociation import plot_dissociation
from sciatwin.plotting.fonts import font_folder
from sciatwin.plotting.forest import plot_forest
from sciatwin.plotting.gain import plot_gain
from sciatwin.plotting.observed_predicted import plot_observed_predicted
from sciatwin.plotting.outcomes import plot_outcomes
from sciatwin.plotting.pain import plot_pain
from sciatwin.plotting.predicted import Predicted
from sciatwin.plotting.svg import svg_text
from sciatwin.plotting.theme import new_axes
from sciatwin.plotting.trade_offs import plot_trade_offs

__all__ = [
    "Predicted",
    "font_folder",
    "new_axes",
    "plot_alternatives",
    "plot_blood_pressure",
    "plot_concentration",
    "plot_dissociation",
    "plot_forest",
    "plot_gain",
    "plot_observed_predicted",
    "plot_outcomes",
    "plot_pain",
    "plot_trade_offs",
    "svg_text",
]
