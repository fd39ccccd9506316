"""What the twin says of a promise: read from a course, arm beside arm, and silent where nothing was measured."""

import numpy as np
import pytest
import xarray as xr

from sciatwin.evidence.claim import Claim, published_claims
from sciatwin.regimen import Regimen
from sciatwin.validation.claims import BEYOND, NOT_MEASURED, predict_claim

DRAWS = 101
DAYS = np.arange(0, 91)
TIMES_H = np.array([0.0, 0.5, 1.0, 24.0, 672.0, 2160.0])
REGIMEN = Regimen.repeat(dose_mg_per_kg=0.5, duration_h=1.0, count=2, every_h=24.0)


def _course(**changes):
    """Untreated 6, on placebo 5, on ketamine 5 less a share of the draw, so that every number is known."""
    spread = np.linspace(0, 1, DRAWS)[:, None]
    pain = np.full((DRAWS, len(TIMES_H)), 6.0)
    mood = np.full((DRAWS, len(DAYS)), 10.0)
    variables = {
        "pain_untreated": (("draw", "time"), pain, {"units": "points"}),
        "pain_placebo": (("draw", "time"), pain - 1, {"units": "points"}),
        "pain_treated": (("draw", "time"), pain - 1 - 2 * spread * (TIMES_H == 1.0), {"units": "points"}),
        "depression_untreated": (("draw", "day"), mood, {"units": "points"}),
        "depression_placebo": (("draw", "day"), mood - DAYS / 90, {"units": "points"}),
        "depression_treated": (("draw", "day"), mood - DAYS / 45, {"units": "points"}),
    }
    kept = {name: value for name, value in variables.items() if name not in changes.get("without", ())}
    return xr.Dataset(kept, coords={"time": TIMES_H, "day": DAYS})


def _claim(*predicted):
    base = published_claims()["lasting_relief"].model_dump(mode="json")
    return Claim.model_validate({**base, "predicted": list(predicted), "not_predicted": ""})


def test_the_end_of_the_first_infusion_is_read_at_its_time():
    (line,) = predict_claim(_claim({"variable": "pain", "end_of_first_infusion": True}), _course(), REGIMEN)
    assert line.untreated.mean == pytest.approx(6)
    assert line.placebo.mean == pytest.approx(5)
    assert line.treated.mean == pytest.approx(4)
    assert (line.by_the_drug.mean, line.by_the_drug.low, line.by_the_drug.high) == pytest.approx((-1.0, -1.9, -0.1))
    assert line.unit == "points"


def test_differences_share_their_draws_and_are_named_for_what_they_are():
    (line,) = predict_claim(_claim({"variable": "depression", "days": [45]}), _course(), REGIMEN)
    assert line.when == "day 45"
    assert line.name == "depression (PHQ-9)"
    assert line.against_untreated.mean == pytest.approx(-1.0)
    assert line.by_the_drug.mean == pytest.approx(-0.5)
    assert line.by_the_drug.low == pytest.approx(line.by_the_drug.high)


def test_a_score_that_nobody_took_is_not_measured():
    (line,) = predict_claim(_claim({"variable": "anxiety", "days": [28]}), _course(), REGIMEN)
    assert line.missing == NOT_MEASURED
    assert line.treated is None
    course = _course(without=["depression_placebo"])
    assert predict_claim(_claim({"variable": "depression", "days": [28]}), course, REGIMEN)[0].missing == NOT_MEASURED


def test_a_day_after_the_end_of_the_course_is_not_predicted():
    lines = predict_claim(_claim({"variable": "depression", "days": [84, 91]}), _course(), REGIMEN)
    assert [line.missing for line in lines] == ["", BEYOND]
    (pain,) = predict_claim(_claim({"variable": "pain", "days": [91]}), _course(), REGIMEN)
    assert pain.missing == BEYOND


def test_a_promise_without_a_variable_predicts_nothing():
    assert predict_claim(published_claims()["less_invasive"], _course(), REGIMEN) == ()


def test_every_shipped_promise_can_be_read_from_a_course():
    course = _course()
    for claim in published_claims().values():
        lines = predict_claim(claim, course, REGIMEN)
        assert bool(lines) is not bool(claim.not_predicted)
