"""The same result is the same picture, byte for byte: drawn again, in another process, or beside other threads."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import matplotlib as mpl
import pytest

from sciatwin import plotting

PLOTS = (
    plotting.plot_concentration,
    plotting.plot_dissociation,
    plotting.plot_blood_pressure,
    plotting.plot_pain,
    plotting.plot_trade_offs,
    plotting.plot_gain,
)

FOREST = """
import sys
from sciatwin.evidence.published_meta_analysis import meta_analysis_named, published_meta_analyses
from sciatwin.plotting import plot_forest, svg_text
from sciatwin.validation.meta_analysis import meta_analysis
svg = svg_text(plot_forest(meta_analysis(meta_analysis_named(next(iter(published_meta_analyses())))).forest), "forest")
sys.stdout.buffer.write(svg.encode())
"""


def _drawn(plot, result):
    return plotting.svg_text(plot(result), "figure")


@pytest.mark.parametrize("plot", PLOTS)
def test_a_figure_drawn_twice_is_the_same_text(plot, typical_plan):
    assert _drawn(plot, typical_plan) == _drawn(plot, typical_plan)


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
    alone = [_drawn(plot, typical_plan) for plot in PLOTS]
    with ThreadPoolExecutor(4) as pool:
        drawings = [pool.submit(_drawn, plot, typical_plan) for _ in range(4) for plot in PLOTS]
        together = [drawing.result() for drawing in drawings]
    assert together == alone * 4
    assert dict(mpl.rcParams) == before
