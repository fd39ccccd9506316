"""The picture of the validation holds every row, tells in from out without colour, and cuts nothing off."""

import matplotlib as mpl
import pytest
from matplotlib._pylab_helpers import Gcf
from matplotlib.backends.backend_agg import FigureCanvasAgg

from sciatwin.plotting.trials.validation import plot_validation
from sciatwin.validation.trials.compare import compare_trials
from sciatwin.validation.trials.row import Kind
from sciatwin.validation.trials.shown import shown_rows


@pytest.fixture(scope="module")
def result():
    return compare_trials()


@pytest.fixture(scope="module")
def axes(result):
    return plot_validation(shown_rows(result.rows))


def _labels(axes):
    return [label.get_text() for ax in axes for label in ax.get_yticklabels()]


def test_every_row_has_a_line(result, axes):
    labels = _labels(axes)
    for row in result.rows:
        assert any(label.startswith(f"{row.trial.key}, ") for label in labels)
    headings = [label for label in labels if "," not in label or label.startswith("Meta-analyses")]
    assert len(labels) - len(headings) == len(result.rows)


def test_groups_are_headed_in_every_panel(axes):
    for ax in axes:
        labels = [label.get_text() for label in ax.get_yticklabels()]
        assert labels[0] == "Trials open for calibration"
        assert "Held-out trials" in labels


def test_reported_numbers_are_filled_inside_and_hollow_outside(result, axes):
    marks = [line for ax in axes for line in ax.get_lines() if line.get_marker() == "o"]
    reported = [row for row in result.rows if row.observed is not None]
    hollow = [mark for mark in marks if mark.get_markerfacecolor() == "white"]
    assert len(marks) == len(reported)
    assert len(hollow) == sum(not row.is_inside() for row in reported)


def test_yes_or_no_rows_have_a_diamond_for_the_average_and_one_for_the_null(result, axes):
    diamonds = [line for ax in axes for line in ax.get_lines() if line.get_marker() == "D"]
    assert len(diamonds) == 2 * sum(row.kind is Kind.YES_NO for row in result.rows)


def test_axes_name_quantity_and_unit(axes):
    labels = [ax.get_xlabel() for ax in axes]
    assert labels == [
        "difference of pain, points",
        "pain or interference, points of 10",
        "share, ratio, or chance of a yes",
    ]


def test_no_words_run_out_of_the_figure(axes):
    canvas = FigureCanvasAgg(axes[0].figure)
    canvas.draw()
    width, height = canvas.get_width_height()
    texts = [text for ax in axes for text in (*ax.get_yticklabels(), ax.xaxis.label)]
    legend = next(ax.get_legend() for ax in axes if ax.get_legend())
    for item in (*texts, legend):
        box = item.get_window_extent()
        assert box.x0 >= 0
        assert box.x1 <= width
        assert box.y0 >= 0
        assert box.y1 <= height


def test_every_reported_number_lies_inside_its_axes(result, axes):
    for ax in axes:
        left, right = ax.get_xlim()
        for line in ax.get_lines():
            if line.get_marker() == "o":
                assert left <= line.get_xdata()[0] <= right


def test_plot_leaves_settings_and_figures_alone(result):
    before = dict(mpl.rcParams)
    plot_validation(shown_rows(result.rows))
    assert dict(mpl.rcParams) == before
    assert not Gcf.figs
