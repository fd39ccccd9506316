"""Which numbers stand behind a plan, by the name under which a reader finds them."""

from collections.abc import Mapping

from sciatwin.analytes import Drug
from sciatwin.ceilings import published
from sciatwin.dorsal_horn import conditions
from sciatwin.eligibility.facts import dated, signed_dates
from sciatwin.eligibility.facts.liver import USUAL_LIMITS
from sciatwin.evidence import Estimate, Uncertain
from sciatwin.pharmacokinetics import enantiomers, parameters
from sciatwin.pharmacokinetics.which_model import applicability
from sciatwin.plan.clinic import capabilities
from sciatwin.plan.next_step import danger_seen, lower_again
from sciatwin.plan.session import liver_days, stop_rule, titration
from sciatwin.plan.sheet.start_rate import START_RATE
from sciatwin.plan.told import outcomes as told
from sciatwin.plan.worth.preferences import PREFERENCES, Preferences
from sciatwin.receptor import unbound
from sciatwin.receptor.published import abbott_2024
from sciatwin.response import untreated_course
from sciatwin.response.lasting_relief import weights
from sciatwin.response.side_effects import blood_pressure, cadss_limits, dissociation, organ_course, organ_risk
from sciatwin.twin import outcomes
from sciatwin.twin.drug import session_hours
from sciatwin.twin.shown import risks
from sciatwin.twin.versions.ensemble import RESPONSE_PARAMETERS

_Named = Mapping[str, Estimate | Uncertain]


def judgements(wanted: Preferences) -> Mapping[str, Estimate]:
    """What is wanted of a plan."""
    found = {
        "decision/least excess over placebo": wanted.least_excess,
        "decision/settling before the review": wanted.settling_days,
        "decision/late week": wanted.late_weeks,
        "decision/time of a visit": wanted.visit_h,
        "decision/hours as bad as severe dissociation": wanted.severe_dissociation_h,
        "decision/doses that count as equal": wanted.similar_dose,
        "decision/regimens that are near equal": wanted.near_equal,
        "decision/relief that matters to nobody": wanted.indifferent_points,
        "decision/dissociation that matters to nobody": wanted.indifferent_dissociation,
        "decision/visits that matter": wanted.indifferent_visits,
        "decision/dose that matters to nobody": wanted.indifferent_mg,
        "dangers/chance of severe dissociation": wanted.often_severe,
    }
    return {name: preference.estimate for name, preference in found.items()}


WITHOUT_INFUSION: _Named = {
    **untreated_course.PARAMETERS,
    "untreated/usual leg pain": untreated_course.USUAL_LEG_PAIN,
    **{name: outcomes.PARAMETERS[name] for name in outcomes.OF_UNTREATED},
    "told/fall of pain": told.TWO_POINTS,
    "figures/hours after a session": session_hours.AFTER_SESSION,
    "models/weight too far": applicability.FAR_OUTSIDE,
    "models/oldest extrapolation": applicability.OLDEST_EXTRAPOLATION,
    "signed/an override counts for": signed_dates.OVERRIDE_COUNTS_FOR,
    "signed/an assessment counts for": signed_dates.ASSESSMENT_COUNTS_FOR,
    "signed/answers count for": dated.ANSWERS_COUNT_FOR,
    **{f"liver tests/upper limit of {test}": limit for test, limit in USUAL_LIMITS.items()},
}
"""Numbers behind the untreated courses, the rules, and the question whether a model applies."""

WITH_INFUSION: _Named = {
    **RESPONSE_PARAMETERS,
    "receptor/Hill slope": abbott_2024.ONE_SITE,
    "receptor/rival unbound share": unbound.RIVAL_FRACTION_UNBOUND,
    **{f"compressed root/{name}": item for name, item in conditions.ROOT.items()},
    "lasting relief/carries over": weights.CARRIES_OVER,
    "dissociation/severe": dissociation.SEVERE,
    "dissociation/CADSS not repeated": cadss_limits.NOT_REPEATED,
    "dissociation/CADSS stop": cadss_limits.STOP,
    "blood pressure/reference level": blood_pressure.REFERENCE_SITE,
    "blood pressure/diastolic per systolic": blood_pressure.DIASTOLIC_PER_SYSTOLIC,
    "blood pressure/stop systolic": blood_pressure.SEVERE_SYSTOLIC,
    "blood pressure/stop diastolic": blood_pressure.SEVERE_DIASTOLIC,
    "kinetics/S over R clearance": enantiomers.S_OVER_R_CLEARANCE,
    "kinetics/unprinted error": parameters.UNPRINTED_RELATIVE_ERROR,
    "kinetics/shared deviation": parameters.SHARED_DEVIATION,
    "courses/gap that ends one": organ_course.COURSE_GAP,
    "limits/session without anaesthesia standards": capabilities.SESSION_WITHOUT_STANDARDS,
    "limits/rate without anaesthesia standards": capabilities.RATE_WITHOUT_STANDARDS,
    "limits/largest bolus": published.LARGEST_BOLUS,
    "limits/highest rate": published.HIGHEST_RATE,
    "limits/most in a day": published.MOST_IN_A_DAY,
    "limits/boluses that count as one": published.BOLUS_STRETCH,
    "limits/strength of S-ketamine": published.S_POTENCY,
    "courses/interval that is warned of": organ_risk.CAUTION_INTERVAL,
    "dangers/chance of a higher risk than is told": risks.CHANCE_OF_MORE,
    **judgements(PREFERENCES),
    "session/starting rate": START_RATE[Drug.RACEMIC_KETAMINE],
    "session/starting rate of S-ketamine": START_RATE[Drug.S_KETAMINE],
    "session/lower start": titration.LOWER_START,
    "session/most by one step": titration.STEP_FACTOR,
    "session/first bolus": titration.FIRST_BOLUS,
    "session/step of a long session": titration.LONG_STEP,
    "session/step of a short session": titration.SHORT_STEP,
    "session/least early fall of pain": stop_rule.LEAST_EARLY_FALL,
    "after sessions/sedation too deep to repeat": danger_seen.DEEP_SEDATION,
    "after sessions/worse mood": danger_seen.WORSE_MOOD,
    "after sessions/most that is given again": lower_again.LOWER_AGAIN,
    "session/liver tests, dense": liver_days.DENSE_INTERVAL,
    "session/liver tests, sparse": liver_days.SPARSE_INTERVAL,
    **WITHOUT_INFUSION,
}
"""Every number behind a plan, besides those printed with the kinetic models."""
