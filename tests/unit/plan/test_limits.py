"""Every hard limit must be given with its unit; none has a default, and none passes a published ceiling."""

import pytest
from pydantic import ValidationError

from sciatwin.plan.limits import LimitCrossed, Limits, crossed_by_dose, require_below_ceilings
from sciatwin.regimen import Regimen, Session

GIVEN = {
    "max_bolus": "0.35 mg/kg",
    "max_rate": "1 mg/kg/h",
    "max_session_dose": "200 mg",
    "max_course_dose": "1500 mg",
    "max_session_time": "6 h",
    "min_interval": "20 h",
    "max_sessions": 13,
    "min_time_between_multiday_courses": "30 days",
    "max_severe_dissociation_risk": 0.1,
    "max_severe_hypertension_risk": 0.05,
}
LIMITS = Limits.model_validate(GIVEN)


def test_limits_are_read_in_inside_units():
    other = {**GIVEN, "max_rate": "10 µg/kg/min", "max_session_dose": "0.2 g", "max_session_time": "90 min"}
    limits = Limits.model_validate(other)
    assert limits.max_rate_mg_per_kg_h == pytest.approx(0.6)
    assert limits.max_session_mg == pytest.approx(200)
    assert limits.max_session_h == pytest.approx(1.5)


@pytest.mark.parametrize("name", GIVEN)
def test_every_limit_is_required(name):
    with pytest.raises(ValidationError, match="Field required"):
        Limits.model_validate({key: value for key, value in GIVEN.items() if key != name})


@pytest.mark.parametrize("name", [name for name, value in GIVEN.items() if isinstance(value, str)])
def test_a_limit_without_a_unit_is_refused(name):
    with pytest.raises(ValidationError, match="a unit is needed"):
        Limits.model_validate({**GIVEN, name: 1})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("max_bolus", "0.36 mg/kg"),  # 2018 consensus: 0.35 mg/kg
        ("max_rate", "2.1 mg/kg/h"),  # 2018 consensus: 2 mg/kg/h outside intensive care
        ("max_rate", "1 mg/kg/min"),
        ("max_rate", "0 mg/kg/h"),
        ("max_session_time", "25 h"),
        ("max_session_dose", "1001 mg"),
        ("max_session_dose", "-1 mg"),
        ("max_course_dose", "6 g"),
        ("max_sessions", 0),
        ("max_sessions", 31),
        ("max_sessions", True),
        ("min_interval", "-1 h"),
        ("min_time_between_multiday_courses", "15 days"),  # Noppers 2011: liver injury after 16 days
        ("max_severe_dissociation_risk", 0.0),
        ("max_severe_dissociation_risk", 0.6),
        ("max_severe_dissociation_risk", float("nan")),
        ("max_severe_hypertension_risk", 0.3),
        ("max_severe_hypertension_risk", float("nan")),
    ],
)
def test_a_limit_beyond_reason_is_refused(name, value):
    with pytest.raises(ValidationError):
        Limits.model_validate({**GIVEN, name: value})


def test_an_unknown_limit_is_refused():
    with pytest.raises(ValidationError, match="Extra inputs"):
        Limits.model_validate({**GIVEN, "max_dose": "3 mg"})


FIVE_DAYS = Regimen.repeat(dose_mg_per_kg=0.5, duration_h=40 / 60, count=5)


def test_a_course_within_every_limit_crosses_none():
    assert crossed_by_dose(FIVE_DAYS, 70, LIMITS, None) == []


def test_a_value_on_a_limit_does_not_cross_it():
    at_limit = Regimen.repeat(dose_mg_per_kg=200 / 70, duration_h=4, count=1)
    assert crossed_by_dose(at_limit, 70, LIMITS) == []
    assert [item.limit for item in crossed_by_dose(at_limit, 70.1, LIMITS)] == ["dose of a session"]


@pytest.mark.parametrize(
    ("days_ago", "crossed"), [(None, False), (29.0, True), (30.0, False), (float("inf"), False), (0.0, True)]
)
def test_a_course_too_soon_after_the_last_one_is_named(days_ago, crossed):
    found = [item.limit for item in crossed_by_dose(FIVE_DAYS, 70, LIMITS, days_ago)]
    assert found == (["time between multi-day courses"] if crossed else [])


def test_single_sessions_are_no_multi_day_course():
    monthly = Regimen.repeat(dose_mg_per_kg=0.5, duration_h=1, count=3, every_h=28 * 24)
    assert crossed_by_dose(monthly, 70, LIMITS, float("inf")) == []


def test_any_session_soon_after_an_earlier_course_is_refused():
    """A single session days after a multi-day course prolongs it; so would singles more than a week apart."""
    for days in ([0], [0, 7.5, 15]):
        regimen = Regimen.on_days(days, rate_mg_per_kg_h=0.5, duration_h=1)
        (crossed,) = crossed_by_dose(regimen, 70, LIMITS, 1.0)
        assert crossed.limit == "time between multi-day courses"
        assert crossed.value == 1.0


def test_each_limit_is_named_once_however_many_sessions_cross_it():
    many = Regimen.repeat(dose_mg_per_kg=5, duration_h=2, count=5)
    found = [item.limit for item in crossed_by_dose(many, 70, LIMITS)]
    assert sorted(found) == ["dose of a session", "dose of the whole course", "rate"]


def test_a_crossed_limit_shows_value_and_allowed_with_unit():
    assert str(LimitCrossed("rate", 1.5, 1.0, "mg/kg/h")) == "rate: 1.5 mg/kg/h, allowed 1 mg/kg/h"
    assert str(LimitCrossed("risk", 0.123, 0.1, "probability")) == "risk: 12.3%, allowed 10.0%"


def test_a_regimen_on_the_published_ceilings_is_allowed():
    session = Session(start_h=0, rate_mg_per_kg_h=2.0, duration_h=24, bolus_mg_per_kg=0.35)
    require_below_ceilings(Regimen(sessions=(session,)))
