"""Published observations carry their dose, their units and their source."""

import pytest
from pydantic import ValidationError

from sciatwin.evidence.published_observation import PublishedObservation, pharmacokinetic_observations

EVERY = pharmacokinetic_observations()

COMPLETE = {
    "key": "x", "drug": "S-ketamine", "analyte": "S-ketamine", "site": "arterial", "statistic": "mean", "weight_kg": 70,
    "quantity": "concentration", "dose_mg": 20, "over_h": 0.5, "times_h": (0.5,), "values": (268,), "basis": "observed",
    "source": "a paper", "url": "https://example.org",
}  # fmt: skip


def test_a_complete_observation_is_read():
    (infusion,) = PublishedObservation.model_validate(COMPLETE).events
    assert (infusion.start_h, infusion.duration_h, infusion.dose_mg) == (0, 0.5, 20)


def test_a_dose_per_kg_is_that_of_the_study_weight():
    (infusion,) = PublishedObservation.model_validate({**COMPLETE, "dose_mg": None, "dose_mg_per_kg": 0.5}).events
    assert infusion.dose_mg == 35


def test_steps_follow_one_another():
    steps = {**COMPLETE, "dose_mg": None, "over_h": None, "steps_mg_per_kg_h": (0.14, 0.28), "step_h": 1.0}
    one, other = PublishedObservation.model_validate(steps).events
    assert one.end_h == other.start_h
    assert other.dose_mg == pytest.approx(0.28 * 70)


@pytest.mark.parametrize(
    "change",
    [{"values": (268, 12)}, {"times_h": ()} | {"values": ()}, {"dose_mg": None}, {"over_h": 0}, {"unit": "mg/L"}],
)
def test_an_incomplete_observation_is_refused(change):
    with pytest.raises(ValidationError):
        PublishedObservation.model_validate({**COMPLETE, **change})


def test_keys_are_unique():
    keys = [row.key for row in (*EVERY.observations, *EVERY.not_predicted)]
    assert len(keys) == len(set(keys))


PLAUSIBLE = {
    "concentration": (0.1, 3000),
    "clearance_l_per_h": (30, 200),
    "steady_state_volume_l": (80, 1500),
    "terminal_half_life_h": (0.5, 15),
    "peak_ng_per_ml": (1, 3000),
    "exposure_ng_h_per_ml": (5, 5000),
    "bioavailability_fraction": (0.01, 1),
}


@pytest.mark.parametrize("row", EVERY.observations, ids=lambda row: row.key)
def test_every_observation_can_be_traced_and_is_plausible(row):
    assert row.source
    assert row.url
    low, high = PLAUSIBLE[row.quantity]
    reported = [*row.values, *(bound for pair in row.ranges for bound in pair)]
    assert reported
    assert all(low <= value <= high for value in reported)


@pytest.mark.parametrize("row", EVERY.not_predicted, ids=lambda row: row.key)
def test_a_row_that_is_not_predicted_says_why(row):
    assert row.what
    assert row.because
