"""What is wanted of a plan: who set each judgement, what may be signed, and that each one decides something."""

from dataclasses import fields, replace

import pytest

from sciatwin.errors import InvalidInputError
from sciatwin.evidence import Status
from sciatwin.patient import Goals
from sciatwin.plan import PREFERENCES, Decision, plan_infusion
from sciatwin.plan.choose.planner import _by_burden
from sciatwin.plan.numbers_behind import judgements
from sciatwin.plan.options.grid import schedules
from sciatwin.plan.told.beyond_pain import score_weeks
from sciatwin.plan.worth.burden import burden_h
from sciatwin.plan.worth.candidate import Candidate
from sciatwin.plan.worth.credibility import is_credible
from sciatwin.plan.worth.near_equal import near_equal
from sciatwin.plan.worth.trade_offs import best_trade_offs
from sciatwin.regimen import Regimen
from sciatwin.twin import Twin
from sciatwin.twin.shown.risks import Risks

NAMES = tuple(field.name for field in fields(PREFERENCES))
BY, WHY = "lead physician", "agreed in the clinic's meeting"


def _signed(**values):
    return replace(PREFERENCES, **{name: getattr(PREFERENCES, name).signed(v, BY, WHY) for name, v in values.items()})


def _candidate(*, mg=400.0, gain=0.5, excess=0.2, visits=4, hours=2.0, peak=0.4, severe=0.02):
    return Candidate(
        regimen=Regimen.repeat(dose_mg_per_kg=1.0, duration_h=hours, count=visits),
        total_mg=mg,
        gain_over_placebo=gain,
        late_gain_over_placebo=0.1,
        worthwhile=0.1 + excess,
        worthwhile_on_placebo=0.1,
        added_by={},
        excess_error=None,
        risks=Risks(peak_dissociation=peak, severe_dissociation=severe, severe_hypertension=0.01, draws=1000),
    )


@pytest.mark.parametrize("name", NAMES)
def test_what_nobody_signed_is_assumed_with_a_range_and_a_reason(name):
    estimate = getattr(PREFERENCES, name).estimate
    assert estimate.status is Status.ASSUMED
    assert estimate.low <= estimate.value <= estimate.high
    assert estimate.reason
    assert getattr(PREFERENCES, name).set_by == "assumed"


@pytest.mark.parametrize("name", NAMES)
def test_a_signed_judgement_says_who_and_why_and_stays_in_its_range(name):
    preference = getattr(PREFERENCES, name)
    signed = preference.signed(preference.estimate.high, BY, WHY)
    assert signed.value == preference.estimate.high
    assert signed.set_by == f"set by {BY}"
    assert signed.estimate.reason == f"set by {BY}: {WHY}"
    with pytest.raises(ValueError, match="lies outside"):
        preference.signed(2 * preference.estimate.high, BY, WHY)


@pytest.mark.parametrize(("by", "why"), [("", WHY), ("nobody", WHY), (BY, " ")], ids=["empty", "nobody", "no reason"])
def test_nobody_signs_without_a_name_and_a_reason(by, why):
    with pytest.raises(ValueError, match=r"who answers for it|write why"):
        PREFERENCES.visit_h.signed(3.0, by, why)


def test_every_judgement_is_among_the_numbers_behind_a_plan():
    assert len(judgements(PREFERENCES)) == len(NAMES)
    shown = {estimate.meaning for estimate in judgements(PREFERENCES).values()}
    assert shown == {getattr(PREFERENCES, name).estimate.meaning for name in NAMES}


def test_a_higher_bar_of_credibility_turns_a_candidate_away():
    candidate = _candidate(excess=0.15)
    assert is_credible(candidate)
    assert not is_credible(candidate, _signed(least_excess=0.2))


def test_a_visit_that_costs_more_and_a_lighter_view_of_dissociation_move_the_burden():
    candidate = _candidate(visits=4, hours=2.0, severe=0.02)
    assert burden_h(candidate, _signed(visit_h=5.0)) - burden_h(candidate) == pytest.approx(4 * 3)
    assert burden_h(candidate) - burden_h(candidate, _signed(severe_dissociation_h=50.0)) == pytest.approx(0.02 * 50)


def test_a_longer_time_to_settle_leaves_fewer_schedules(outpatient_site):
    goals = Goals(review_week=4)
    usual, longer = (
        schedules(goals, outpatient_site.limits),
        schedules(goals, outpatient_site.limits, _signed(settling_days=21)),
    )
    assert set(longer) < set(usual)


def test_the_late_week_is_the_one_that_scores_are_shown_at():
    assert score_weeks(Goals(review_week=4), _signed(late_weeks=9)) == (4, 9)


def test_doses_that_do_not_count_as_equal_are_ranked_by_dose():
    lowest, lighter = _candidate(mg=400.0, hours=4.0), _candidate(mg=420.0, hours=1.0)
    assert _by_burden([lowest, lighter], PREFERENCES) == [lighter, lowest]
    assert _by_burden([lowest, lighter], _signed(similar_dose=1.02)) == [lowest, lighter]


def test_a_wider_view_of_near_equal_names_more():
    chosen, other = _candidate(mg=400.0, hours=2.0), _candidate(mg=500.0, hours=2.5)
    assert near_equal(chosen, [other]) == ()
    assert near_equal(chosen, [other], _signed(near_equal=1.5)) == (other,)


@pytest.mark.parametrize(
    ("better", "blunt"),
    [
        ({"gain": 0.7}, {"indifferent_points": 0.5}),
        ({"peak": 0.385}, {"indifferent_dissociation": 0.05}),
        ({"visits": 3}, {"indifferent_visits": 2.0}),
        ({"mg": 393.0}, {"indifferent_mg": 25.0}),
    ],
    ids=["relief", "dissociation", "visits", "dose"],
)
def test_a_difference_that_matters_to_nobody_makes_no_trade_off(better, blunt):
    """``better`` in one thing and 0.1 points worse in another that still matters, unless the first does not."""
    worse_elsewhere = {"mg": 420.0} if "mg" not in better else {"gain": 0.4}
    pair = [_candidate(), _candidate(**worse_elsewhere, **better)]
    assert len(best_trade_offs(pair)) == 2
    assert len(best_trade_offs(pair, _signed(**blunt))) == 1


def test_a_lower_bar_for_danger_warns_of_the_same_course(typical_patient, outpatient_site):
    """The regimen with the most benefit, shown beside no infusion, has severe dissociation in some 7 of 100."""
    twin = Twin(typical_patient, draws=60, seed=1)
    calm, strict = (
        plan_infusion(twin, outpatient_site, preferences=_signed(least_excess=1 / 4.6, often_severe=bar))
        for bar in (0.25, 0.05)
    )
    assert calm.compared.regimen == strict.compared.regimen
    warned = [any("severe dissociation is predicted" in reason for reason in plan.reasons) for plan in (calm, strict)]
    assert warned == [False, True]


def test_a_plan_is_chosen_by_what_is_wanted_and_says_who_wants_it(typical_patient, outpatient_site):
    twin, strict = Twin(typical_patient, draws=60), _signed(least_excess=1 / 4.6)
    usual, plan = plan_infusion(twin, outpatient_site), plan_infusion(twin, outpatient_site, preferences=strict)
    assert usual.preferences is PREFERENCES
    assert plan.preferences is strict
    assert any("by the choice of lead physician, is 22 or more" in reason for reason in plan.reasons)
    assert (plan.decision is Decision.TRIAL_OF_INFUSION) == (plan.compared.excess >= 1 / 4.6)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("least_excess", {"low": -1.0, "value": -1.0}),
        ("visit_h", {"low": -100.0}),
        ("late_weeks", {"high": 500.0, "value": 500.0}),
        ("near_equal", {"unit": "mg"}),
    ],
)
def test_a_judgement_that_stretches_its_own_range_makes_no_plan(typical_patient, outpatient_site, name, change):
    asked = getattr(PREFERENCES, name)
    stretched = replace(PREFERENCES, **{name: replace(asked, estimate=replace(asked.estimate, **change))})
    with pytest.raises(InvalidInputError, match=name):
        plan_infusion(Twin(typical_patient, draws=20), outpatient_site, preferences=stretched)


def test_one_judgement_does_not_stand_for_another(typical_patient, outpatient_site):
    swapped = replace(PREFERENCES, least_excess=PREFERENCES.visit_h)
    with pytest.raises(InvalidInputError, match="least_excess"):
        plan_infusion(Twin(typical_patient, draws=20), outpatient_site, preferences=swapped)
