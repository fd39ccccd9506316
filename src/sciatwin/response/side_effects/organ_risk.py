"""Liver and bladder under repeated courses: published warnings as rules, to be shown beside a course.

No probability is given, because none was published. What may be infused at all is decided elsewhere, by the rules of
eligibility and by a clinic's hard limits; these findings say why.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from sciatwin.evidence import Estimate, Source, Status
from sciatwin.response.side_effects import organ_sources as sources
from sciatwin.response.side_effects.organ_course import GivenCourse
from sciatwin.units import DAYS_PER_MONTH

INJURY_INTERVAL = Estimate(
    value=16,
    unit="day",
    meaning="days between two 100 h infusions after which 3 of 6 people had liver injury",
    source=sources.NOPPERS_2011,
    place="abstract",
)

CAUTION_INTERVAL = Estimate(
    value=30,
    unit="day",
    meaning="days between two multi-day courses up to which a warning is given",
    status=Status.ASSUMED,
    low=16,
    high=92,
    reason="no published value between the 16 days that injured and the 3 months that experts keep",
)

EXPERT_INTERVAL_DAYS = 3 * DAYS_PER_MONTH  # DELPHI_2022
LATE_INJURY_AFTER_DAYS = 7 * DAYS_PER_MONTH  # LIVER_2020
LONG_INFUSION_H = 72  # CHILE_2023


class WarningLevel(StrEnum):
    """How loudly a finding speaks."""

    INFORM = "inform"
    WARN = "warn"
    STOP = "stop"


class Organ(StrEnum):
    LIVER = "liver"
    BLADDER = "bladder"
    BOTH = "liver and bladder"


@dataclass(frozen=True, kw_only=True)
class OrganFinding:
    """What one rule says of a course, and what to do about it where the source says so.

    ``rests_on_source_alone`` is False where the threshold is a design choice that a physician signs.
    """

    rule: str
    organ: Organ
    level: WarningLevel
    says: str
    to_do: str
    source: Source
    rests_on_source_alone: bool = True


def organ_findings(course: GivenCourse) -> tuple[OrganFinding, ...]:
    """Every rule that applies, worst first; empty if nothing is infused."""
    if not course.session_days:
        return ()
    found = [finding for rule in _RULES if (finding := rule(course)) is not None]
    return tuple(sorted(found, key=lambda finding: -list(WarningLevel).index(finding.level)))


def _spacing(course: GivenCourse) -> OrganFinding | None:
    gap = course.shortest_gap_days
    if gap > CAUTION_INTERVAL.value:
        return None
    stop = gap <= INJURY_INTERVAL.value
    return OrganFinding(
        rule="FQ-01",
        organ=Organ.LIVER,
        level=WarningLevel.STOP if stop else WarningLevel.WARN,
        says=f"Two courses {gap:.0f} days apart; 3 of 6 people had liver injury after two 100 h infusions "
        f"{INJURY_INTERVAL.value:g} days apart",
        to_do=f"Leave more than {INJURY_INTERVAL.value:g} days, better {CAUTION_INTERVAL.value:g}, between courses.",
        source=sources.NOPPERS_2011,
        rests_on_source_alone=stop,
    )


def _unknown_history(course: GivenCourse) -> OrganFinding | None:
    if course.days_since_last_course is not None:
        return None
    return OrganFinding(
        rule="FQ-01",
        organ=Organ.LIVER,
        level=WarningLevel.WARN,
        says="Nobody knows when the last course of ketamine was, so the spacing cannot be judged",
        to_do="Ask when ketamine was last given, and how much.",
        source=sources.NOPPERS_2011,
        rests_on_source_alone=False,
    )


def _expert_interval(course: GivenCourse) -> OrganFinding | None:
    gap = course.shortest_gap_days
    if gap >= EXPERT_INTERVAL_DAYS:
        return None
    return OrganFinding(
        rule="FQ-02",
        organ=Organ.BOTH,
        level=WarningLevel.INFORM,
        says=f"Two courses {gap:.0f} days apart; French experts repeat a course about every 3 months",
        to_do="Say why this course is repeated sooner.",
        source=sources.DELPHI_2022,
    )


def _informs(
    rule: str, organ: Organ, says: str, to_do: str, source: Source, applies: Callable[[GivenCourse], bool]
) -> Callable[[GivenCourse], OrganFinding | None]:
    finding = OrganFinding(rule=rule, organ=organ, level=WarningLevel.INFORM, says=says, to_do=to_do, source=source)
    return lambda course: finding if applies(course) else None


def _is_repeated(course: GivenCourse) -> bool:
    return course.is_repeated


def _comes_back_late(course: GivenCourse) -> bool:
    return course.had_course_before and (course.days_since_last_course or 0.0) >= LATE_INJURY_AFTER_DAYS


def _is_long(course: GivenCourse) -> bool:
    return max(course.durations_h) >= LONG_INFUSION_H


def _has_several_courses(course: GivenCourse) -> bool:
    return len(course.runs) > 1 or course.had_course_before


_RULES: tuple[Callable[[GivenCourse], OrganFinding | None], ...] = (
    _spacing,
    _unknown_history,
    _expert_interval,
    _informs(
        "L-06",
        Organ.LIVER,
        "Recurrent use has been linked to injury of liver and bile ducts, mostly cholestatic, and to wide bile ducts",
        "Measure ALT, AST, ALP, GGT and bilirubin before the first session and again during the course; the label "
        "gives no interval.",
        sources.LABEL,
        _is_repeated,
    ),
    _informs(
        "TX-01",
        Organ.LIVER,
        "Reports to the FDA: 14 people under supervised repeated use had 21 events of liver and bile ducts, most of "
        "them treated for pain; reports give no frequency",
        "",
        sources.COTTER_2021,
        _is_repeated,
    ),
    _informs(
        "ST-11",
        Organ.LIVER,
        "A liver test at 3 times its upper limit, or fever or rash with rising tests, ends a course",
        "Stop, ask for advice on the liver, and do not try again under the same plan.",
        sources.NOPPERS_2011,
        _is_repeated,
    ),
    _informs(
        "TX-02",
        Organ.LIVER,
        "Two people had raised liver tests within 2 days of an infusion 7 months or more after the last: a long pause "
        "does not make the first repeat safe; the tests settled in weeks",
        "",
        sources.LIVER_2020,
        _comes_back_late,
    ),
    _informs(
        "TX-03",
        Organ.LIVER,
        "In 101 inpatients with infusions of 72 h or more, liver tests rose in the statistics but not to a degree that "
        "mattered",
        "Test the liver every 1 to 2 days during an infusion of days (advice from case reports).",
        sources.CHILE_2023,
        _is_long,
    ),
    _informs(
        "TX-04",
        Organ.LIVER,
        "Long-term use can look like sclerosing cholangitis",
        "",
        sources.LIVERTOX,
        _has_several_courses,
    ),
    _informs(
        "TX-05",
        Organ.BLADDER,
        "Cystitis: more than a quarter of regular recreational users have it; the first case at a treatment dose was "
        "reported in 2024",
        "Ask at each visit for frequency, urgency, pain on passing water and blood.",
        sources.CYSTITIS_2024,
        _is_repeated,
    ),
    _informs(
        "ST-12",
        Organ.BLADDER,
        "Urinary frequency, urgency, pain or blood ends a course; the label asks to consider stopping if pain persists",
        "Stop, test the urine, and ask a urologist if it persists.",
        sources.LABEL_DOSAGE,
        _is_repeated,
    ),
)
