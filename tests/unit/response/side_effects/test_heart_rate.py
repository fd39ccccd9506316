"""Heart rate and blood pressure after 0.5 mg/kg over 40 min: +1.9 a minute and +7.4 mmHg in the Chinese cohort, 3.3
and 20 to 30 mmHg elsewhere."""

import numpy as np
import pytest

from sciatwin.patient import Answer
from sciatwin.response.side_effects import blood_pressure, heart_rate
from sciatwin.response.side_effects.haemodynamic_covariates import rises_more_in
from sciatwin.response.side_effects.reference_session import S_KETAMINE_SITE

COUNT, SEED = 40_000, 8


def _drawn(module):
    return {name: item.draw(name, SEED, COUNT) for name, item in module.PARAMETERS.items()}


def test_median_centre_reproduces_the_printed_means():
    pulse = heart_rate.rise_per_min(S_KETAMINE_SITE.value, _drawn(heart_rate))
    systolic = blood_pressure.systolic_rise_mmhg(S_KETAMINE_SITE.value, _drawn(blood_pressure))
    assert np.median(pulse) == pytest.approx(1.9, rel=0.03)
    assert np.median(systolic) == pytest.approx(7.4, rel=0.03)


def test_every_reported_pressure_rise_lies_among_the_centres():
    """Between centres alone: the spread between people is left out, because the reports are means."""
    spread = blood_pressure.BETWEEN_CENTRES.value
    low, high = 7.4 * np.exp(-1.96 * spread), 7.4 * np.exp(1.96 * spread)
    assert all(low < report.value < high for report in blood_pressure.REPORTED_RISES)
    assert [report.value for report in blood_pressure.REPORTED_RISES] == [3.28, 7.4, 25]


def test_centres_differ_more_than_people_of_one_centre():
    item = blood_pressure.PARAMETERS[blood_pressure.SYSTOLIC_RISE]
    assert item.between_studies.value > item.between_people.value
    total = np.log(_drawn(blood_pressure)[blood_pressure.SYSTOLIC_RISE]).std()
    assert total == pytest.approx(np.hypot(0.7, 0.4), rel=0.03)


def test_rise_is_in_proportion_to_the_level_and_nothing_without_drug():
    levels = np.array([0.0, 50.0, 100.0])
    np.testing.assert_allclose(heart_rate.rise_per_min(levels, {heart_rate.RISE: 1.9}), [0.0, 0.76, 1.52])


def test_pressure_and_heart_rate_share_the_reference_session():
    assert blood_pressure.REFERENCE_SITE is S_KETAMINE_SITE


def test_published_covariates_are_named_without_a_size(typical_patient):
    young_man = typical_patient.model_copy(update={"age_yr": 30.0, "sex": "male"})
    older = typical_patient.model_copy(update={"age_yr": 50.0, "sex": "male"})
    conditions = typical_patient.conditions.model_copy(update={"hypertension": Answer.UNKNOWN})
    unknown = young_man.model_copy(update={"conditions": conditions})
    assert rises_more_in(young_man) == ()
    assert [item.what for item in rises_more_in(older)] == ["age of 50 or more"]
    assert [item.what for item in rises_more_in(unknown)] == ["hypertension"]
