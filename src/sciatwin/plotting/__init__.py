"""Figures of results. One plot, one file; a plot takes a result and gives Axes; only this room draws."""

from sciatwin.plotting.alternatives import plot_alternatives
from sciatwin.plotting.block_over_time import plot_block_over_time
from sciatwin.plotting.blood_pressure import plot_blood_pressure
from sciatwin.plotting.circuit_rasters import plot_circuit_rasters
from sciatwin.plotting.circuit_wind_up import plot_circuit_wind_up
from sciatwin.plotting.concentration import plot_concentration
from sciatwin.plotting.dissociation import plot_dissociation
from sciatwin.plotting.fonts import font_folder
from sciatwin.plotting.forest import plot_forest
from sciatwin.plotting.gain import plot_gain
from sciatwin.plotting.icon_array import plot_icon_arrays
from sciatwin.plotting.level_and_block import plot_level_and_block
from sciatwin.plotting.observed_predicted import plot_observed_predicted
from sciatwin.plotting.outcomes import plot_outcomes
from sciatwin.plotting.pain import plot_pain
from sciatwin.plotting.pain_over_time import plot_pain_over_time
from sciatwin.plotting.predicted import Predicted
from sciatwin.plotting.receptor_block import plot_receptor_block
from sciatwin.plotting.relief_over_time import plot_relief_over_time
from sciatwin.plotting.spike_raster import plot_spike_raster
from sciatwin.plotting.spikes_against_block import plot_spikes_against_block
from sciatwin.plotting.svg import svg_text
from sciatwin.plotting.theme import new_axes
from sciatwin.plotting.trade_offs import plot_trade_offs

__all__ = [
    "Predicted",
    "font_folder",
    "new_axes",
    "plot_alternatives",
    "plot_block_over_time",
    "plot_blood_pressure",
    "plot_circuit_rasters",
    "plot_circuit_wind_up",
    "plot_concentration",
    "plot_dissociation",
    "plot_forest",
    "plot_gain",
    "plot_icon_arrays",
    "plot_level_and_block",
    "plot_observed_predicted",
    "plot_outcomes",
    "plot_pain",
    "plot_pain_over_time",
    "plot_receptor_block",
    "plot_relief_over_time",
    "plot_spike_raster",
    "plot_spikes_against_block",
    "plot_trade_offs",
    "svg_text",
]
