"""What a trial record accepts, and what follows from it: regimens, visits, shares and errors."""

import pytest

from sciatwin.errors import ModelError
from sciatwin.evidence.published_trial import (
    ArmKind,
    Dosing,
    Measure,
    PublishedTrial,
    TrialArm,
    TrialObservation,
    published_trials,
    trial_named,
)


def _arm(**fields):
    return TrialArm.model_validate({"name": "ketamine", "kind": "ketamine", "drug": "racemic ketamine", **fields})


def _row(**fields):
    return TrialObservation.model_validate({"measures": "pain", "arm": "ketamine", "value": 5.0, **fields})


def _trial(**fields):
    base = {
        "key": "x",
        "citation": "X 2000",
        "url": "https://example.org",
        "condition": "pain",
        "kind": "cohort",
        "role": "BG",
        "arms": [{"name": "ketamine", "kind": "ketamine", "no_regimen": "not visible"}],
        "observations": [{"measures": "pain", "arm": "ketamine", "value": 5.0}],
    }
    return PublishedTrial.model_validate({**base, **fields})


@pytest.mark.parametrize(
    "dose",
    [
        {"rate_mg_per_kg_h": 0.25},
        {"dose_mg_per_kg": 0.5},
        {"rate_mg_per_h": 20.0, "per_weight_kg": 80},
        {"dose_mg": 40.0, "per_weight_kg": 80},
    ],
)
def test_a_dose_printed_in_any_of_four_ways_is_the_same_rate(dose):
    dosing = Dosing.model_validate({"days": [0], "duration_h": 2, **dose})
    assert dosing.mg_per_kg_h == pytest.approx(0.25)


@pytest.mark.parametrize(
    ("dose", "message"),
    [
        ({}, "one of"),
        ({"rate_mg_per_kg_h": 0.1, "dose_mg_per_kg": 0.2}, "one of"),
        ({"dose_mg": 40}, "weight they stand for"),
        ({"dose_mg_per_kg": 0.5, "per_weight_kg": 70}, "must not have one"),
    ],
)
def test_a_dose_stands_once_and_says_for_which_weight(dose, message):
    with pytest.raises(ValueError, match=message):
        Dosing.model_validate({"days": [0], "duration_h": 2, **dose})


def test_steps_of_one_infusion_are_one_visit():
    steps = [
        {"days": [0], "at_h": 0, "duration_h": 8, "rate_mg_per_h": 5, "per_weight_kg": 70},
        {"days": [0], "at_h": 8, "duration_h": 16, "rate_mg_per_h": 20, "per_weight_kg": 70},
    ]
    arm = _arm(dosing=[*steps, {**steps[0], "days": [7]}])
    assert arm.visit_days == (0.0, 7.0)
    assert arm.regimen.total_mg(70) == pytest.approx(5 * 8 + 20 * 16 + 5 * 8)


def test_sessions_of_a_repeat_stand_in_order_of_time():
    arm = _arm(dosing=[{"days": [4, 0], "duration_h": 1, "dose_mg_per_kg": 0.5}])
    assert [session.start_h for session in arm.regimen.sessions] == [0.0, 96.0]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "needs its dosing"),
        ({"dosing": [{"days": [0], "duration_h": 1, "dose_mg_per_kg": 1}], "no_regimen": "why"}, "needs its dosing"),
        ({"kind": "placebo", "dosing": [{"days": [0], "duration_h": 1, "dose_mg_per_kg": 1}]}, "only ketamine"),
    ],
)
def test_a_ketamine_arm_has_a_dosing_or_a_reason_and_no_other_has_one(fields, message):
    with pytest.raises(ValueError, match=message):
        _arm(**fields)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"day": 1, "time_h": 2}, "exclude"),
        ({"value": None}, "needs a value"),
        ({"value": None, "count": 2}, "needs its 'of'"),
        ({"status": "derived"}, "formula"),
        ({"formula": "2 - 1"}, "formula"),
        ({"measures": "other", "unit": "fraction"}, "say of what"),
        ({"measures": "depression"}, "needs its unit"),
        ({"surprise": 1}, "Extra inputs"),
    ],
)
def test_an_observation_says_when_what_and_how(fields, message):
    with pytest.raises(ValueError, match=message):
        _row(**fields)


def test_error_of_a_count_is_binomial():
    row = _row(measures="responders_50", value=None, count=3, of=12)
    assert row.printed == 0.25
    assert row.error == pytest.approx((0.25 * 0.75 / 12) ** 0.5)


@pytest.mark.parametrize("count", [0, 12])
def test_counts_of_nobody_or_everybody_have_no_error(count):
    assert _row(measures="responders_50", value=None, count=count, of=12).error is None


def test_error_of_an_interval_or_of_an_sd():
    assert _row(ci95=[3.04, 6.96]).error == pytest.approx(1.0, abs=1e-4)
    assert _row(sd=2.0, n=16).error == pytest.approx(0.5)
    assert _row(standard_error=0.3).error == 0.3
    assert _row().error is None


def test_a_risk_ratio_has_no_error_on_its_own_scale():
    assert _row(measures="improved", unit="risk ratio", value=1.1, ci95=[1.0, 1.3]).error is None


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"observations": []}, "reason why it has none"),
        ({"blinding": "doubtful"}, "needs its reason"),
        ({"observations": [{"measures": "pain", "arm": "somebody", "value": 1.0}]}, "no arm is called"),
        ({"arms": [{"name": "a", "kind": "placebo"}, {"name": "a", "kind": "placebo"}]}, "share a name"),
        ({"url": ""}, "needs a doi, a url"),
    ],
)
def test_a_trial_is_complete(fields, message):
    with pytest.raises(ValueError, match=message):
        assert _trial(**fields).source


def test_trials_are_found_by_key_and_an_unknown_one_names_the_choices():
    assert trial_named("pickering2020") is published_trials()["pickering2020"]
    with pytest.raises(ModelError, match="pickering2020"):
        trial_named("nobody")


def test_sigtermans_was_given_as_printed():
    """5 to 20 mg/h per 70 kg, 22.2 mg/h at the end, over 100 h."""
    arm = trial_named("sigtermans2009").arm_named("S-ketamine")
    sessions = arm.regimen.sessions
    assert arm.visit_days == (0.0,)
    assert sessions[-1].end_h == 100
    assert sessions[0].rate_mg_per_kg_h * 70 == pytest.approx(5)
    assert sessions[-1].rate_mg_per_kg_h * 70 == pytest.approx(22.2)


def test_kvarnstrom_counts_give_the_printed_responders():
    trial = trial_named("kvarnstrom2003")
    (row,) = trial.seen(Measure.RESPONDERS_50, "ketamine")
    assert row.printed == pytest.approx(7 / 12)
    assert {arm.kind for arm in trial.arms} == {ArmKind.KETAMINE, ArmKind.ACTIVE, ArmKind.PLACEBO}
