"""Every hard limit must be given with its unit; none has a default, and none passes a published ceiling."""

import pytest
from pydantic import ValidationError

from sciatwin.analytes import Drug
from sciatwin.ceilings import LimitCrossed, require_below_ceilings
from sciatwin.errors import LimitError
from sciatwin.plan.limits import History, Limits, crossed_by_dose
from sciatwin.regimen import Regimen, Session

GIVEN = {
    "drug": "racemic ketamine",
    "max_bolus": "0.35 mg/kg",
    "max_rate": "1 mg/kg/h",
    "max_hour_dose": "60 mg",
    "max_session_dose": "200 mg",
    "max_week_dose": "800 mg",
    "max_quarter_dose": "2000 mg",
    "max_course_dose": "1500 mg",
    "max_session_time": "6 h",
    "min_interval": "18 h",
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


@pytest.mark.parametrize("name", [name for name in GIVEN if isinstance(GIVEN[name], str) and name != "drug"])
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
        ("max_hour_dose", "0.6 g"),
        ("max_week_dose", "0 mg"),
        ("drug", "ketamine"),
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


@pytest.mark.parametrize(("name", "value"), [("max_bolus", "0.35 mg/kg"), ("max_rate", "1.5 mg/kg/h")])
def test_limits_of_the_racemate_are_refused_as_limits_of_s_ketamine(name, value):
    halved = {**GIVEN, "drug": "S-ketamine", "max_bolus": "0.17 mg/kg", "max_rate": "0.5 mg/kg/h"}
    assert Limits.model_validate(halved).drug is Drug.S_KETAMINE
    with pytest.raises(ValidationError, match=f"{name} is .* of S-ketamine"):
        Limits.model_validate({**halved, name: value})


FIVE_DAYS = Regimen.repeat(dose_mg_per_kg=0.5, duration_h=40 / 60, count=5)


def crossed(regimen, weight_kg=70.0, limits=LIMITS, history=None, **kwargs):
    return [item.limit for item in crossed_by_dose(regimen, weight_kg, limits, history or History(), **kwargs)]


def with_limits(**changed):
    return Limits.model_validate({**GIVEN, **changed})


def test_a_course_within_every_limit_crosses_none():
    assert crossed(FIVE_DAYS) == []


def test_a_value_on_a_limit_does_not_cross_it():
    at_limit = Regimen.repeat(dose_mg_per_kg=200 / 70, duration_h=4, count=1)
    assert crossed(at_limit) == []
    assert crossed(at_limit, 70.1) == ["dose of a session"]


@pytest.mark.parametrize(("days_ago", "too_soon"), [(29.0, True), (30.0, False), (float("inf"), False), (0.0, True)])
def test_a_course_too_soon_after_the_last_one_is_named(days_ago, too_soon):
    found = crossed(FIVE_DAYS, history=History(days_since_course=days_ago))
    assert found == (["time between multi-day courses"] if too_soon else [])


def test_what_cannot_be_checked_is_named():
    assert History().missing(91 * 24) == ()
    assert "date of the last" in History(days_since_course=None).missing(91 * 24)[0]
    assert "dose of the ketamine course" in History(days_since_course=40.0).missing(91 * 24)[0]
    assert History(days_since_course=40.0, earlier_mg=0.0).missing(91 * 24) == ()
    assert History(days_since_course=92.0).missing(91 * 24) == ()


def test_single_sessions_are_no_multi_day_course():
    monthly = Regimen.repeat(dose_mg_per_kg=0.5, duration_h=1, count=3, every_h=28 * 24)
    assert crossed(monthly) == []


def test_a_single_session_after_a_multi_day_course_keeps_the_time_between_courses():
    """A booster 28 days after the last of five sessions is too soon under a limit of 30 days, and later is not."""
    for last_day, expected in ((32, ["time between multi-day courses"]), (36, [])):
        with_booster = Regimen.on_days([0, 1, 2, 3, 4, last_day], rate_mg_per_kg_h=0.75, duration_h=40 / 60)
        assert crossed(with_booster) == expected


def test_any_session_soon_after_an_earlier_course_is_refused():
    """A single session days after a multi-day course prolongs it; so would singles more than a week apart."""
    for days in ([0], [0, 7.5, 15]):
        regimen = Regimen.on_days(days, rate_mg_per_kg_h=0.5, duration_h=1)
        history = History(days_since_course=1.0)
        (found,) = crossed_by_dose(regimen, 70, LIMITS, history)
        assert found.limit == "time between multi-day courses"
        assert found.value == 1.0


def test_each_limit_is_named_once_however_many_sessions_cross_it():
    many = Regimen.repeat(dose_mg_per_kg=5, duration_h=2, count=5)
    assert sorted(crossed(many)) == sorted(
        {
            "dose of a session",
            "dose of the whole course",
            "rate",
            "dose in any hour",
            "mg in any hour",
            "dose in any 7 days",
        }
    )


def test_time_between_sessions_counts_from_the_end_of_one_to_the_start_of_the_next():
    daily = Regimen.repeat(dose_mg_per_kg=0.5, duration_h=6, count=2)
    assert crossed(daily) == []
    assert crossed(daily, limits=with_limits(min_interval="18.1 h")) == ["interval between sessions"]


def test_boluses_that_follow_on_one_another_count_together():
    """Two of 0.35 mg/kg a minute apart are one of 0.7."""
    twice = Regimen(
        sessions=tuple(
            Session(start_h=minute / 60, duration_h=1 / 60, rate_mg_per_kg_h=0, bolus_mg_per_kg=0.35)
            for minute in (0, 1)
        )
    )
    assert "bolus" in crossed(twice)
    with pytest.raises(LimitError, match=r"bolus: 0\.7 mg/kg, allowed 0\.35"):
        require_below_ceilings(twice)
    apart = Regimen(sessions=(twice.sessions[0], *twice.starting_at(0.5).sessions[:1]))
    assert "bolus" not in crossed(apart)


def test_the_bolus_counts_in_its_hour():
    over = Regimen.repeat(dose_mg_per_kg=1.1, duration_h=1, bolus_mg_per_kg=0.2, count=1)
    assert crossed(over, 50.0) == ["dose in any hour"]


def test_a_paused_session_is_one_visit_with_one_dose_and_one_length():
    """Three parts of 100 mg, an hour apart: 300 mg in a visit of five hours."""
    parts = Regimen(sessions=tuple(Session(start_h=2.0 * i, duration_h=1, rate_mg_per_kg_h=1.0) for i in range(3)))
    limits = with_limits(max_hour_dose="100 mg", max_session_time="4.9 h")
    assert crossed(parts, 100.0, limits) == ["dose of a session", "length of a session"]


def test_dose_adds_up_over_any_week_and_any_quarter_of_the_course():
    weekly = Regimen.on_days([0, 7, 14], rate_mg_per_kg_h=0.5, duration_h=2)
    assert crossed(weekly, 70, with_limits(max_week_dose="70 mg")) == []
    assert crossed(weekly, 70, with_limits(max_week_dose="69 mg")) == ["dose in any 7 days"]
    assert crossed(weekly, 70, with_limits(max_quarter_dose="209 mg")) == ["dose in any 91 days"]


def test_the_dose_of_an_earlier_course_counts_in_the_quarter():
    history = History(days_since_course=60.0, earlier_mg=1900.0)
    assert crossed(FIVE_DAYS, history=history) == ["dose in any 91 days"]
    assert crossed(FIVE_DAYS, history=History(days_since_course=95.0, earlier_mg=1900.0)) == []


def test_sessions_given_and_planned_are_judged_as_one_course():
    planned = Regimen.on_days([3, 4], rate_mg_per_kg_h=0.5, duration_h=2)
    given = Regimen.on_days([0, 1, 2], rate_mg_per_kg_h=0.5, duration_h=2)
    history = History(given=given, goes_on=True)
    assert crossed(planned, history=history) == []
    for changed, limit in (
        ({"max_course_dose": "349 mg"}, "dose of the whole course"),
        ({"max_week_dose": "349 mg"}, "dose in any 7 days"),
        ({"max_sessions": 4}, "number of sessions"),
        ({"min_interval": "23 h"}, "interval between sessions"),
    ):
        assert crossed(planned, limits=with_limits(**changed), history=history) == [limit]


def test_a_new_course_keeps_its_distance_from_the_sessions_given():
    given = Regimen.on_days([0, 1, 2], rate_mg_per_kg_h=0.5, duration_h=2)
    soon, late = (Regimen.on_days([day], rate_mg_per_kg_h=0.5, duration_h=2) for day in (20, 33))
    assert crossed(soon, history=History(given=given)) == ["time between multi-day courses"]
    assert crossed(late, history=History(given=given)) == []


def test_what_was_given_too_fast_does_not_count_against_a_later_session():
    given = Regimen.on_days([0], rate_mg_per_kg_h=1.9, duration_h=1)
    assert crossed(Regimen.on_days([2], rate_mg_per_kg_h=0.5, duration_h=2), history=History(given=given)) == []


def test_limits_per_kg_are_per_kg_of_the_weight_for_dosing():
    """0.8 mg per kg of 100 kg is 1.07 per kg of 75 kg."""
    regimen = Regimen.on_days([0], rate_mg_per_kg_h=0.8, duration_h=1)
    limits = with_limits(max_hour_dose="90 mg")
    assert crossed(regimen, 100.0, limits) == []
    assert crossed(regimen, 100.0, limits, dosing_weight_kg=75.0) == ["rate", "dose in any hour"]


def test_a_crossed_limit_shows_value_and_allowed_with_unit():
    assert str(LimitCrossed("rate", 1.5, 1.0, "mg/kg/h")) == "rate: 1.5 mg/kg/h, allowed 1 mg/kg/h"
    assert str(LimitCrossed("risk", 0.123, 0.1, "probability")) == "risk: 12.3%, allowed 10.0%"


@pytest.mark.parametrize("drug", list(Drug))
def test_a_regimen_on_the_published_ceilings_of_its_drug_is_allowed(drug):
    share = 0.5 if drug is Drug.S_KETAMINE else 1.0
    day = Regimen.repeat(dose_mg_per_kg=14 * share, duration_h=24, count=1, drug=drug)
    hour = Regimen.repeat(dose_mg_per_kg=2.0 * share, duration_h=1, bolus_mg_per_kg=0.35 * share, count=1, drug=drug)
    for regimen in (day, hour):
        require_below_ceilings(regimen)


def test_grams_spread_over_a_day_are_past_a_published_ceiling():
    with pytest.raises(LimitError, match="dose in any 24 hours: 48 mg/kg, allowed 14 mg/kg"):
        require_below_ceilings(Regimen.repeat(dose_mg_per_kg=48, duration_h=24, count=30))


def test_an_infusion_of_days_is_said_to_be_out_of_scope():
    with pytest.raises(LimitError, match="Infusions of days are in-patient care"):
        require_below_ceilings(Regimen.repeat(dose_mg_per_kg=20, duration_h=100, count=1))


def test_a_rate_in_mg_per_hour_caps_the_rate_of_a_person():
    """30 mg/h: 0.5 mg/kg/h at 60 kg, 0.3 mg/kg/h at 100 kg; a short infusion past it is past it too."""
    limits = Limits.model_validate({**GIVEN, "max_rate": "30 mg/h"})
    assert limits.max_rate_mg_per_h == 30
    assert limits.max_rate_mg_per_kg_h == 2.0  # the published ceiling, for nothing else was given

    def crossed(rate_mg_per_kg_h, weight_kg, duration_h=0.5):
        planned = Regimen.repeat(dose_mg_per_kg=rate_mg_per_kg_h * duration_h, duration_h=duration_h, count=1)
        return [str(item) for item in crossed_by_dose(planned, weight_kg, limits)]

    assert crossed(0.5, 60) == []
    assert crossed(0.3, 100) == []
    assert crossed(0.5, 100) == ["rate, whatever the weight: 50 mg/h, allowed 30 mg/h"]


def test_a_rate_per_kg_and_one_per_person_may_stand_together():
    limits = Limits.model_validate({**GIVEN, "max_rate_per_person": "25 mg/h"})
    assert (limits.max_rate_mg_per_kg_h, limits.max_rate_mg_per_h) == (1.0, 25.0)
    with pytest.raises(ValidationError, match="Write max_rate per kg"):
        Limits.model_validate({**GIVEN, "max_rate": "30 mg/h", "max_rate_per_person": "25 mg/h"})


def test_limits_with_a_rate_per_person_read_back():
    limits = Limits.model_validate({**GIVEN, "max_rate": "30 mg/h"})
    assert Limits.model_validate_json(limits.model_dump_json()) == limits


def test_a_rate_per_person_is_read_even_where_the_drug_is_missing():
    """Only what is missing is named."""
    with pytest.raises(ValidationError) as error:
        Limits.model_validate({key: value for key, value in {**GIVEN, "max_rate": "30 mg/h"}.items() if key != "drug"})
    assert [detail["loc"] for detail in error.value.errors()] == [("drug",)]
