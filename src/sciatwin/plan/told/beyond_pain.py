"""What a course does beyond leg pain: scores at the weeks of interest, side effects of a session, liver and bladder."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from sciatwin.evidence import Source
from sciatwin.evidence.scale import scale
from sciatwin.patient import Goals, Patient
from sciatwin.plan.worth.preferences import PREFERENCES, Preferences
from sciatwin.regimen import Regimen
from sciatwin.response.side_effects import any_adverse_event
from sciatwin.response.side_effects.organ_course import GivenCourse
from sciatwin.response.side_effects.organ_risk import OrganFinding, organ_findings
from sciatwin.response.side_effects.session_side_effects import RISKS
from sciatwin.twin.course import ARMS, AnyCourse, Course, label_of, variable_name
from sciatwin.twin.outcomes import IMPRESSION, MEASURED
from sciatwin.twin.shown.interval import Interval
from sciatwin.units import DAYS_PER_WEEK, HOURS_PER_DAY

SCALES = {
    "depression": "phq9",
    "anxiety": "gad7",
    "insomnia": "isi",
    "disability": "odi",
    "roland_morris": "roland_morris",
    "interference": "bpi_interference",
}
"""The questionnaire of each outcome."""


@dataclass(frozen=True, kw_only=True)
class ScoreOutcome:
    """One outcome at one week in three arms that share their draws.

    Attributes:
        today: score today; None for the impression, which has no today.
        important_changes: changes that patients call important, as published; empty where none was found.
        by_drug: ketamine less placebo.
    """

    outcome: str
    meaning: str
    unit: str
    week: int
    today: float | None
    important_changes: tuple[float, ...]
    untreated: Interval
    placebo: Interval
    treated: Interval
    by_drug: Interval


@dataclass(frozen=True)
class SideEffectChance:
    """Probability that the strongest session brings it; None, with a note that says why, where none is known.

    Attributes:
        relative_risk: against placebo in trials; None where none was found.
        certainty: as the source prints it; may be empty.
    """

    key: str
    name: str
    says: str
    probability: Interval | None
    relative_risk: float | None
    certainty: str
    note: str
    source: Source


def any_side_effect(chances: Sequence[SideEffectChance]) -> float | None:
    """Mean probability of any side effect; None where no frequency of any is known."""
    known = {item.key: item.probability.mean for item in _any_as_frequent_as_its_parts(chances) if item.probability}
    return known.get(any_adverse_event.RISK.key)


def _any_as_frequent_as_its_parts(chances: Sequence[SideEffectChance]) -> tuple[SideEffectChance, ...]:
    """Each frequency was pooled from other trials, so one of a part can lie above that of any: it counts for both.

    So any side effect has one chance wherever it is told.
    """
    known = [item.probability for item in chances if item.probability]
    most = max(known, key=lambda chance: chance.mean, default=None)
    return tuple(
        replace(item, probability=most) if item.key == any_adverse_event.RISK.key and item.probability else item
        for item in chances
    )


def score_weeks(goals: Goals, wanted: Preferences = PREFERENCES) -> tuple[int, ...]:
    """The review week and a late one: what is left when a course has long ended."""
    return tuple(sorted({goals.review_week, wanted.late_week}))


def score_outcomes(course: AnyCourse, weeks: Sequence[int], *, from_h: float = 0.0) -> tuple[ScoreOutcome, ...]:
    """Every outcome that was measured today, and the global impression, by outcome and week counted from an hour."""
    seen = Course.of(course)
    names = [name for name in (*MEASURED, IMPRESSION) if f"{name}_treated" in seen.by_day]
    return tuple(_score(seen, name, week, from_h / HOURS_PER_DAY) for name in names for week in weeks)


def _score(course: Course, name: str, week: int, from_day: float) -> ScoreOutcome:
    day = int(from_day + week * DAYS_PER_WEEK)
    arms = {arm: course.by_day[f"{name}_{arm}"][day] for arm in ARMS}
    unit, meaning = label_of(f"{name}_untreated")

    def interval(values: np.ndarray) -> Interval:
        return Interval.of(values, course.version_weights)

    return ScoreOutcome(
        outcome=name,
        meaning=meaning.removesuffix(f", {ARMS['untreated']}"),
        unit=unit,
        week=week,
        today=None if name == IMPRESSION else interval(course.by_day[f"{name}_untreated"][0]).mean,
        important_changes=_important_changes(name),
        **{arm: interval(values) for arm, values in arms.items()},
        by_drug=interval(arms["treated"] - arms["placebo"]),
    )


def _important_changes(outcome: str) -> tuple[float, ...]:
    key = SCALES.get(outcome)
    return tuple(sorted(change.value for change in scale(key).important_differences)) if key else ()


def not_measured(course: AnyCourse) -> tuple[str, ...]:
    """Outcomes that could have been predicted, had they been measured today."""
    by_day = Course.of(course).by_day
    return tuple(name.replace("_", "-") for name in MEASURED if f"{name}_treated" not in by_day)


def side_effect_chances(course: AnyCourse, *, given_visits: int = 0) -> tuple[SideEffectChance, ...]:
    """Every side effect of a session that somebody counted; empty without sessions.

    Args: given_visits: first visits of the course that are left out, for they have been.
    """
    seen = Course.of(course)
    if seen.sessions <= given_visits:
        return ()
    chances = [
        SideEffectChance(
            risk.key,
            risk.name,
            risk.words,
            _highest_chance(seen, variable_name(risk.key), given_visits),
            risk.relative_risk.value if risk.relative_risk else None,
            risk.certainty,
            risk.note,
            risk.source,
        )
        for risk in RISKS
    ]
    return _any_as_frequent_as_its_parts(chances)


def _highest_chance(course: Course, name: str, given_visits: int) -> Interval | None:
    if name not in course.by_session:
        return None
    return Interval.of(course.by_session[name][given_visits:].max(axis=0), course.version_weights)


def organ_warnings(patient: Patient, regimen: Regimen) -> tuple[OrganFinding, ...]:
    """What is known of liver and bladder under this regimen, worst first; empty without sessions."""
    visits = regimen.by_visit
    return organ_findings(
        GivenCourse(
            session_days=tuple(visit.start_h / HOURS_PER_DAY for visit in visits),
            durations_h=tuple(visit.duration_h for visit in visits),
            days_since_last_course=patient.days_since_ketamine_course,
        )
    )
