"""Figures of results. One plot, one file; a plot takes a result and gives Axes; only this room draws."""

from typing import TYPE_CHECKING

from sciatwin.extras import require
from sciatwin.lazy import lazy

if TYPE_CHECKING:
    from sciatwin.plotting.choice.alternatives import plot_alternatives
    from sciatwin.plotting.choice.gain import plot_gain
    from sciatwin.plotting.choice.icon_array import plot_icon_arrays
    from sciatwin.plotting.choice.trade_offs import plot_trade_offs
    from sciatwin.plotting.course.block import plot_block
    from sciatwin.plotting.course.blood_pressure import plot_blood_pressure
    from sciatwin.plotting.course.concentration import plot_concentration
    from sciatwin.plotting.course.dissociation import plot_dissociation
    from sciatwin.plotting.course.outcomes import plot_outcomes
    from sciatwin.plotting.course.pain import plot_pain
    from sciatwin.plotting.mechanism.block_over_time import plot_block_over_time
    from sciatwin.plotting.mechanism.circuit_rasters import plot_circuit_rasters
    from sciatwin.plotting.mechanism.circuit_wind_up import plot_circuit_wind_up
    from sciatwin.plotting.mechanism.level_and_block import plot_level_and_block
    from sciatwin.plotting.mechanism.pain_over_time import plot_pain_over_time
    from sciatwin.plotting.mechanism.relief_over_time import plot_relief_over_time
    from sciatwin.plotting.models.observed_predicted import plot_observed_predicted
    from sciatwin.plotting.spinal_cord.receptor_block import plot_receptor_block
    from sciatwin.plotting.spinal_cord.spike_raster import plot_spike_raster
    from sciatwin.plotting.spinal_cord.spikes_against_block import plot_spikes_against_block
    from sciatwin.plotting.style.fonts import font_folder
    from sciatwin.plotting.style.svg import svg_text
    from sciatwin.plotting.style.theme import new_axes
    from sciatwin.plotting.trials.forest import plot_forest

require("plots", "Figures", "matplotlib")

_WHERE = {
    "font_folder": "sciatwin.plotting.style.fonts",
    "new_axes": "sciatwin.plotting.style.theme",
    "plot_alternatives": "sciatwin.plotting.choice.alternatives",
    "plot_block": "sciatwin.plotting.course.block",
    "plot_block_over_time": "sciatwin.plotting.mechanism.block_over_time",
    "plot_blood_pressure": "sciatwin.plotting.course.blood_pressure",
    "plot_circuit_rasters": "sciatwin.plotting.mechanism.circuit_rasters",
    "plot_circuit_wind_up": "sciatwin.plotting.mechanism.circuit_wind_up",
    "plot_concentration": "sciatwin.plotting.course.concentration",
    "plot_dissociation": "sciatwin.plotting.course.dissociation",
    "plot_forest": "sciatwin.plotting.trials.forest",
    "plot_gain": "sciatwin.plotting.choice.gain",
    "plot_icon_arrays": "sciatwin.plotting.choice.icon_array",
    "plot_level_and_block": "sciatwin.plotting.mechanism.level_and_block",
    "plot_observed_predicted": "sciatwin.plotting.models.observed_predicted",
    "plot_outcomes": "sciatwin.plotting.course.outcomes",
    "plot_pain": "sciatwin.plotting.course.pain",
    "plot_pain_over_time": "sciatwin.plotting.mechanism.pain_over_time",
    "plot_receptor_block": "sciatwin.plotting.spinal_cord.receptor_block",
    "plot_relief_over_time": "sciatwin.plotting.mechanism.relief_over_time",
    "plot_spike_raster": "sciatwin.plotting.spinal_cord.spike_raster",
    "plot_spikes_against_block": "sciatwin.plotting.spinal_cord.spikes_against_block",
    "plot_trade_offs": "sciatwin.plotting.choice.trade_offs",
    "svg_text": "sciatwin.plotting.style.svg",
}

__getattr__, __dir__ = lazy(__name__, _WHERE)

__all__ = [
    "font_folder",
    "new_axes",
    "plot_alternatives",
    "plot_block",
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
