"""Supervised exercise against advice to stay active, in sciatica."""

from sciatwin.evidence import Estimate, Source
from sciatwin.patient import Patient, TreatmentKind
from sciatwin.response.comparators.base import (
    Comparator,
    GuidelineLine,
    Judgement,
    Standing,
    WindowEffect,
    from_hundred,
)
from sciatwin.units import DAYS_PER_WEEK

FERNANDEZ_2015 = Source(
    "Fernandez M, et al. Spine 2015;40(18):1457-1466 (5 trials)", doi="10.1097/BRS.0000000000001036"
)
DOVE_2023 = Source(
    "Dove L, et al. Eur Spine J 2023;32:517-533 (18 trials, 2699 people)", doi="10.1007/s00586-022-07356-y"
)
DANISH_2018 = Source(
    "Stochkendahl 2018, Danish national guidelines, Eur Spine J 27:60",
    url="https://link.springer.com/article/10.1007/s00586-017-5099-2",
)

IN_STANDARD_DEVIATIONS = Estimate(
    value=-0.34,
    unit="1",
    meaning="physiotherapy − any control, pain in the short term, in standard deviations",
    source=DOVE_2023,
    place="abstract",
    low=-1.05,
    high=0.37,
)
"""No difference was shown, and it cannot be turned into points: the standard deviations were not seen."""

EARLY_UNTIL_DAYS = 12 * DAYS_PER_WEEK  # DANISH_2018


def judge(patient: Patient) -> Judgement:
    """Open to anybody: no rule of the evidence closes it."""
    early = patient.sciatica.duration_days < EARLY_UNTIL_DAYS
    return Judgement(Standing.OPEN, ("advised below 12 weeks",) if early else ())


COMPARATOR = Comparator(
    key="physiotherapy",
    name="supervised exercise",
    kinds=(TreatmentKind.EXERCISE,),
    against="advice to stay active",
    effects=(
        WindowEffect(
            from_week=2,
            to_week=13,
            mean_difference=from_hundred(-11.43, -22.16, -0.71, FERNANDEZ_2015, "abstract, leg pain, short term"),
            certainty="low",
            when="short term",
            trial="5 trials",
            assumed_time="the review's 'short term' is taken as 2 weeks to 3 months; its limits were not seen",
        ),
    ),
    harms=(),
    guidelines=(
        GuidelineLine(
            "SP-10",
            "below 12 weeks: stay active, education, supervised exercise, manual therapy",
            "GRADE low to moderate, or consensus",
            DANISH_2018,
        ),
    ),
    remark=(
        "In the long term the same review found no difference. A newer one against any control found none either "
        f"(Dove 2023: {IN_STANDARD_DEVIATIONS.value:g} standard deviations, {IN_STANDARD_DEVIATIONS.low:g} to "
        f"{IN_STANDARD_DEVIATIONS.high:g}, in the short term)."
    ),
    judge=judge,
)
