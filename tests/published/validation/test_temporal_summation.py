"""Doses of published studies cut wind-up in the circuit and leave the first response, as in people; one disagrees."""

import pytest

from sciatwin.validation.temporal_summation import STUDIES, VERDICT, predict_studies


@pytest.fixture(scope="module")
def predicted():
    return {prediction.study.key: prediction for prediction in predict_studies()}


@pytest.mark.parametrize("key", ["guirimand2000", "eide1994"])
def test_where_wind_up_fell_in_people_it_falls_and_the_first_response_stays(predicted, key):
    """0.15 mg/kg: wind-up reduced, threshold and recruitment curve unchanged."""
    found = predicted[key]
    assert found.wind_up_fall.low > 0.01
    assert 0.1 < found.wind_up_fall.mean < 0.5
    assert found.first_fall.mean < 0.05


def test_the_negative_study_is_not_explained_and_it_is_said(predicted):
    """0.3 mg/kg over 30 minutes: nothing was found, but twice the dose blocks more."""
    negative = predicted["lemming2005"]
    assert not negative.study.reduced
    assert negative.block.mean > predicted["guirimand2000"].block.mean
    assert negative.wind_up_fall.mean > predicted["guirimand2000"].wind_up_fall.mean
    assert "without any effect" in VERDICT


def test_block_at_such_doses_is_as_uncertain_as_its_sources(predicted):
    for found in predicted.values():
        assert found.block.high > 8 * found.block.low
        assert "No curve of NMDA receptor occupancy" in found.note


def test_doses_are_those_that_were_printed():
    assert [round(study.regimen.sessions[0].dose_mg_per_kg, 3) for study in STUDIES] == [0.15, 0.15, 0.3]
