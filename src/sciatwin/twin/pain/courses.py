"""Pain in three arms, each version in the class that was drawn for it."""

from collections.abc import Collection

import numpy as np

from sciatwin.regimen import Regimen
from sciatwin.response.lasting_relief import Exposure
from sciatwin.twin.drug.levels import Levels
from sciatwin.twin.pain.factors import CourseArm, PainFactors, Situation
from sciatwin.twin.versions.belief import Blinding, beliefs, drawn_responses
from sciatwin.twin.versions.classes import DrawnResponses
from sciatwin.twin.versions.ensemble import Ensemble


def pain_factors(ensemble: Ensemble, regimen: Regimen, seen: Exposure, rows: np.ndarray | None = None) -> PainFactors:
    """The factors of pain along a course, or at some of its times."""
    return PainFactors(ensemble.people, Situation(seen, np.array(regimen.visits_h), ensemble.drawn, rows))


def pain_courses(
    ensemble: Ensemble,
    regimen: Regimen,
    seen: Exposure,
    blinding: Blinding = Blinding.OPEN,
    *,
    rows: np.ndarray | None = None,
    arms: Collection[str] = tuple(CourseArm),
) -> Levels:
    """Pain untreated, on placebo and treated, as ``pain_…``; shape (times, people).

    Args:
        rows: of the times that are asked for; all by default. arms: those that are asked for.
    """
    factors = pain_factors(ensemble, regimen, seen, rows)
    untreated = factors.untreated(ensemble.recovers, ensemble.relapse_week)
    responses = responses_by_arm(ensemble, seen, blinding)
    return {f"pain_{given}": factors.pain(untreated, responses[given], given) for given in CourseArm if given in arms}


def responses_by_arm(
    ensemble: Ensemble, seen: Exposure, blinding: Blinding = Blinding.OPEN
) -> dict[CourseArm, DrawnResponses]:
    """Who responds in each arm, by what people come to believe there."""
    with_ketamine, with_placebo = beliefs(ensemble.drawn, seen.session_peak_ng_per_ml, blinding)
    treated = drawn_responses(ensemble, with_ketamine)
    control = treated if with_placebo is with_ketamine else drawn_responses(ensemble, with_placebo)
    return {CourseArm.NOTHING: control, CourseArm.PLACEBO: control, CourseArm.KETAMINE: treated}
