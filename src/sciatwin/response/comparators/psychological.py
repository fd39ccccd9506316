"""Psychological therapy with a cognitive behavioural approach. No trial in sciatica was found."""

from sciatwin.evidence import Source
from sciatwin.patient import Patient, TreatmentKind
from sciatwin.response.comparators.base import Comparator, GuidelineLine, Judgement, Standing

NICE_NG59 = Source(
    "NICE NG59, low back pain and sciatica in over 16s (2016, updated 2020), recommendations",
    url="https://www.nice.org.uk/guidance/ng59/chapter/Recommendations",
)


def judge(patient: Patient) -> Judgement:
    """As part of a package with exercise, says the guideline."""
    return Judgement(Standing.OPEN, ("within a package that includes exercise; no trial in sciatica was found",))


COMPARATOR = Comparator(
    key="psychological",
    name="psychological therapy",
    kinds=(TreatmentKind.PSYCHOLOGICAL,),
    against="nothing: no trial in sciatica was found",
    effects=(),
    harms=(),
    guidelines=(
        GuidelineLine("NG59", "consider it only as part of a package including exercise", "NICE consider", NICE_NG59),
    ),
    remark="What is known comes from low back pain.",
    judge=judge,
)
