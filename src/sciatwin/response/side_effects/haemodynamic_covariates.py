"""Who reacts with a larger rise of blood pressure or heart rate: the direction is published, the size is not.

Nothing here changes a prediction. It tells the reader for whom the predicted rise is probably too small.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sciatwin.evidence import Source
from sciatwin.patient import Answer, Patient, Sex
from sciatwin.response.side_effects import blood_pressure

AGE_YR = 50  # CHINESE_COHORT

LIEBE_2017 = Source(
    "Liebe 2017 (68 people; magnitudes not seen)", url="https://pmc.ncbi.nlm.nih.gov/articles/PMC5737852"
)


@dataclass(frozen=True)
class DirectionOnly:
    """A property of a person that raises an effect by an amount that nobody printed."""

    what: str
    raises: str
    holds: Callable[[Patient], Answer]
    source: Source


def _answer(holds: bool) -> Answer:
    return Answer.YES if holds else Answer.NO


RISES_MORE_WITH = (
    DirectionOnly(
        "hypertension",
        "systolic and diastolic pressure",
        lambda patient: patient.conditions.hypertension,
        blood_pressure.RIVA_POSSE_2018,
    ),
    DirectionOnly(
        f"age of {AGE_YR} or more",
        "systolic and diastolic pressure",
        lambda patient: _answer(patient.age_yr >= AGE_YR),
        blood_pressure.CHINESE_COHORT,
    ),
    DirectionOnly("female sex", "diastolic pressure", lambda patient: _answer(patient.sex is Sex.FEMALE), LIEBE_2017),
)


def rises_more_in(patient: Patient) -> tuple[DirectionOnly, ...]:
    """What is known to raise the rise in this patient, or may do so because the answer is unknown."""
    return tuple(item for item in RISES_MORE_WITH if item.holds(patient) is not Answer.NO)
