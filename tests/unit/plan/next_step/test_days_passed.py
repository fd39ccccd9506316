"""No session is planned on a day that is over, and what has passed since the last that is known is said."""

import datetime
from dataclasses import replace

import pytest

from sciatwin.analytes import Drug
from sciatwin.observation import Decided, GivenSession, Observations, PainScore, Period, Review
from sciatwin.observation.seen.pressure import Pressure
from sciatwin.plan import Decision, plan_infusion
from sciatwin.plan.choose.case import Case
from sciatwin.plan.next_step.days_passed import earliest, passed
from sciatwin.plan.next_step.going_on import ANOTHER_COURSE, GOES_ON, ONCE_LIFTED, ONLY_BY_SCORES
from sciatwin.regimen import Regimen
from sciatwin.twin import Twin

BEGAN = datetime.datetime(2026, 3, 2, 9, 30)
GIVEN = tuple(
    GivenSession(start_h=start_h, duration_h=2 / 3, dose_mg=37.0, drug=Drug.RACEMIC_KETAMINE) for start_h in (0.0, 72.0)
)
DIARY = tuple(PainScore(time_h=72 + 24.0 * day, score=3, period=Period.DAY) for day in (1, 2, 3))
SEEN = Observations(DIARY, GIVEN, began=BEGAN)


def _day(after):
    return BEGAN.date() + datetime.timedelta(days=after)


def _after(patient, seen=SEEN, *, today=None, draws=20):
    """The last that is known is of day 6, at the hour of the first session."""
    return Twin(patient, draws=draws, seed=2, today=today).after(seen.regimen(74.0), 144.0, seen)


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize(("today", "starts"), [(-30, 6), (0, 6), (6, 6), (7, 7), (12, 12), (200, 200)])
def test_a_plan_begins_at_the_last_that_is_known_or_today_whichever_is_later(typical_patient, today, starts, seed):
    twin = Twin(typical_patient, draws=20, seed=seed, today=_day(today)).after(SEEN.regimen(74.0), 144.0, SEEN)
    assert twin.next_start_h == 24 * starts
    assert twin.from_the_first_session(SEEN).next_start_h == 24 * starts
    assert twin.simulate(Regimen.on_days([starts], rate_mg_per_kg_h=0.2, duration_h=1)).time.max() >= 24 * (starts + 90)


@pytest.mark.parametrize("seen", [replace(SEEN, began=None), SEEN], ids=["no dates", "no day of today"])
def test_where_a_day_is_unknown_it_is_said(typical_patient, seen):
    twin = _after(typical_patient, seen, today=None if seen.began else _day(12))
    assert twin.next_start_h == 144
    assert passed(twin) == ""
    assert "make sure that this day is not over" in earliest(twin)


def test_every_version_that_chooses_or_checks_knows_what_day_it_is(typical_patient, outpatient_site):
    panels = Case(_after(typical_patient, today=_day(12)), outpatient_site, goes_on=True).panels
    assert panels.choosing.next_start_h == panels.checking.next_start_h == 12 * 24


def test_no_session_is_ordered_on_a_day_that_is_over(typical_patient, outpatient_site):
    made = plan_infusion(_after(typical_patient, today=_day(9)), outpatient_site, goes_on=True)
    assert made.compared is not None
    assert made.compared.regimen.sessions[0].start_h == made.planned_from_h == made.curves.starts_h == 9 * 24
    said = " ".join(made.reasons)
    assert "the next is session 3, on day 9 (2026-03-11) at the earliest" in said
    assert "3 days have passed since the last that is known, of day 6 (2026-03-08)" in said
    assert GOES_ON in made.reasons
    assert made.seen_in_sessions is not None
    assert made.seen_in_sessions.passed.startswith("3 days have passed")


def test_a_pause_that_ended_the_course_names_the_day_on_which_another_may_begin(typical_patient, outpatient_site):
    """Session 2 was on day 3; the clinic keeps 30 days between courses."""
    made = plan_infusion(_after(typical_patient, today=_day(14)), outpatient_site, goes_on=True)
    assert made.decision is Decision.NOTHING_WITHIN_LIMITS
    assert "time between courses ends on day 34 (2026-04-05)" in " ".join(made.reasons)
    after = plan_infusion(_after(typical_patient, today=_day(34)), outpatient_site)
    assert after.decision is not Decision.NOTHING_WITHIN_LIMITS


@pytest.mark.parametrize(
    ("today", "words"), [(36, None), (37, "more than 30 days ago (assumed)"), (5, "lies in the future")]
)
def test_what_was_seen_long_ago_is_asked_for_again(typical_patient, outpatient_site, today, words):
    points = Case(_after(typical_patient, today=_day(today)), outpatient_site, goes_on=True).unsigned_because
    found = [point for point in points if point.startswith("The last that is known")]
    assert [words in point for point in found] == [True] * (words is not None)


@pytest.mark.parametrize(("today", "told_from"), [(277, 276), (3000, 276)])
def test_past_what_is_described_no_session_is_planned_and_the_way_out_is_named(
    typical_patient, outpatient_site, today, told_from
):
    made = plan_infusion(_after(typical_patient, today=_day(today)), outpatient_site, goes_on=True)
    assert made.decision is Decision.CANNOT_BE_CHECKED
    assert "last_ketamine_course" in made.reasons[0]
    assert made.planned_from_h == told_from * 24
    assert made.seen_in_sessions is not None
    assert "is told from day 276" in made.seen_in_sessions.passed


def test_another_course_and_a_stop_name_the_way_to_go_on(typical_patient, outpatient_site):
    other = plan_infusion(_after(typical_patient, today=_day(7)), outpatient_site)
    assert ANOTHER_COURSE in other.reasons
    danger = replace(SEEN, observed=(*DIARY, Pressure(time_h=72.5, systolic_mmhg=190, diastolic_mmhg=100)))
    stopped = Case(_after(typical_patient, danger), outpatient_site, goes_on=False).unsigned_because
    assert ONCE_LIFTED in stopped
    assert ONLY_BY_SCORES not in stopped
    painful = tuple(replace(score, score=7) for score in DIARY)
    unrelieved = Case(_after(typical_patient, replace(SEEN, observed=painful)), outpatient_site, goes_on=False)
    assert {ONCE_LIFTED, ONLY_BY_SCORES} <= set(unrelieved.unsigned_because)
    review = Review(time_h=100.0, decided=Decided.MAY_GO_ON, by="pain physician")
    lifted = replace(danger, observed=(*danger.observed, review))
    assert Case(_after(typical_patient, lifted), outpatient_site, goes_on=True).refusal is None
