"""Outcomes beyond pain, day by day and for each arm: mood, sleep, function, opioids, the patient's own impression."""

from collections.abc import Callable, Container, Mapping
from functools import partial

import numpy as np

from sciatwin.evidence import Uncertain
from sciatwin.response.outcomes import (
    after_session,
    anxiety,
    depression,
    disability,
    global_impression,
    insomnia,
    interference,
    opioid_use,
)
from sciatwin.response.outcomes.arm import Arm
from sciatwin.twin.people import People
from sciatwin.units import HOURS_PER_DAY

Scores = Mapping[str, np.ndarray]

PARAMETERS: Mapping[str, Uncertain] = {
    **after_session.PARAMETERS,
    **depression.PARAMETERS,
    **anxiety.PARAMETERS,
    **insomnia.PARAMETERS,
    **disability.PARAMETERS,
    **interference.PARAMETERS,
    **opioid_use.PARAMETERS,
    **global_impression.PARAMETERS,
}

OF_UNTREATED = (
    depression.FOLLOWS_PAIN,
    anxiety.FOLLOWS_PAIN,
    insomnia.FOLLOWS_PAIN,
    disability.FOLLOWS_RECOVERY,
    interference.POWER_OF_PAIN,
    global_impression.FALL_OF_PAIN,
    global_impression.WIDTH,
)
"""Numbers that outcomes follow without any treatment."""

COURSES: Mapping[str, Callable[[Arm, np.ndarray, Scores], np.ndarray]] = {
    "depression": depression.phq9_score,
    "anxiety": anxiety.gad7_score,
    "insomnia": insomnia.isi_score,
    "disability": disability.oswestry_score,
    "roland_morris": disability.roland_morris_score,
    "interference": interference.interference_score,
    "opioid": opioid_use.morphine_equivalents_mg_per_day,
}
"""Outcome → its course in one arm, given today's score. Without a decision to taper, opioid use stays as it is."""

MEASURED = tuple(COURSES)
"""Outcomes that are predicted only if they were measured today."""

IMPRESSION = "much_improved"
"""Predicted for everybody: it is a change, which has no today."""


def outcome_courses(
    people: People,
    drawn: Scores,
    arms: Mapping[str, Arm],
    *,
    taper: opioid_use.Taper | None = None,
    keep: Container[str] | None = None,
) -> dict[str, np.ndarray]:
    """Every outcome that was measured today, in each arm, and the global impression; shape (days, people).

    Args:
        taper: what was decided about opioids, the same in every arm.
        keep: names of those that are asked for, such as "insomnia_treated"; all by default.
    """
    courses = {
        f"{outcome}_{name}": partial(course, arms[name])
        for name in arms
        for outcome, course in _courses_of(people, drawn, taper).items()
    }
    return {name: course() for name, course in courses.items() if keep is None or name in keep}


def _courses_of(
    people: People, drawn: Scores, taper: opioid_use.Taper | None
) -> dict[str, Callable[[Arm], np.ndarray]]:
    """Outcome → its course in an arm."""
    found: dict[str, Callable[[Arm], np.ndarray]] = {
        outcome: partial(_from_today, COURSES[outcome], today, drawn) for outcome, today in people.scores.items()
    }
    if taper is not None and "opioid" in found:
        found["opioid"] = lambda arm: opioid_use.morphine_equivalents_mg_per_day(
            arm, people.scores["opioid"], drawn, taper
        )
    found[IMPRESSION] = lambda arm: global_impression.much_improved_probability(arm, drawn)
    return found


def _from_today(
    course: Callable[[Arm, np.ndarray, Scores], np.ndarray], today: np.ndarray, drawn: Scores, arm: Arm
) -> np.ndarray:
    return course(arm, today, drawn)


def arms_by_day(
    people: People, time_h: np.ndarray, pain: Mapping[str, np.ndarray], visits_h: np.ndarray, peaks: np.ndarray
) -> dict[str, Arm]:
    """The three arms at the start of each day.

    Args:
        pain: some of ``pain_untreated``, ``pain_placebo`` and ``pain_treated``, the first among them; shape
            (times, people).
        visits_h: start and end of each visit, shape (visits, 2).
        peaks: highest S-ketamine at the fast effect site of each visit, shape (visits, people), ng/mL.
    """
    rows = np.flatnonzero(np.isclose(time_h % HOURS_PER_DAY, 0.0))
    today = np.where(people.leg_pain > 0, people.leg_pain, 1.0)  # without pain there is nothing to fall
    fractions = {name: values[rows] / today for name, values in pain.items()}
    visit_days = visits_h[:, 0] / HOURS_PER_DAY if len(visits_h) else np.empty(0)
    levels = {
        "untreated": (np.empty(0), np.empty((0, people.count))),
        "placebo": (visit_days, np.zeros_like(peaks)),
        "treated": (visit_days, peaks),
    }
    return {
        name: Arm(
            days=time_h[rows] / HOURS_PER_DAY,
            pain_fraction=fractions[f"pain_{name}"],
            natural_fraction=fractions["pain_untreated"],
            visit_days=days,
            visit_level_ng_per_ml=level,
        )
        for name, (days, level) in levels.items()
        if f"pain_{name}" in pain
    }
