"""Time is cut wherever input changes or a level is asked for, and nowhere else."""

import numpy as np
import pytest

from sciatwin.errors import RegimenError
from sciatwin.pharmacokinetics.timeline import cut
from sciatwin.regimen import Bolus, Infusion

FOUR_HOURS = Infusion(start_h=0, duration_h=4, dose_mg=80)


def _ends_h(timeline):
    """Time at the end of each step."""
    return np.cumsum(timeline.step_lengths_h[timeline.length_index])


def _rates(timeline):
    return timeline.rate_mg_per_h[:, 0].tolist()


def _boluses(timeline):
    return timeline.bolus_mg[:, 0].tolist()


def test_steps_end_at_every_requested_time_and_every_change_of_input():
    timeline = cut([FOUR_HOURS, Bolus(start_h=5, dose_mg=3)], np.array([1.0, 6.0]))
    assert _ends_h(timeline) == pytest.approx([0, 1, 4, 5, 6])
    assert _rates(timeline) == [0, 20, 20, 0, 0]
    assert _boluses(timeline) == [0, 0, 0, 3, 0]
    assert timeline.output_row.tolist() == [-1, 0, -1, -1, 1]


def test_coincident_times_make_one_step():
    doses = [
        FOUR_HOURS,
        Infusion(start_h=4, duration_h=1, dose_mg=5),
        Bolus(start_h=4, dose_mg=3),
        Bolus(start_h=4, dose_mg=2),
    ]
    timeline = cut(doses, np.array([4.0, 5.0]))
    assert _ends_h(timeline) == pytest.approx([0, 4, 5])
    assert _rates(timeline) == [0, 20, 5]
    assert _boluses(timeline) == [0, 5, 0]


def test_overlapping_infusions_add_up():
    timeline = cut([FOUR_HOURS, Infusion(start_h=1, duration_h=2, dose_mg=6)], np.array([10.0]))
    assert _ends_h(timeline) == pytest.approx([0, 1, 3, 4, 10])
    assert _rates(timeline) == [0, 20, 23, 20, 0]


def test_an_infusion_that_ends_at_an_observation_runs_up_to_it():
    timeline = cut([FOUR_HOURS], np.array([4.0]))
    assert _ends_h(timeline) == pytest.approx([0, 4])
    assert _rates(timeline) == [0, 20]


def test_a_horizon_within_an_infusion_cuts_it():
    timeline = cut([FOUR_HOURS, Bolus(start_h=9, dose_mg=1)], np.array([0.5, 1.5]))
    assert _ends_h(timeline) == pytest.approx([0, 0.5, 1.5])
    assert _rates(timeline) == [0, 20, 20]
    assert sum(_boluses(timeline)) == 0


def test_a_bolus_at_the_start_is_given_before_the_first_level():
    timeline = cut([Bolus(start_h=0, dose_mg=7)], np.array([0.0, 1.0]))
    assert _boluses(timeline) == [7, 0]
    assert timeline.output_row.tolist() == [0, 1]


def test_without_doses_only_requested_times_remain():
    timeline = cut([], np.array([2.0, 3.0]))
    assert _ends_h(timeline) == pytest.approx([0, 2, 3])
    assert not timeline.rate_mg_per_h.any()


def test_equal_steps_share_one_length():
    timeline = cut([], np.arange(1, 1001) / 12)  # 5 min, which no binary number is
    assert len(timeline.step_lengths_h) == 2  # 0 and 5 min
    assert _ends_h(timeline)[-1] == pytest.approx(1000 / 12, rel=1e-12)


def test_the_dose_of_an_infusion_is_kept_however_time_is_cut():
    infusion = Infusion(start_h=0.3, duration_h=40 / 60, dose_mg=35)
    for times_h in (np.array([48.0]), np.arange(1, 480) / 10, np.sort(np.random.default_rng(1).uniform(0, 48, 300))):
        timeline = cut([infusion], times_h)
        given_mg = timeline.step_lengths_h[timeline.length_index] @ timeline.rate_mg_per_h[:, 0]
        assert given_mg == pytest.approx(35, rel=1e-9)


@pytest.mark.parametrize(
    "times_h",
    [[], [[1.0, 2.0]], [1.0, 1.0], [2.0, 1.0], [-1.0, 1.0], [1.0, np.nan], [np.nan], [1.0, np.inf]],
)
def test_times_that_do_not_increase_are_refused(times_h):
    with pytest.raises(RegimenError, match="times_h"):
        cut([FOUR_HOURS], np.array(times_h, dtype=float))


def test_doses_into_several_compartments_are_kept_apart():
    doses = [FOUR_HOURS, Infusion(start_h=1, duration_h=1, dose_mg=2, compartment="gut")]
    timeline = cut([*doses, Bolus(start_h=2, dose_mg=9, compartment="gut")], np.array([3.0]), ("", "gut"))
    assert timeline.rate_mg_per_h.tolist() == [[0, 0], [20, 0], [20, 2], [20, 0]]
    assert timeline.bolus_mg.tolist() == [[0, 0], [0, 0], [0, 9], [0, 0]]
