"""A plan after sessions given starts at the twin's clock, under every limit; its benefit is what it adds."""

import datetime

import numpy as np
import pytest

from sciatwin.analytes import Drug
from sciatwin.individualise import learn
from sciatwin.observation import GivenSession, Observations
from sciatwin.plan import Decision, plan_infusion
from sciatwin.plan.choose.case import Case
from sciatwin.plan.choose.search import evaluate_regimen, search
from sciatwin.plan.limits import History, crossed_by_dose
from sciatwin.plan.options.given_before import GivenBefore, end_of_plan_h
from sciatwin.plan.told.beyond_pain import side_effect_chances
from sciatwin.plan.told.outcomes import peaks
from sciatwin.regimen import Regimen
from sciatwin.twin import Twin
from sciatwin.twin.shown.risks import Risks

FIVE_DAYS = Regimen.repeat(dose_mg_per_kg=0.5, duration_h=40 / 60, count=5)


@pytest.fixture(scope="module")
def twin(typical_patient):
    return Twin(typical_patient, draws=60, seed=2)


@pytest.fixture(scope="module")
def begun(twin):
    return twin.after(Regimen.on_days([0, 3], rate_mg_per_kg_h=0.5, duration_h=4))


def evaluated(twin, regimen):
    """The whole course of a regimen, risks aside."""
    before = GivenBefore.of(twin, end_of_plan_h(twin))
    return evaluate_regimen(twin, regimen, before, Risks(0.0, 0.0, 0.0, twin.ensemble.effective))


def test_after_five_daily_sessions_no_other_course_is_planned_as_if_the_file_told_of_one(twin, outpatient_site):
    told = twin.patient.model_copy(update={"days_since_ketamine_course": 1.0, "last_course_mg": 185.0})
    for made in (
        plan_infusion(twin.after(FIVE_DAYS), outpatient_site),
        plan_infusion(Twin(told, draws=20), outpatient_site),
    ):
        assert made.decision is Decision.NOTHING_WITHIN_LIMITS
        assert made.regimen.is_none
        assert "time between multi-day courses" in made.reasons[0]


def test_a_course_that_goes_on_is_judged_whole_and_starts_at_the_clock(begun, outpatient_site):
    made = plan_infusion(begun, outpatient_site, goes_on=True)
    assert made.compared is not None
    planned = made.compared.regimen
    assert planned.sessions[0].start_h == begun.next_start_h == 96
    history = History(begun.given, begun.patient.days_since_ketamine_course, goes_on=True)
    assert crossed_by_dose(planned, begun.patient.weight_kg, outpatient_site.limits, history) == []
    assert begun.given.total_mg(74) + planned.total_mg(74) <= outpatient_site.limits.max_course_mg
    assert len(made.curves.given_h) == 2
    assert len(made.curves.visits_h) == planned.visits
    assert made.curves.starts_h == begun.next_start_h


def test_search_and_whole_course_agree_after_sessions_given(begun, outpatient_site):
    """The search takes each session as one step; the whole course is followed hour by hour."""
    patient, limits = begun.patient, outpatient_site.limits
    history = History(begun.given, patient.days_since_ketamine_course, goes_on=True)
    found = search(begun, limits, history, patient.goals, Drug.RACEMIC_KETAMINE).candidates
    assert found
    some = [found[i] for i in np.linspace(0, len(found) - 1, 6).astype(int)]
    for candidate in some:
        whole = evaluated(begun, candidate.regimen)
        assert whole.gain_over_placebo == pytest.approx(candidate.gain_over_placebo, abs=0.02)
        assert whole.excess == pytest.approx(candidate.excess, abs=0.02)


def test_what_earlier_sessions_do_is_no_benefit_of_a_plan(begun):
    """A trace of drug adds nothing, however much the sessions given still help."""
    trace = Regimen.on_days([4], rate_mg_per_kg_h=1e-6, duration_h=1)
    candidate = evaluated(begun, trace)
    assert candidate.gain_over_placebo == pytest.approx(0, abs=1e-3)
    assert candidate.excess == pytest.approx(0, abs=1e-3)
    nothing_before = Twin.of(begun.patient, begun.ensemble)
    first = Regimen.on_days([0], rate_mg_per_kg_h=1e-6, duration_h=1)
    assert candidate.worthwhile > evaluated(nothing_before, first).worthwhile


def test_after_another_drug_no_limit_can_be_checked(twin, outpatient_site):
    given = Regimen.on_days([0], rate_mg_per_kg_h=0.2, duration_h=1, drug=Drug.S_KETAMINE)
    made = plan_infusion(twin.after(given), outpatient_site)
    assert made.decision is Decision.CANNOT_BE_CHECKED
    assert "S-ketamine was given" in made.reasons[0]


@pytest.mark.parametrize(
    ("since", "dose_mg", "decision"),
    [(None, None, Decision.CANNOT_BE_CHECKED), (60.0, None, Decision.CANNOT_BE_CHECKED)],
)
def test_a_limit_that_cannot_be_checked_leaves_no_dose(twin, outpatient_site, since, dose_mg, decision):
    told = twin.patient.model_copy(update={"days_since_ketamine_course": since, "last_course_mg": dose_mg})
    made = plan_infusion(Twin(told, draws=20), outpatient_site)
    assert made.decision is decision
    assert made.regimen.is_none


STARTED = datetime.datetime(2026, 3, 2, 9, tzinfo=datetime.UTC)


def _seen_after(patient, *, answered_after_days, today_after_days):
    """A twin of a patient with two sessions, whose file was filled in and who is planned for on other days."""
    day = STARTED.date()
    told = patient.model_copy(
        update={
            "as_of": day + datetime.timedelta(days=answered_after_days),
            "days_since_ketamine_course": 64.0 + answered_after_days,
            "last_course_mg": 1200.0,
        }
    )
    given = tuple(
        GivenSession(start_h=24.0 * start, duration_h=1.0, dose_mg=37.0, drug=Drug.RACEMIC_KETAMINE) for start in (0, 3)
    )
    seen = Observations((), given, began=STARTED)
    today = day + datetime.timedelta(days=today_after_days)
    twin = Twin(told, draws=20, seed=2, today=today)
    return twin.after(seen.regimen(told.weight_kg), 96.0, seen), learn(twin, seen).twin


@pytest.mark.parametrize("answered_after_days", [-20, 0, 10, 28])
@pytest.mark.parametrize("today_after_days", [4, 29, 60])
def test_a_course_before_the_first_session_ended_as_long_before_it_whenever_that_is_told(
    typical_patient, outpatient_site, answered_after_days, today_after_days
):
    """1,200 mg that ended 64 days before session 1 count in the quarter of a session four days after it."""
    days = {"answered_after_days": answered_after_days, "today_after_days": today_after_days}
    for twin in _seen_after(typical_patient, **days):
        history = Case(twin, outpatient_site, goes_on=True).history
        assert history.days_since_course == 64
        planned = Regimen.on_days([4, 7], rate_mg_per_kg_h=2.0, duration_h=1)
        crossed = crossed_by_dose(planned, 74, outpatient_site.limits, history)
        assert "dose in any 91 days" in {item.limit for item in crossed}
        assert twin.patient.sciatica.duration_days == pytest.approx(
            typical_patient.sciatica.duration_days - answered_after_days
        )


def test_a_plan_shows_the_answers_as_they_were_told(typical_patient, outpatient_site):
    twin, _ = _seen_after(typical_patient, answered_after_days=-20, today_after_days=4)
    assert plan_infusion(twin, outpatient_site, goes_on=True).patient == twin.told
    assert twin.told.as_of != twin.patient.as_of


@pytest.mark.parametrize(("rate", "start"), [(1.0, 0.0), (0.9, 24.0)])
def test_highest_values_and_side_effects_are_those_of_the_sessions_planned(twin, rate, start):
    """A strong session a month ago raises none of them: the drug has gone, and its harms have been."""
    given = Regimen.on_days([start / 24], rate_mg_per_kg_h=rate, duration_h=1)
    planned = Regimen.on_days([35, 37], rate_mg_per_kg_h=0.2, duration_h=1)
    whole = given.followed_by(planned)
    course, alone = (
        twin.of_versions(twin.ensemble).simulate(regimen, horizon_days=60)
        for regimen in (whole, planned.starting_at(0.0))
    )
    found, wanted = peaks(course, from_h=30 * 24.0), peaks(alone)
    for name in ("ketamine_arterial_ng_per_ml", "cadss", "systolic_mmhg"):
        assert getattr(found, name).high == pytest.approx(getattr(wanted, name).high, rel=0.01)
        assert getattr(peaks(course), name).high > 1.1 * getattr(found, name).high
    told = zip(side_effect_chances(course, given_visits=1), side_effect_chances(alone), strict=True)
    for one, other in told:
        if one.probability is not None and other.probability is not None:
            assert one.probability.mean == pytest.approx(other.probability.mean, rel=0.01)
    assert side_effect_chances(course, given_visits=3) == ()


def test_a_plan_tells_the_peak_of_what_it_orders(twin, outpatient_site):
    """37 mg over 40 min were given twice; what is planned is told as it is in a first plan of the same sessions."""
    given = twin.after(Regimen.on_days([0, 3], rate_mg_per_kg_h=0.9, duration_h=40 / 60), 40 * 24.0)
    made = plan_infusion(given, outpatient_site, goes_on=True)
    assert made.compared is not None
    assert made.peaks is not None
    alone = peaks(Twin.of(given.patient, given.ensemble).simulate(made.compared.regimen.starting_at(0.0)))
    assert made.peaks.ketamine_arterial_ng_per_ml.mean == pytest.approx(
        alone.ketamine_arterial_ng_per_ml.mean, rel=0.02
    )
    harms = next(point.text for point in made.in_short if point.label == "Harms of 100")
    assert "strongest session of this plan, without those given before" in harms
