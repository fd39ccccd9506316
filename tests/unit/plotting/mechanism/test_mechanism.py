"""Figures of the mechanism: what is drawn is what the explanation holds, with units on the axes."""

import numpy as np
import pytest

from sciatwin.plotting import (
    plot_block_over_time,
    plot_circuit_rasters,
    plot_circuit_wind_up,
    plot_level_and_block,
    plot_pain_over_time,
    plot_relief_over_time,
    svg_text,
)


def _line(ax, label):
    (line,) = (line for line in ax.get_lines() if line.get_label() == label)
    return line


def test_levels_stand_above_block_on_the_hours_of_the_session(explained):
    levels, blocked = plot_level_and_block(explained)
    site = _line(levels, "S at the effect site")
    np.testing.assert_array_equal(site.get_ydata(), explained.s_ketamine_site_ng_per_ml.mean)
    assert {line.get_label() for line in levels.get_lines()} >= {"S + R, arterial", "S + R, venous"}
    assert "ng/mL" in levels.get_ylabel()
    assert levels.get_xlim() == blocked.get_xlim() == (0, explained.last_shown_h)
    assert len(levels.collections) == 1
    assert len(blocked.collections) == 2


def test_block_and_output_taken_off_are_drawn_in_percent_of_a_fraction(explained):
    ax = plot_block_over_time(explained)
    shown = explained.first_session
    np.testing.assert_array_equal(_line(ax, "NMDA receptors blocked").get_ydata(), explained.block_fraction.mean[shown])
    np.testing.assert_array_equal(_line(ax, "output taken off").get_ydata(), explained.quieted_fraction.mean[shown])
    assert ax.get_ylim()[1] >= explained.block_fraction.high[shown].max()
    assert "%" in ax.get_ylabel()


def test_rasters_have_a_row_a_shock_on_one_axis(explained):
    axes = plot_circuit_rasters(explained)
    assert [ax.get_title().split("\n")[0] for ax in axes] == ["before", "during", "after"]
    assert len({ax.get_xlim() for ax in axes}) == len({ax.get_ylim() for ax in axes}) == 1
    for ax, moment in zip(axes, explained.moments, strict=True):
        run, rows = moment.typical, [collection.get_positions() for collection in ax.collections]
        assert len(rows) == len(run.shocks_ms)
        late = [sum(time_s >= 0.1 for time_s in row) for row in rows]
        assert late == run.late.tolist()
        assert f"{run.first:.0f} → {run.last:.0f}" in ax.get_title()
    assert "< 1 %" in axes[2].get_title()
    assert "0 % blocked" in axes[0].get_title()


def test_wind_up_is_drawn_with_the_spread_of_block(explained):
    ax = plot_circuit_wind_up(explained)
    for moment in explained.moments:
        assert _line(ax, moment.name).get_ydata().tolist() == moment.typical.late.tolist()
    edges = ax.collections[1].get_paths()[0].vertices[:, 1]
    assert set(explained.during.at_high_block.late) <= set(edges)
    assert set(explained.during.at_low_block.late) <= set(edges)


@pytest.mark.parametrize("arm", ["untreated", "placebo", "treated"])
def test_pain_is_drawn_in_three_arms_by_hour_and_by_week(explained, arm):
    hours, weeks = plot_pain_over_time(explained)
    spread = getattr(explained, f"pain_{arm}")
    label = "ketamine" if arm == "treated" else arm
    np.testing.assert_array_equal(_line(hours, label).get_ydata(), spread.mean[explained.first_session])
    by_week = _line(weeks, label)
    assert by_week.get_xdata()[-1] == pytest.approx(90 / 7)
    assert by_week.get_ydata()[-1] == spread.mean[-1]
    assert hours.get_ylim() == (0, 10)


def test_relief_by_week_leaves_the_hours_of_sessions_out(explained):
    hours, weeks = plot_relief_over_time(explained)
    assert _line(hours, "fast relief").get_ydata().max() == explained.fast_relief_fraction.mean.max()
    assert "fast relief" not in [line.get_label() for line in weeks.get_lines()]
    session_end_h, week_h = explained.regimen.last_end_h, 168
    assert not np.any(_line(weeks, "lasting relief").get_xdata() * week_h < session_end_h + 8)


def test_figures_become_svg(explained):
    for plot in (plot_level_and_block, plot_circuit_rasters, plot_pain_over_time, plot_relief_over_time):
        assert svg_text(plot(explained)[0], "figure").startswith("<svg")
