"""A forest plot shows every trial, the pooled effect, and the published one beside it."""

import matplotlib as mpl
import pytest
from matplotlib._pylab_helpers import Gcf
from matplotlib.patches import Polygon

from sciatwin import plotting
from sciatwin.evidence.published_meta_analysis import meta_analysis_named, published_meta_analyses
from sciatwin.plotting.style.svg import svg_text
from sciatwin.plotting.trials.forest import plot_forest
from sciatwin.validation.meta_analysis import meta_analysis


@pytest.fixture(params=published_meta_analyses())
def result(request):
    return meta_analysis(meta_analysis_named(request.param))


def _labels(ax):
    return [label.get_text() for label in ax.get_yticklabels()]


def test_every_trial_has_a_named_row_and_its_numbers(result):
    ax = plot_forest(result.forest)
    assert _labels(ax)[: len(result.trials)] == [trial.name for trial in result.trials]
    assert len(ax.texts) == len(_labels(ax))
    first = result.trials[0]
    assert f"{result.shown(first.value):.2f}".replace("-", "−") in ax.texts[0].get_text()


def test_axis_names_effect_and_direction(result):
    ax = plot_forest(result.forest)
    assert str(result.record.effect) in ax.get_xlabel()
    assert result.record.favours in ax.get_xlabel()
    assert ax.get_xscale() == ("log" if result.record.effect.is_ratio else "linear")


def test_pooled_effect_is_a_diamond_over_its_interval(result):
    diamonds = [patch for patch in plot_forest(result.forest).patches if isinstance(patch, Polygon)]
    assert len(diamonds) == (1 if result.record.published is None else 2)
    corners = diamonds[0].get_xy()[:4, 0]
    assert corners[0] == pytest.approx(result.shown(result.pooled.low))
    assert corners[2] == pytest.approx(result.shown(result.pooled.high))


def test_published_effect_and_prediction_have_their_own_rows():
    labels = _labels(plot_forest(meta_analysis(meta_analysis_named("haeuser2009_pain")).forest))
    assert labels[-3:] == ["pooled", "pooled, as published", "one more trial"]


def test_it_draws_into_given_axes_changes_no_setting_and_becomes_svg(result):
    before = dict(mpl.rcParams)
    (ax,) = plotting.new_axes()
    assert plot_forest(result.forest, ax=ax) is ax
    assert svg_text(ax, "forest").startswith("<svg")
    assert dict(mpl.rcParams) == before
    assert not Gcf.figs
