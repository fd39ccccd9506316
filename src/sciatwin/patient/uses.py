"""What an answer is used for besides the eligibility rules, which name their fields themselves."""

from collections.abc import Mapping

FOR_PREDICTION = frozenset(
    {
        "weight_kg",
        "sciatica.duration_days",
        "sciatica.leg_pain",
        "sciatica.back_pain",
        "sciatica.imaging",
        "medicines",
        "vitals.systolic_mmhg",
        "vitals.diastolic_mmhg",
        "questionnaires.phq9",
        "questionnaires.gad7",
        "questionnaires.isi",
        "questionnaires.odi",
        "questionnaires.roland_morris",
        "questionnaires.bpi_interference",
    }
)
"""Fields whose change moves the predicted course: a test changes every field and looks."""

FOR_THE_PLAN = frozenset(
    {
        "days_since_ketamine_course",
        "last_course_mg",
        "last_course_drug",
        "goals.least_worthwhile_gain",
        "goals.review_week",
        "goals.most_visits",
        "overrides",
        "questionnaires.filled_in",
        "as_of",
        "vitals.measured_on",
        "laboratory.taken_on",
        "self_harm_assessment.date",
        "confirmed",
    }
)
"""Fields that decide which regimens are weighed, or which rule stands."""

_FREE_TEXT = "free text is shown to people and read by no rule; what matters has a field of its own"

RECORDED_ONLY: Mapping[str, str] = {
    "shows": "it names an example file",
    "sciatica.numbness": (
        "numbness of the leg alone changes no rule: of the features that a rule looks at, saddle numbness and loss in "
        "both legs are asked for by name (BMJ Best Practice, cauda equina syndrome), and the neuropathic grade holds "
        "the sensory signs (Finnerup 2016)"
    ),
    "goals.in_own_words": _FREE_TEXT,
    "treatments.detail": (
        "free text is shown to people; only the name of a medicine that forbids ketamine is looked for in it"
    ),
    "self_harm_assessment.by": "it is printed with the assessment; its outcome counts",
    "self_harm_assessment.decided": "it is printed with the assessment; its outcome counts",
}
"""Field → why the answer is recorded and changes nothing."""


def recorded_only(path: str) -> str:
    """Why an answer changes nothing; empty if it counts. Items of lists, such as ``treatments.0.detail``, count too."""
    return RECORDED_ONLY.get(".".join(part for part in path.split(".") if not part.isdigit()), "")
