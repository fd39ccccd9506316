"""The same result is the same picture, byte for byte: drawn again, in another process, or beside other threads."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import matplotlib as mpl
import pytest

from sciatwin import plotting
from sciatwin.twin.shown.curves import CourseCurves

PLOTS = (
    plotting.plot_concentration,
    plotting.plot_dissociation,
    plotting.plot_blood_pressure,
    plotting.plot_pain,
    plotting.plot_outcomes,
)

FOREST = """
import sys
from sciatwin.evidence.published_meta_analysis import meta_analysis_named, published_meta_analyses
from sciatwin.plotting import plot_forest, svg_text
from sciatwin.validation.meta_analysis import meta_analysis
svg = svg_text(plot_forest(meta_analysis(meta_analysis_named(next(iter(published_meta_analyses())))).forest), "forest")
sys.stdout.buffer.write(svg.encode())
"""


def _drawn(plot, curves):
    drawn = plot(curves)
    return plotting.svg_text(drawn[0] if isinstance(drawn, list) else drawn, "figure")


def _trade_offs(plan):
    drawn = plotting.plot_trade_offs(plan.trade_off_marks, review_week=plan.patient.goals.review_week)
    return plotting.svg_text(drawn, "figure")


@pytest.mark.parametrize("plot", PLOTS)
def test_a_figure_drawn_twice_is_the_same_text(plot, typical_plan):
    assert _drawn(plot, typical_plan.curves) == _drawn(plot, typical_plan.curves)


def test_trade_offs_drawn_twice_are_the_same_text(typical_plan):
    assert _trade_offs(typical_plan) == _trade_offs(typical_plan)


@pytest.mark.parametrize("plot", PLOTS)
def test_curves_read_back_from_json_give_the_same_text(plot, typical_plan):
    stored = CourseCurves.model_validate_json(typical_plan.curves.model_dump_json())
    assert stored == typical_plan.curves
    assert _drawn(plot, stored) == _drawn(plot, typical_plan.curves)


def test_another_process_draws_the_same_bytes():
    first, again = (
        subprocess.run(
            [sys.executable, "-c", FOREST], capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    )
    assert first.startswith(b"<svg")
    assert first == again


def test_four_threads_draw_what_one_does_and_leave_the_settings_alone(typical_plan):
    before = dict(mpl.rcParams)
    alone = [_drawn(plot, typical_plan.curves) for plot in PLOTS]
    with ThreadPoolExecutor(4) as pool:
        drawings = [pool.submit(_drawn, plot, typical_plan.curves) for _ in range(4) for plot in PLOTS]
        together = [drawing.result() for drawing in drawings]
    assert together == alone * 4
    assert dict(mpl.rcParams) == before
