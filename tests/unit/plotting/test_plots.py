"""Figures name quantity and unit, show every arm, and leave nothing behind."""

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib._pylab_helpers import Gcf

from sciatwin import plotting
from sciatwin.errors import ModelError
from sciatwin.plotting.choice.gain import ChanceAtWeek
from sciatwin.plotting.style.svg import svg_text
from sciatwin.twin.drug.session_hours import AFTER_SESSION

OF_CURVES = {
    "concentration": (plotting.plot_concentration, "(h)", "(ng/mL)"),
    "dissociation": (plotting.plot_dissociation, "(h)", "(% of scale)"),
    "blood pressure": (plotting.plot_blood_pressure, "(h)", "(mmHg)"),
    "pain": (plotting.plot_pain, "(weeks)", "(0 to 10)"),
}


def _trade_offs(plan, *, ax=None):
    return plotting.plot_trade_offs(plan.trade_off_marks, review_week=plan.patient.goals.review_week, ax=ax)


def _gain(plan, *, ax=None):
    chances = [ChanceAtWeek(at.week, at.two_point_gain, at.two_point_gain_on_placebo) for at in plan.outcomes]
    return plotting.plot_gain(chances, ax=ax)


def _of_curves(plot):
    return lambda plan, *, ax=None: plot(plan.curves, ax=ax)


PLOTS = {name: (_of_curves(plot), x, y) for name, (plot, x, y) in OF_CURVES.items()} | {
    "trade-offs": (_trade_offs, "(% of scale)", "(points)")
}
ALL_PLOTS = [*(plot for plot, _, _ in PLOTS.values()), _gain]


def _lines(ax):
    return {line.get_label(): line for line in ax.get_lines()}


@pytest.mark.parametrize("name", PLOTS)
def test_axes_name_quantity_and_unit(name, typical_plan):
    plot, x_unit, y_unit = PLOTS[name]
    ax = plot(typical_plan)
    assert ax.get_xlabel().endswith(x_unit)
    assert ax.get_ylabel().endswith(y_unit)


@pytest.mark.parametrize("plot", ALL_PLOTS)
def test_plot_changes_no_setting_and_registers_no_figure(plot, typical_plan):
    before = dict(mpl.rcParams)
    plot(typical_plan)
    assert dict(mpl.rcParams) == before
    assert not Gcf.figs


@pytest.mark.parametrize("plot", ALL_PLOTS)
def test_plot_draws_into_the_axes_it_is_given(plot, typical_plan):
    (ax,) = plotting.new_axes()
    assert plot(typical_plan, ax=ax) is ax


def test_pain_shows_three_arms_told_apart_without_colour(typical_plan):
    lines = _lines(plotting.plot_pain(typical_plan.curves))
    arms = [lines[name] for name in ("untreated", "placebo", "ketamine")]
    assert len({str(line._unscaled_dash_pattern) for line in arms}) == 3
    assert len({line.get_color() for line in arms}) == 3


def test_pain_marks_every_visit_and_the_review(typical_plan):
    ax = plotting.plot_pain(typical_plan.curves)
    assert len(_lines(ax)["visit"].get_xdata()) == typical_plan.compared.regimen.visits
    assert any("review, week 4" in text.get_text() for text in ax.texts)
    assert ax.get_ylim() == (0, 10)


def test_pain_without_infusion_is_the_untreated_course_alone(blocked_plan):
    lines = _lines(plotting.plot_pain(blocked_plan.curves))
    assert "untreated" in lines
    assert not {"placebo", "ketamine", "visit"} & set(lines)


def test_pain_leaves_out_the_hours_of_each_infusion(typical_plan):
    time_h = np.array(typical_plan.curves.pain.time_h)
    for session in typical_plan.compared.regimen.sessions:
        assert not ((time_h >= session.start_h) & (time_h <= session.end_h + AFTER_SESSION.value)).any()


def test_first_session_ends_eight_hours_after_the_infusion(course_without_pressure):
    assert course_without_pressure.session.time_h[-1] == pytest.approx(2 / 3 + 8, abs=0.25)


def test_pain_of_a_course_without_plan_can_be_drawn(course_without_pressure):
    assert "ketamine" in _lines(plotting.plot_pain(course_without_pressure))


def test_blood_pressure_that_was_never_measured_is_not_drawn(course_without_pressure):
    with pytest.raises(ModelError, match="resting pressure is unknown"):
        plotting.plot_blood_pressure(course_without_pressure)


def test_concentration_of_a_plan_without_infusion_is_refused(blocked_plan):
    with pytest.raises(ModelError, match="no session to draw"):
        plotting.plot_concentration(blocked_plan.curves)


def test_thresholds_are_drawn_and_called_assumed(typical_plan):
    for plot, threshold in ((plotting.plot_dissociation, 0.7), (plotting.plot_blood_pressure, 180)):
        ax = plot(typical_plan.curves)
        assert any(np.allclose(line.get_ydata(), threshold) for line in ax.get_lines())
        assert any("assumed" in text.get_text() for text in ax.texts)


def test_no_infusion_is_drawn_at_the_origin_of_the_trade_offs(typical_plan):
    ax = _trade_offs(typical_plan)
    assert "no infusion" in [text.get_text() for text in ax.texts]
    assert any(list(line.get_xdata()) == [0] and list(line.get_ydata()) == [0] for line in ax.get_lines())


def test_svg_stands_alone_with_its_own_ids(typical_plan):
    first = svg_text(plotting.plot_pain(typical_plan.curves), "one")
    second = svg_text(plotting.plot_pain(typical_plan.curves), "two")
    assert first.startswith("<svg")
    assert first.endswith("</svg>")
    assert 'id="one-' in first
    assert 'id="one-' not in second
    assert "<metadata" not in first


def test_font_folder_holds_the_font_of_the_figures():
    assert (plotting.font_folder() / "DejaVuSans.ttf").is_file()
