"""Liver and bladder: published warnings are shown for the courses that they are about, and for no other."""

import math

import pytest

from sciatwin.errors import RegimenError
from sciatwin.response.side_effects.organ_course import GivenCourse
from sciatwin.response.side_effects.organ_risk import WarningLevel, organ_findings

FIVE_DAYS = (0.0, 1.0, 2.0, 3.0, 4.0)


def _course(days, since=math.inf, duration_h=2 / 3):
    return GivenCourse(
        session_days=tuple(days),
        durations_h=(duration_h,) * len(days),
        days_since_last_course=since,
    )


def _rules(course):
    return {finding.rule: finding.level for finding in organ_findings(course)}


def _two_courses(gap_days):
    return _course([*FIVE_DAYS, *(4.0 + gap_days + day for day in FIVE_DAYS)])


def test_no_infusion_gives_no_finding():
    assert organ_findings(_course([])) == ()


def test_first_single_session_needs_no_warning():
    assert organ_findings(_course([0.0])) == ()


@pytest.mark.parametrize(
    ("gap_days", "level"),
    [(10, WarningLevel.STOP), (16, WarningLevel.STOP), (17, WarningLevel.WARN), (30, WarningLevel.WARN), (31, None)],
)
def test_courses_too_close_are_warned_of_and_those_like_the_injured_are_stopped(gap_days, level):
    assert _rules(_two_courses(gap_days)).get("FQ-01") == level


def test_threshold_without_a_source_is_marked_as_a_choice():
    warn = next(finding for finding in organ_findings(_two_courses(25)) if finding.rule == "FQ-01")
    stop = next(finding for finding in organ_findings(_two_courses(16)) if finding.rule == "FQ-01")
    assert not warn.rests_on_source_alone
    assert stop.rests_on_source_alone


def test_earlier_course_counts():
    assert _rules(_course([0.0], since=12.0))["FQ-01"] is WarningLevel.STOP
    assert _rules(_course([0.0], since=60.0)).get("FQ-01") is None
    assert _rules(_course([0.0], since=60.0))["FQ-02"] is WarningLevel.INFORM


def test_unknown_history_is_not_taken_for_never():
    assert _rules(_course([0.0], since=None))["FQ-01"] is WarningLevel.WARN


def test_infusions_of_days_are_multi_day_courses():
    """Noppers 2011: two infusions of 100 h, 16 days from the end of one to the start of the next."""
    course = _course([0.0, 20.0], duration_h=100.0)
    assert course.shortest_gap_days == 16
    assert _rules(course)["FQ-01"] is WarningLevel.STOP
    assert "TX-03" in _rules(course)


def test_sessions_at_long_intervals_are_no_multi_day_courses():
    assert _course([0.0, 14.0, 28.0]).shortest_gap_days == math.inf


def test_repeated_sessions_bring_the_liver_and_bladder_rules():
    rules = _rules(_course(FIVE_DAYS))
    assert {"L-06", "TX-01", "TX-05", "ST-11", "ST-12"} <= set(rules)
    assert set(rules.values()) == {WarningLevel.INFORM}


def test_late_injury_is_told_to_those_who_come_back_after_seven_months():
    assert "TX-02" in _rules(_course([0.0], since=240.0))
    assert "TX-02" not in _rules(_course([0.0], since=120.0))


def test_worst_findings_come_first():
    levels = [list(WarningLevel).index(finding.level) for finding in organ_findings(_two_courses(10))]
    assert levels == sorted(levels, reverse=True)


def test_every_finding_has_its_source_and_words():
    for finding in organ_findings(_course([*FIVE_DAYS, 40.0, 41.0], since=250.0, duration_h=80.0)):
        assert finding.source.link.startswith("http")
        assert len(finding.says) > 20


def test_course_that_makes_no_sense_is_refused():
    with pytest.raises(RegimenError, match="one day and duration"):
        GivenCourse(session_days=(0.0, 1.0), durations_h=(1.0,), days_since_last_course=None)
    with pytest.raises(RegimenError, match="must rise"):
        _course([1.0, 0.0])
