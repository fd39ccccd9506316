"""Slow reduction of an opioid that is taken for the sciatica. No trial in sciatica was found."""

from sciatwin.evidence import Source
from sciatwin.patient import Patient
from sciatwin.response.comparators.base import Comparator, GuidelineLine, Judgement, Standing

CDC_2022 = Source(
    "CDC clinical practice guideline for prescribing opioids for pain, 2022 (MMWR 71(3))",
    url="https://fliphtml5.com/igcvh/thrk/CDC_Clinical_Practice_Guideline_for_Prescribing_Opioids_for_Pain_2022/37",
)


def judge(patient: Patient) -> Judgement:
    """Decided together; never abrupt. Whether there is an opioid to reduce is asked of the list of medicines."""
    return Judgement(
        Standing.OPEN,
        ("decided together and slow: after a year or more 10 % a month or less; never stopped abruptly",),
    )


COMPARATOR = Comparator(
    key="opioid taper",
    name="tapering the opioid",
    kinds=(),
    against="nothing: no trial in sciatica was found",
    effects=(),
    harms=(),
    guidelines=(
        GuidelineLine("CDC 2022", "weigh taper and continuation together; 10 % a month or slower", "B, 4", CDC_2022),
    ),
    remark="Its aim is less harm, not less leg pain.",
    judge=judge,
)
