"""The picture of the block shows every source and both bands, says what was never measured, and cuts nothing off."""

from itertools import pairwise

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from sciatwin.plotting import plot_receptor_block
from sciatwin.receptor import NO_HUMAN_CURVE, POTENCIES, compare_potencies
from sciatwin.receptor.potency_comparison import CORTICAL

LEVELS = np.linspace(0, 300, 31)


@pytest.fixture(scope="module")
def comparison():
    return compare_potencies(LEVELS, draws=400)


@pytest.fixture(scope="module")
def ax(comparison):
    return plot_receptor_block(comparison)


def test_every_source_has_its_line_and_its_name(ax, comparison):
    names = {text.get_text() for text in ax.texts}
    assert names == {potency.title for potency in POTENCIES.values()}
    lines = np.array([line.get_ydata() for line in ax.lines[1:]])
    np.testing.assert_allclose(lines, comparison["sourced"])


def test_what_is_no_measure_of_the_pore_is_dashed(ax):
    dashed = [line.is_dashed() for line in ax.lines[1:]]
    assert dashed == [not potency.is_measured_at_the_pore for potency in POTENCIES.values()]


def test_two_bands_and_the_median_of_the_prior(ax, comparison):
    assert len(ax.collections) == 2
    for band, (low, high) in zip(ax.collections, ((0.05, 0.95), (0.25, 0.75)), strict=True):
        heights = band.get_paths()[0].vertices[:, 1]
        assert heights.max() == pytest.approx(float(comparison["prior"].sel(quantile=high).isel(receptors=0).max()))
        assert low < 0.5 < high
    np.testing.assert_allclose(ax.lines[0].get_ydata(), comparison["prior"].sel(quantile=0.5).isel(receptors=0))


def test_the_sentence_stands_on_the_figure(ax):
    assert ax.get_title(loc="left").replace("\n", " ") == NO_HUMAN_CURVE


def test_axes_name_quantity_and_unit(ax):
    assert ax.get_xlabel() == "racemic ketamine in plasma (ng/mL), no norketamine"
    assert ax.get_ylabel() == "receptors with ketamine bound (%)"


def test_names_do_not_touch_and_nothing_runs_out_of_the_figure(ax):
    canvas = FigureCanvasAgg(ax.figure)
    canvas.draw()
    width, height = canvas.get_width_height()
    boxes = sorted((text.get_window_extent() for text in ax.texts), key=lambda box: box.y0)
    for lower, upper in pairwise(boxes):
        assert upper.y0 + upper.height / 2 - (lower.y0 + lower.height / 2) > 0.8 * lower.height
    for item in (*ax.texts, ax.get_legend(), ax._left_title, ax.xaxis.label, ax.yaxis.label):
        box = item.get_window_extent()
        assert box.x0 >= 0
        assert box.x1 <= width
        assert box.y0 >= 0
        assert box.y1 <= height


def test_the_prior_without_the_spinal_multiplier_can_be_drawn(comparison):
    other = plot_receptor_block(comparison, receptors=CORTICAL)
    np.testing.assert_allclose(other.lines[0].get_ydata(), comparison["prior"].sel(quantile=0.5, receptors=CORTICAL))
    assert CORTICAL in other.get_legend().get_texts()[0].get_text()
