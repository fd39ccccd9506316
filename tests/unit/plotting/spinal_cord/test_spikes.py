"""Figures of the dorsal horn: what is drawn is what the result holds."""

from dataclasses import replace

import numpy as np

from sciatwin.dorsal_horn import PUBLISHED, BlockCurve, WindUp
from sciatwin.plotting.spinal_cord.spike_raster import plot_spike_raster
from sciatwin.plotting.spinal_cord.spikes_against_block import plot_spikes_against_block
from sciatwin.plotting.style.svg import svg_text

AGUIAR, ZHANG = PUBLISHED["aguiar_2010"], PUBLISHED["zhang_2014"]


def test_spikes_against_block_shows_the_first_and_last_shock_of_every_circuit():
    block = np.array([0.0, 0.5, 1.0])
    curves = [
        BlockCurve(model, block, np.array([[4, 9, 11], [2, 5, 6], [0, 1, 1]]) + i)
        for i, model in enumerate((AGUIAR, ZHANG))
    ]
    ax = plot_spikes_against_block(curves)
    lines = ax.get_lines()
    assert [line.get_ydata().tolist() for line in lines] == [[11, 6, 1], [4, 2, 0], [12, 7, 2], [5, 3, 1]]
    assert lines[0].get_xdata().tolist() == [0, 50, 100]
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["aguiar 2010", "zhang 2014"]
    assert "%" in ax.get_xlabel()


def test_raster_has_a_row_for_each_fibre_and_cell_and_the_counts():
    shocks_ms = np.array([1000.0, 2000.0])
    result = WindUp(
        model=ZHANG,
        shocks_ms=shocks_ms,
        arrivals={"A-beta": [shocks_ms + 5, shocks_ms + 6], "C": [shocks_ms + 160, np.empty(0)]},
        spikes_ms={"WDR": np.array([1010.0, 1200.0, 2200.0]), "inhibitory": np.array([1008.0])},
        early=np.array([1, 0]),
        late=np.array([1, 1]),
    )
    raster, counts = plot_spike_raster(result)
    rows = [collection.get_positions() for collection in raster.collections]
    assert len(rows) == 2 + 2 + 2
    assert rows[0] == [1.005, 2.005]
    assert [label.get_text() for label in raster.get_yticklabels()] == [
        "A-beta fibres",
        "C fibres",
        "inhibitory neuron",
        "WDR neuron",
    ]
    late, early = counts.get_lines()
    assert late.get_ydata().tolist() == [1, 1]
    assert early.get_ydata().tolist() == [1, 0]
    assert "<svg" in svg_text(raster, "raster")
    silent = replace(result, spikes_ms={"WDR": np.empty(0)}, early=np.zeros(2), late=np.zeros(2))
    assert plot_spike_raster(silent)
