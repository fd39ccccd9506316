"""The figure of alternatives shows every option in every window, and says in words what has no number."""

from itertools import pairwise

import matplotlib as mpl
import pytest
from matplotlib._pylab_helpers import Gcf
from matplotlib.backends.backend_agg import FigureCanvasAgg

from sciatwin.patient import read_patient
from sciatwin.plotting import new_axes
from sciatwin.plotting.choice.alternatives import plot_alternatives
from sciatwin.regimen import Regimen
from sciatwin.twin import Twin
from sciatwin.twin.shown.alternatives import compare_alternatives
from sciatwin.twin.shown.pathway_shown import PathwayShown

FEW_DRAWS = 60


def _comparison(patient):
    course = Twin(patient, draws=FEW_DRAWS).simulate(Regimen.repeat(dose_mg_per_kg=0.5, duration_h=2 / 3, count=3))
    return compare_alternatives(patient, course)


@pytest.fixture(scope="module")
def typical_comparison(typical_patient):
    return _comparison(typical_patient)


@pytest.fixture(scope="module")
def recent_comparison(examples):
    return _comparison(read_patient(examples / "likely_recovers.yaml"))


def _shown(comparison):
    return PathwayShown.of(comparison)


def _labels(ax):
    return [label.get_text() for label in ax.get_yticklabels()]


def _texts(ax):
    return [text.get_text() for text in ax.texts]


def _draw(ax):
    """Lays the figure out, as saving it would; width and height in pixels."""
    canvas = FigureCanvasAgg(ax.figure)
    canvas.draw()
    return canvas.get_width_height()


def test_every_option_stands_in_every_window(typical_comparison):
    labels = _labels(plot_alternatives(_shown(typical_comparison)))
    assert labels.count("ketamine") == 3
    for name in ("supervised exercise", "NSAID", "gabapentinoid", "epidural steroid", "surgery"):
        assert sum(label.startswith(name) for label in labels) >= 3


def test_tried_and_closed_options_are_grey_and_say_so(recent_comparison):
    ax = plot_alternatives(_shown(recent_comparison))
    colours = {label.get_text(): label.get_color() for label in ax.get_yticklabels()}
    assert {"NSAID (tried)", "surgery (not open)", "gabapentinoid"} <= set(colours)
    assert colours["NSAID (tried)"] == colours["surgery (not open)"] != colours["gabapentinoid"]
    assert any("too early" in text for text in _texts(ax))


def test_what_has_no_number_is_there_in_words(typical_comparison):
    texts = _texts(plot_alternatives(_shown(typical_comparison)))
    assert "no number found for this time" in texts
    assert "not predicted beyond week 13" in texts
    assert any("no interval printed" in text for text in texts)


def test_ketamine_is_told_apart_from_trials_without_colour(typical_comparison):
    ax = plot_alternatives(_shown(typical_comparison))
    markers = [line.get_marker() for line in ax.get_lines() if len(line.get_xdata()) == 1]
    assert markers.count("o") == 2  # two windows that the prediction reaches
    assert "s" in markers


def test_zero_line_and_axis_name_quantity_and_range(typical_comparison):
    ax = plot_alternatives(_shown(typical_comparison))
    assert any(list(line.get_xdata()) == [0, 0] for line in ax.get_lines())
    assert ax.get_xlabel() == "points less leg pain than the comparison (0 to 10)"


def test_every_mark_and_interval_lies_inside_the_axes(typical_comparison):
    ax = plot_alternatives(_shown(typical_comparison))
    left, right = ax.get_xlim()
    for window in typical_comparison.windows:
        for _, effects in window.alternatives:
            ends = [end for effect in effects for end in (effect.gain, *(effect.gain_interval or ()))]
            assert all(left < end < right for end in ends)


def test_words_do_not_run_out_of_the_figure(typical_comparison, recent_comparison):
    for comparison in (typical_comparison, recent_comparison):
        ax = plot_alternatives(_shown(comparison))
        width, height = _draw(ax)
        for text in [*ax.texts, *ax.get_yticklabels()]:
            box = text.get_window_extent()
            assert box.x0 >= -1
            assert box.x1 <= width + 1
            assert box.y0 >= -1
            assert box.y1 <= height + 1


def test_rows_do_not_overlap(typical_comparison):
    ax = plot_alternatives(_shown(typical_comparison))
    _draw(ax)
    boxes = sorted((label.get_window_extent() for label in ax.get_yticklabels()), key=lambda box: box.y0)
    assert all(lower.y1 <= upper.y0 + 1 for lower, upper in pairwise(boxes))


def test_plot_leaves_settings_and_figures_alone(typical_comparison):
    before = dict(mpl.rcParams)
    (given,) = new_axes()
    assert plot_alternatives(_shown(typical_comparison), ax=given) is given
    assert dict(mpl.rcParams) == before
    assert not Gcf.figs
