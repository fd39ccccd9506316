"""The patient, as entered by a clinician."""

import math
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from sciatwin.documents import read_record
from sciatwin.patient import codings
from sciatwin.patient.answers import Answer, EarlierDrug, Jurisdiction, Sex
from sciatwin.patient.complaint import RedFlags, Sciatica, Treatment
from sciatwin.patient.fields import EXAMPLE_DATE, AnswerField, DateField, Number, Unknown, optional
from sciatwin.patient.health import Conditions, Laboratory, SubstanceUse, Vitals
from sciatwin.patient.medicine import Medicine
from sciatwin.patient.signed import Override, RiskAssessment
from sciatwin.quantities import Quantity, Record
from sciatwin.questionnaires import Questionnaires
from sciatwin.questions import AskedOf, Question, questions_of
from sciatwin.units import DAYS_PER_YEAR

LOWEST_PLAUSIBLE_BMI, HIGHEST_PLAUSIBLE_BMI = 12.0, 70.0

SINCE = Quantity("duration", is_optional=True, words=(("never", math.inf),))


class Goals(Record):
    """What this patient wants, in the patient's own numbers."""

    least_worthwhile_gain: Annotated[
        Annotated[float, Number, Field(ge=1, le=8)], Question(hint="points of leg pain that are worth the trouble")
    ] = 2.0
    review_week: Annotated[Annotated[int, Number, Field(ge=1, le=12)], Question(hint="when the result is judged")] = 4
    most_visits: Annotated[Annotated[int, Number, Field(ge=1, le=20)], Question(hint="that the patient would make")] = (
        10
    )
    in_own_words: Annotated[str, Question("goal in own words")] = Field(default="", max_length=400)

    @property
    def supposed(self) -> tuple[str, ...]:
        """Goals that nobody stated, in words: the file says nothing of them, or was cut off before them."""
        words = {
            "least_worthwhile_gain": f"a gain of {self.least_worthwhile_gain:g} points is worth it",
            "review_week": f"week {self.review_week} decides",
            "most_visits": f"at most {self.most_visits} visits",
        }
        return tuple(text for name, text in words.items() if name not in self.model_fields_set)


class Patient(Record):
    """One person with sciatica. Inside, every quantity is in the unit of its name."""

    shows: Annotated[str, Question("what this file shows", "no name")] = Field(default="", max_length=200)
    as_of: Annotated[
        DateField,
        Question("date of these answers", f"{EXAMPLE_DATE}; age and durations are carried on from it, up to 30 days"),
    ] = None
    age_yr: Annotated[float, Quantity("age"), Field(ge=0, le=120)] = Field(alias="age")
    sex: Sex
    weight_kg: Annotated[float, Quantity("body weight"), Field(gt=0, le=400), Question(coding=codings.WEIGHT)] = Field(
        alias="weight"
    )
    height_cm: Annotated[float, Quantity("height"), Field(ge=50, le=250), Question(coding=codings.HEIGHT)] = Field(
        alias="height"
    )
    jurisdiction: Annotated[Jurisdiction, Question(hint="whose rules the treatment is under")]
    sciatica: Sciatica
    red_flags: RedFlags = RedFlags()
    treatments: Annotated[
        tuple[Treatment, ...] | None, Unknown, Question("treatments tried so far", "an empty list says that none was")
    ] = None
    days_since_ketamine_course: Annotated[
        Annotated[float, Field(ge=0)] | None,
        SINCE,
        Question("time since the last ketamine course", "by any route; 'never' if none"),
    ] = Field(default=None, alias="last_ketamine_course")
    last_course_mg: Annotated[
        Annotated[float, Field(gt=0, le=10000)] | None,
        optional("drug mass"),
        Question(
            "dose of the last ketamine course",
            hint="all its sessions, mg of base; needed if the course ended within the last 91 days",
        ),
    ] = Field(default=None, alias="last_course_dose")
    last_course_drug: Annotated[
        EarlierDrug,
        Question("drug of the last ketamine course", "unknown counts as S-ketamine, which is the stronger mg for mg"),
    ] = EarlierDrug.UNKNOWN
    medicines: Annotated[
        tuple[Medicine, ...] | None, Unknown, Question(hint="every medicine; an empty list says that there is none")
    ] = None
    conditions: Conditions = Conditions()
    pregnancy: Annotated[AnswerField, Question(hint="now", asked_of=AskedOf.WOMEN)] = Answer.UNKNOWN
    breast_feeding: Annotated[AnswerField, Question(asked_of=AskedOf.WOMEN)] = Answer.UNKNOWN
    consents_to_ketamine: Annotated[AnswerField, Question(hint="told that the use is off-label")] = Answer.UNKNOWN
    vitals: Vitals = Vitals()
    laboratory: Laboratory = Laboratory()
    substance_use: SubstanceUse = SubstanceUse()
    questionnaires: Questionnaires = Questionnaires()
    goals: Goals = Goals()
    self_harm_assessment: RiskAssessment | None = None
    overrides: Annotated[
        tuple[Override, ...], Question("rules set aside", "rule, reason, by whom and when; only rules that allow it")
    ] = ()
    confirmed: Annotated[tuple[str, ...], Question(hint="fields whose unlikely value was checked, such as weight")] = ()

    @property
    def bmi(self) -> float:
        """Body mass index, kg/m²."""
        return self.weight_kg / (self.height_cm / 100) ** 2

    @model_validator(mode="after")
    def _confirms_known_fields(self) -> Self:
        known = {field.written for field in questions_of(type(self)).values()}
        if unknown := [name for name in self.confirmed if name not in known]:
            raise ValueError(
                f"confirmed: there is no field '{unknown[0]}'. Name fields as the file does, such as weight or height"
            )
        return self

    @model_validator(mode="after")
    def _pain_began_in_this_life(self) -> Self:
        if self.sciatica.duration_days > (self.age_yr + 1) * DAYS_PER_YEAR:
            raise ValueError(
                f"sciatica.duration: {self.sciatica.duration_days / DAYS_PER_YEAR:.3g} years is longer than the age of "
                f"{self.age_yr:.3g} years. Check both, and their units"
            )
        return self

    @model_validator(mode="after")
    def _plausible_build(self) -> Self:
        if not LOWEST_PLAUSIBLE_BMI <= self.bmi <= HIGHEST_PLAUSIBLE_BMI:
            raise ValueError(
                f"weight {self.weight_kg:.1f} kg with height {self.height_cm:.0f} cm gives a body mass index of "
                f"{self.bmi:.0f}; {LOWEST_PLAUSIBLE_BMI:.0f} to {HIGHEST_PLAUSIBLE_BMI:.0f} is plausible. "
                "Check the units: pounds are written 'lb', inches 'in'"
            )
        return self


def read_patient(path: str | Path) -> Patient:
    """Read a patient file (YAML or JSON).

    Raises: InputFileError if it cannot be read; InvalidInputError listing every fault with line and field.
    """
    return read_record(path, Patient)
