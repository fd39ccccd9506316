"""No limit is missed and none is invented: an independent count in exact fractions agrees on every regimen."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sciatwin.errors import LimitError
from sciatwin.plan.limits import Limits, crossed_by_dose, crossed_by_risk, require_below_ceilings
from sciatwin.regimen import Regimen, Session
from sciatwin.twin.risks import Risks

checked = settings(deadline=None, derandomize=True, max_examples=300)

# Grids in exact decimals: a value lies on a limit exactly, or clearly to one side of it.
rates = st.sampled_from(["0.05", "0.1", "0.25", "0.5", "0.75", "1", "1.5", "2"])
boluses = st.sampled_from(["0", "0.1", "0.2", "0.35"])
durations_h = st.sampled_from(["0.5", "1", "2", "4", "6", "8", "24"])
gaps_h = st.sampled_from(["0", "4", "12", "20", "24", "48", "144", "162", "168", "200", "400", "720", "900"])
weights_kg = st.integers(40, 140)
days_since = st.sampled_from([None, 0.0, 5.0, 20.0, 29.0, 30.0, 31.0, 400.0, float("inf")])


@st.composite
def courses(draw):
    """Sessions as exact fractions: start, rate, duration, bolus."""
    sessions, start = [], Fraction(0)
    for _ in range(draw(st.integers(0, 7))):
        rate, duration, bolus = (Fraction(draw(grid)) for grid in (rates, durations_h, boluses))
        sessions.append((start, rate, duration, bolus))
        start += duration + Fraction(draw(gaps_h))
    return sessions


limits_in_use = st.fixed_dictionaries(
    {
        "max_bolus": boluses,
        "max_rate": st.sampled_from(["0.1", "0.5", "1", "2"]),
        "max_session_dose": st.sampled_from(["20", "80", "200", "1000"]),
        "max_course_dose": st.sampled_from(["50", "300", "1500", "5000"]),
        "max_session_time": st.sampled_from(["1", "4", "6", "24"]),
        "min_interval": st.sampled_from(["0", "20", "24", "168"]),
        "max_sessions": st.integers(1, 8),
        "min_gap": st.sampled_from(["17", "30", "60"]),
    }
)


def _limits(numbers):
    return Limits(
        max_bolus=f"{numbers['max_bolus']} mg/kg",
        max_rate=f"{numbers['max_rate']} mg/kg/h",
        max_session_dose=f"{numbers['max_session_dose']} mg",
        max_course_dose=f"{numbers['max_course_dose']} mg",
        max_session_time=f"{numbers['max_session_time']} h",
        min_interval=f"{numbers['min_interval']} h",
        max_sessions=numbers["max_sessions"],
        min_time_between_multiday_courses=f"{numbers['min_gap']} days",
        max_severe_dissociation_risk=0.1,
        max_severe_hypertension_risk=0.05,
    )


def _regimen(course):
    return Regimen(
        sessions=tuple(
            Session(
                start_h=float(start),
                rate_mg_per_kg_h=float(rate),
                duration_h=float(duration),
                bolus_mg_per_kg=float(bolus),
            )
            for start, rate, duration, bolus in course
        )
    )


def _crossed(course, weight_kg, numbers, days_since_course):
    """Names of the limits that are crossed, counted from the definitions, visit by visit."""
    allowed = {name: Fraction(value) for name, value in numbers.items()}
    visits = _visits(course)
    doses = [sum(bolus + rate * duration for _, rate, duration, bolus in visit) * weight_kg for visit in visits]
    starts = [visit[0][0] for visit in visits]
    found = set()
    if any(sum(bolus for *_, bolus in visit) > allowed["max_bolus"] for visit in visits):
        found.add("bolus")
    if any(rate > allowed["max_rate"] for _, rate, _, _ in course):
        found.add("rate")
    if any(sum(duration for _, _, duration, _ in visit) > allowed["max_session_time"] for visit in visits):
        found.add("length of a session")
    if any(dose > allowed["max_session_dose"] for dose in doses):
        found.add("dose of a session")
    if sum(doses) > allowed["max_course_dose"]:
        found.add("dose of the whole course")
    if len(visits) > allowed["max_sessions"]:
        found.add("number of sessions")
    if any(later - earlier < allowed["min_interval"] for earlier, later in pairwise(starts)):
        found.add("interval between sessions")
    if any(gap < allowed["min_gap"] for gap in _days_between_courses(starts, days_since_course)):
        found.add("time between multi-day courses")
    return found


def _visits(course):
    """Sessions that follow on one another without a gap belong to one visit."""
    visits = []
    for session in course:
        if visits and session[0] == visits[-1][-1][0] + visits[-1][-1][2]:
            visits[-1].append(session)
        else:
            visits.append([session])
    return visits


def _days_between_courses(starts_h, days_since_course):
    """From each multi-day course to the next, and from the earlier course to the first session of any kind."""
    gaps = [] if days_since_course is None or not starts_h else [starts_h[0] / 24 + days_since_course]
    last_end, course = None, []
    for start in [*starts_h, None]:
        if course and (start is None or start - course[-1] > 7 * 24):
            if len(course) > 1:
                if last_end is not None:
                    gaps.append(course[0] / 24 - last_end)
                last_end = course[-1] / 24
            course = []
        course.append(start)
    return gaps


@checked
@given(course=courses(), weight_kg=weights_kg, numbers=limits_in_use, since=days_since)
def test_limits_crossed_are_those_of_an_independent_count(course, weight_kg, numbers, since):
    crossed = crossed_by_dose(_regimen(course), weight_kg, _limits(numbers), since)
    assert {item.limit for item in crossed} == _crossed(course, weight_kg, numbers, since)


@checked
@given(course=courses(), weight_kg=weights_kg, numbers=limits_in_use, since=days_since)
def test_each_limit_crossed_shows_a_value_beyond_what_is_allowed(course, weight_kg, numbers, since):
    for item in crossed_by_dose(_regimen(course), weight_kg, _limits(numbers), since):
        at_least = item.limit in {"interval between sessions", "time between multi-day courses"}
        assert item.value < item.allowed if at_least else item.value > item.allowed
        assert item.limit in str(item)


@checked
@given(weight_kg=weights_kg, numbers=limits_in_use)
def test_no_infusion_crosses_nothing(weight_kg, numbers):
    assert crossed_by_dose(Regimen.none(), weight_kg, _limits(numbers), 0.0) == []


@checked
@given(course=courses())
def test_published_ceilings_hold_without_any_clinic(course):
    # Every grid value here is at or below the ceilings: 0.35 mg/kg, 2 mg/kg/h, 24 h.
    require_below_ceilings(_regimen(course))


@pytest.mark.parametrize(
    ("name", "session"),
    [
        ("bolus", {"bolus_mg_per_kg": 0.351, "rate_mg_per_kg_h": 0.1, "duration_h": 1}),
        ("rate", {"rate_mg_per_kg_h": 2.01, "duration_h": 1}),
        ("session", {"rate_mg_per_kg_h": 0.1, "duration_h": 24.1}),
    ],
)
def test_a_regimen_past_a_published_ceiling_is_refused_by_name(name, session):
    with pytest.raises(LimitError, match=name):
        require_below_ceilings(Regimen(sessions=(Session(start_h=0, **session),)))


probabilities = st.floats(0, 1)


@checked
@given(dissociation=probabilities, hypertension=st.none() | probabilities)
def test_a_risk_that_cannot_be_predicted_counts_as_crossed(dissociation, hypertension):
    risks = Risks(peak_dissociation=0.1, severe_dissociation=dissociation, severe_hypertension=hypertension, draws=1000)
    numbers = {
        "max_bolus": "0", "max_rate": "1", "max_session_dose": "1", "max_course_dose": "1",
        "max_session_time": "1", "min_interval": "1", "max_sessions": 1, "min_gap": "17",
    }  # fmt: skip
    crossed = {item.limit for item in crossed_by_risk(risks, _limits(numbers))}
    expected = set()
    if dissociation > 0.1 + 1e-9:
        expected.add("risk of severe dissociation")
    if hypertension is None or hypertension > 0.05 + 1e-9:
        expected.add("risk of severe hypertension")
    assert crossed == expected
