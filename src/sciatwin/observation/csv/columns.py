"""Columns and kinds of an observation file."""

from sciatwin.observation.seen.questionnaire_score import Questionnaire
from sciatwin.observation.seen.side_effect_seen import SideEffect

TIME, HOURS, DAY = "time", "hours", "day"
TIME_COLUMNS = (TIME, HOURS, DAY)
KIND, NOTE = "kind", "note"

COLUMNS = (
    *TIME_COLUMNS,
    KIND,
    "value",
    "unit",
    "mass_of",
    "analyte",
    "site",
    "below_limit",
    "period",
    "resolution",
    "heart_rate",
    "scale",
    "awake",
    "deepest",
    "session",
    "duration",
    "bolus",
    "strength",
    "drug",
    "confirmed",
    "by",
    NOTE,
)

CONCENTRATION = "concentration"
LEG_PAIN = "leg_pain"
CADSS = "cadss"
SEDATION_SCORE = "sedation_score"
BLOOD_PRESSURE = "blood_pressure"
OXYGEN_SATURATION = "oxygen_saturation"
RESPIRATORY_RATE = "respiratory_rate"
PHQ9_ITEM_9 = "phq9_item_9"
OPIOID_USE = "opioid_use"
SERIOUS_EVENT = "serious_event"
GLOBAL_IMPRESSION = "global_impression"
SESSION = "session"
REVIEW = "review"

QUESTIONNAIRES = {questionnaire.value: questionnaire for questionnaire in Questionnaire}


def kind_of(effect: SideEffect) -> str:
    """Kind of a row that says whether a side effect was seen."""
    return effect.value.replace(" ", "_")


SIDE_EFFECTS = {kind_of(effect): effect for effect in SideEffect}

KINDS = (
    SESSION,
    CONCENTRATION,
    LEG_PAIN,
    CADSS,
    SEDATION_SCORE,
    BLOOD_PRESSURE,
    OXYGEN_SATURATION,
    RESPIRATORY_RATE,
    *QUESTIONNAIRES,
    PHQ9_ITEM_9,
    OPIOID_USE,
    *SIDE_EFFECTS,
    SERIOUS_EVENT,
    GLOBAL_IMPRESSION,
    REVIEW,
)

POINTS, PERCENT, PER_MIN = "points", "%", "/min"
OPIOID_UNIT = "MME/day"
"""Morphine milligram equivalents a day: milligrams of another opioid are not meant."""

# Field of a record → column that it is read from, where the names differ; "" stands for the column of time.
COLUMN_OF_FIELD = {
    "time_h": "",
    "start_h": "",
    "conc_ng_per_ml": "value",
    "limit_ng_per_ml": "value",
    "score": "value",
    "cadss": "value",
    "saturation_percent": "value",
    "breaths_per_min": "value",
    "phq9_item_9": "value",
    "event": "value",
    "decided": "value",
    "systolic_mmhg": "value",
    "diastolic_mmhg": "value",
    "morphine_mg_per_day": "value",
    "dose_mg": "value",
    "heart_rate_per_min": "heart_rate",
    "awake_score": "awake",
    "deepest_score": "deepest",
    "session_index": "session",
    "duration_h": "duration",
    "bolus_mg": "bolus",
}
