"""After a danger no further session reaches the rate or the dose at which it was seen, whatever the danger was."""

import datetime
from dataclasses import replace

import pytest

from sciatwin.analytes import Drug
from sciatwin.individualise import learn
from sciatwin.observation import Decided, GivenSession, Observations, Review, SideEffect, SideEffectSeen
from sciatwin.observation.seen.dissociation import Dissociation
from sciatwin.observation.seen.global_impression import GlobalImpression, Impression
from sciatwin.observation.seen.pain_score import PainScore, Period
from sciatwin.observation.seen.pressure import Pressure
from sciatwin.observation.seen.questionnaire_score import Questionnaire, QuestionnaireScore
from sciatwin.observation.seen.respiratory_rate import RespiratoryRate
from sciatwin.observation.seen.sedation import Sedation
from sciatwin.observation.seen.serious_event import Event, SeriousEvent
from sciatwin.plan import plan_infusion
from sciatwin.plan.choose.case import Case
from sciatwin.plan.next_step import StopValues, dangers_seen
from sciatwin.plan.next_step.lower_again import LOWER_AGAIN, LowerAgain
from sciatwin.plan.session import conduct
from sciatwin.regimen import Regimen
from sciatwin.twin import Twin

KG = 74.0
STEPS = (4.5, 9.0, 18.0)
MINUTES_30 = 0.5


def _stepped(start_h, *rates_mg_per_h, last_h=3.0):
    """Steps of half an hour, the last one longer."""
    lengths = [MINUTES_30] * (len(rates_mg_per_h) - 1) + [last_h]
    starts = [start_h + MINUTES_30 * index for index in range(len(rates_mg_per_h))]
    return tuple(
        GivenSession(start_h=start, duration_h=length, dose_mg=rate * length, drug=Drug.RACEMIC_KETAMINE)
        for start, length, rate in zip(starts, lengths, rates_mg_per_h, strict=True)
    )


GIVEN = (*_stepped(0.0, *STEPS, 27.5), *_stepped(72.0, 27.5))
DIARY = tuple(PainScore(time_h=72 + 24.0 * day, score=3, period=Period.DAY) for day in (1, 2, 3))
LAST_DANGER_H, REVIEWED = 150.0, Review(time_h=160.0, decided=Decided.MAY_GO_ON, by="pain physician")
KINDS = {
    "pressure near stop": Pressure(time_h=74.0, systolic_mmhg=165, diastolic_mmhg=95),
    "pressure past stop": Pressure(time_h=74.0, systolic_mmhg=188, diastolic_mmhg=112),
    "pulse": Pressure(time_h=74.0, systolic_mmhg=140, diastolic_mmhg=88, heart_rate_per_min=160),
    "breathing": RespiratoryRate(time_h=74.0, breaths_per_min=8),
    "dissociation": Dissociation(time_h=74.0, cadss=30),
    "severe dissociation": Dissociation(time_h=74.0, cadss=60),
    "sedation": Sedation(time_h=74.0, scale="MOAA/S", score=1, awake_score=5, deepest_score=0),
    "psychotomimetic": SideEffectSeen(time_h=90.0, session_index=1, effect=SideEffect.PSYCHOTOMIMETIC, seen=True),
    "adverse event": SideEffectSeen(time_h=90.0, session_index=1, effect=SideEffect.ANY, seen=True),
    "worse mood": QuestionnaireScore(time_h=LAST_DANGER_H, questionnaire=Questionnaire.PHQ9, score=22),
    "own judgement": GlobalImpression(time_h=LAST_DANGER_H, impression=Impression.MINIMALLY_WORSE),
    **{str(event): SeriousEvent(time_h=74.0, event=event) for event in Event},
}


def _seen(*dangers, given=GIVEN, **others):
    return Observations((*dangers, *DIARY, REVIEWED), given, **others)


def _bound(patient, *dangers, given=GIVEN):
    seen = _seen(*dangers, given=given)
    return LowerAgain.of(seen.regimen(KG), dangers_seen(patient, seen, StopValues()))


@pytest.mark.parametrize("danger", KINDS.values(), ids=KINDS)
def test_every_kind_of_danger_bounds_rate_dose_and_bolus_of_what_follows(typical_patient, danger):
    (found,) = _bound(typical_patient, danger).seen_at
    assert found.rate_mg_per_kg_h * KG == pytest.approx(27.5)
    by_then_mg = 55.0 if danger.time_h == 74.0 else 82.5  # two of three hours, or the whole session
    assert found.dose_mg_per_kg * KG == pytest.approx(by_then_mg)
    assert found.most_rate_mg_per_kg_h * KG == pytest.approx(18.0), "the highest rate tolerated below it"
    assert found.most_dose_mg_per_kg * KG == pytest.approx(LOWER_AGAIN.value * by_then_mg)


@pytest.mark.parametrize("name", ["pressure near stop", "severe dissociation", "adverse event", "own judgement"])
def test_the_next_plan_runs_below_the_rate_and_the_dose_at_which_it_was_seen(typical_patient, outpatient_site, name):
    seen = _seen(KINDS[name], began=datetime.datetime(2026, 3, 2, 9, tzinfo=datetime.UTC))
    twin = Twin(typical_patient, draws=100, seed=2).after(seen.regimen(KG), 161.0, seen)
    free = plan_infusion(twin.after(twin.given, 161.0, _seen()), outpatient_site, goes_on=True)
    bounded = plan_infusion(twin, outpatient_site, goes_on=True)
    assert bounded.compared is not None
    steps = bounded.compared.regimen.sessions
    assert max(step.rate_mg_per_kg_h for step in steps) * KG <= 18.0 + 1e-9
    assert max(visit.dose_mg_per_kg for visit in bounded.compared.regimen.by_visit) * KG < 82.5
    assert all(step.bolus_mg_per_kg == 0 for step in steps)
    assert bounded.conduct is None or bounded.conduct.titration.step_h == MINUTES_30, "no quicker steps"
    (why,) = [reason for reason in bounded.reasons if reason.startswith("Lower or slower")]
    assert "(2026-03-0" in why, "the day on which it was seen"
    assert "27.5 mg/h" in why
    assert "18 mg/h" in why
    assert not any(reason.startswith("Lower or slower") for reason in free.reasons)


@pytest.mark.parametrize("goes_on", [True, False])
def test_every_door_of_a_plan_is_held_to_it(typical_patient, outpatient_site, goes_on):
    """Clinic templates say that they cross it, trade-offs stay below, and so does another course weeks later."""
    seen = _seen(KINDS["dissociation"])
    twin = Twin(typical_patient, draws=50, seed=2).after(seen.regimen(KG), 40 * 24.0, seen)
    plan = plan_infusion(twin, outpatient_site, goes_on=goes_on)
    assert plan.compared is not None
    shown = [plan.compared, *(item.candidate for item in plan.trade_offs if item.candidate is not None)]
    for candidate in shown:
        assert max(step.rate_mg_per_kg_h for step in candidate.regimen.sessions) * KG <= 18.0 + 1e-9
        assert max(visit.dose_mg_per_kg for visit in candidate.regimen.by_visit) * KG < 55.0
    for verdict in plan.templates:
        highest = max(step.rate_mg_per_kg_h for step in verdict.candidate.regimen.sessions) * KG
        crossed = {item.limit for item in verdict.crossed}
        assert (highest > 18.0) == ("rate after a danger was seen" in crossed)


def test_without_a_lower_rate_that_was_tolerated_a_stated_part_is_left(typical_patient):
    (found,) = _bound(typical_patient, replace(KINDS["dissociation"], time_h=2.0), given=_stepped(0.0, 27.5)).seen_at
    assert found.below_mg_per_kg_h is None
    assert found.most_rate_mg_per_kg_h == pytest.approx(LOWER_AGAIN.value * found.rate_mg_per_kg_h)


def test_a_rate_hardly_below_is_not_lower(typical_patient):
    given = (*_stepped(0.0, 27.0), *_stepped(72.0, 27.5))
    (found,) = _bound(typical_patient, KINDS["dissociation"], given=given).seen_at
    assert found.most_rate_mg_per_kg_h * KG == pytest.approx(LOWER_AGAIN.value * 27.5)


def test_the_rate_is_the_one_that_ran_and_steps_before_it_were_tolerated(typical_patient):
    """Seen at the end of the third step of session 1; what ran later was not asked about."""
    danger = replace(KINDS["pressure near stop"], time_h=1.5)
    (found,) = _bound(typical_patient, danger, given=_stepped(0.0, *STEPS, 27.5)).seen_at
    assert found.rate_mg_per_kg_h * KG == pytest.approx(18.0)
    assert found.most_rate_mg_per_kg_h * KG == pytest.approx(9.0)


def test_after_the_end_of_a_session_its_highest_rate_counts(typical_patient):
    danger = replace(KINDS["pressure near stop"], time_h=76.0)
    (found,) = _bound(typical_patient, danger).seen_at
    assert found.rate_mg_per_kg_h * KG == pytest.approx(27.5)


def test_an_answer_given_during_the_next_session_is_of_the_session_that_it_names(typical_patient):
    danger = replace(KINDS["psychotomimetic"], time_h=74.0, session_index=0)
    (found,) = _bound(typical_patient, danger).seen_at
    assert found.dose_mg_per_kg * KG == pytest.approx(sum(GIVEN[i].dose_mg for i in range(4)))


def test_before_anything_was_given_nothing_is_bounded(typical_patient):
    danger = replace(KINDS["pressure near stop"], time_h=-0.1)
    assert _bound(typical_patient, danger).seen_at == ()
    assert LowerAgain().crossed_by(Regimen.on_days([0], rate_mg_per_kg_h=1.0, duration_h=1)) == []


@pytest.mark.parametrize("late_h", [0.0, 1e-6, -1e-6])
def test_what_is_seen_at_the_start_of_a_session_is_of_its_first_step(typical_patient, late_h):
    """A clock that shows minutes writes both in one; no danger is lost for that."""
    danger = replace(KINDS["severe dissociation"], time_h=72.0 + late_h)
    (found,) = _bound(typical_patient, danger).seen_at
    assert found.rate_mg_per_kg_h * KG == pytest.approx(27.5)
    assert found.dose_mg_per_kg * KG == pytest.approx(82.5)
    (first,) = _bound(typical_patient, replace(danger, time_h=0.0)).seen_at
    assert first.rate_mg_per_kg_h * KG == pytest.approx(STEPS[0])


def test_a_step_that_begins_as_the_danger_is_seen_did_not_bring_it(typical_patient):
    """Slowed, or raised, in the minute of the reading: the rate before it ran."""
    given = _stepped(0.0, 20.0, 5.0)
    for late_h in (0.0, 1e-7, -1e-7):
        danger = replace(KINDS["pressure near stop"], time_h=MINUTES_30 + late_h)
        (found,) = _bound(typical_patient, danger, given=given).seen_at
        assert found.rate_mg_per_kg_h * KG == pytest.approx(20.0)
        assert found.dose_mg_per_kg * KG == pytest.approx(10.0)


@pytest.mark.parametrize("name", ["own judgement", "pressure near stop"])
def test_the_sheet_orders_no_start_above_what_any_step_may_run(typical_patient, outpatient_site, name):
    """7.4 mg/h is the usual start; seen at 4.5 mg/h, the sheet does not name it."""
    given = _stepped(0.0, 4.5)
    danger = replace(KINDS[name], time_h=2.0)
    seen = Observations((danger, *DIARY, REVIEWED), given)
    case = Case(Twin(typical_patient, draws=20, seed=2).after(seen.regimen(KG), 161.0, seen), outpatient_site, True)
    assert case.titration.start_mg_per_kg_h * KG == pytest.approx(LOWER_AGAIN.value * 4.5)
    planned = Regimen.on_days([8], rate_mg_per_kg_h=0.04, duration_h=1)
    rule = conduct(typical_patient, planned, outpatient_site, 1, case.titration).step_rule
    assert "0.0456 mg/kg/h: the highest that any step of this plan runs" in rule.why_low


def test_steps_of_any_session_are_held_to_it(typical_patient):
    bound = _bound(typical_patient, KINDS["dissociation"])
    low, high = _stepped(0.0, 10.0), _stepped(72.0, 5.0, 20.0, last_h=1.0)
    assert bound.crossed_by(Observations((), low).regimen(KG)) == []
    (crossed,) = bound.crossed_by(Observations((), (*low, *high)).regimen(KG))
    assert crossed.limit == "rate after a danger was seen"


def test_every_course_is_as_low_as_its_lowest_danger_asks(typical_patient):
    first = replace(KINDS["dissociation"], time_h=1.2)
    both = _bound(typical_patient, first, KINDS["pressure near stop"])
    planned = Regimen.on_days([8], rate_mg_per_kg_h=10.0 / KG, duration_h=0.5)
    assert [item.limit for item in both.crossed_by(planned)] == ["rate after a danger was seen"]
    assert _bound(typical_patient, KINDS["pressure near stop"]).crossed_by(planned) == []


def test_learned_twins_are_held_to_it_as_well(typical_patient, outpatient_site):
    seen = _seen(KINDS["pressure near stop"])
    twin = learn(Twin(typical_patient, draws=1000, seed=2), seen).twin
    made = plan_infusion(twin, outpatient_site, goes_on=True)
    assert made.compared is not None
    assert max(step.rate_mg_per_kg_h for step in made.compared.regimen.sessions) * KG <= 18.0 + 1e-9
