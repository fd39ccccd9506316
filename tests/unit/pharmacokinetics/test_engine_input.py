"""The engine refuses what it cannot solve, and answers in the shape it states."""

import dataclasses

import numpy as np
import pytest

from sciatwin.errors import ModelError, RegimenError
from sciatwin.pharmacokinetics.engine import LinearSystem, solve
from sciatwin.regimen import Bolus

TWO_PEOPLE = LinearSystem(
    rate_per_h=np.array([[[-1.0, -2.0], [0.0, 0.5]], [[0.5, 1.0], [-0.5, -0.5]]]),
    dosed_state=0,
    output_state=np.array([0, 1, 0]),
    output_scale=np.array([[1.0, 1.0], [2.0, 4.0], [10.0, 10.0]]),
    output_names=("central", "peripheral", "central again"),
    further_inputs={"peripheral": 1},
)
TIMES_H = np.array([0.0, 1.0, 5.0, 9.0])


@pytest.mark.parametrize("value", [-1e-12, -1.0, np.nan, np.inf])
def test_a_flow_that_is_negative_or_not_finite_is_refused(value):
    rate = TWO_PEOPLE.rate_per_h.copy()
    rate[1, 0, 1] = value
    with pytest.raises(ModelError, match="finite and, off its diagonal, not negative"):
        dataclasses.replace(TWO_PEOPLE, rate_per_h=rate)


def test_answer_has_one_row_for_each_output_time_and_person():
    levels = solve(TWO_PEOPLE, [Bolus(start_h=0, dose_mg=1)], TIMES_H)
    assert levels.shape == (3, 4, 2)
    np.testing.assert_array_equal(levels[2], 10 * levels[0])


def test_times_may_be_a_list():
    assert solve(TWO_PEOPLE, [], [1.0, 2.0]).shape == (3, 2, 2)


def test_a_share_of_nothing_gives_nothing():
    levels = solve(TWO_PEOPLE, [Bolus(start_h=0, dose_mg=1)], TIMES_H, dose_scale=np.array([0.0, 1.0]))
    assert not levels[:, :, 0].any()
    assert levels[:, -1, 1].all()


def test_times_that_do_not_increase_are_refused():
    with pytest.raises(RegimenError, match="increasing"):
        solve(TWO_PEOPLE, [], np.array([2.0, 1.0]))


def test_a_dose_into_a_named_compartment_starts_there():
    levels = solve(TWO_PEOPLE, [Bolus(start_h=0, dose_mg=3, compartment="peripheral")], TIMES_H)
    assert levels[:, 0, 0].tolist() == [0, 6, 0]


def test_a_dose_into_an_unknown_compartment_is_refused_with_those_there_are():
    with pytest.raises(RegimenError, match="'muscle'") as error:
        solve(TWO_PEOPLE, [Bolus(start_h=0, dose_mg=3, compartment="muscle")], TIMES_H)
    assert "peripheral" in str(error.value)
