"""The patient, as entered by a clinician. "Unknown" is an answer of its own, different from "no"."""

import math
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from sciatwin.documents import read_record
from sciatwin.questionnaires import Questionnaires
from sciatwin.units import parse_quantity

LOWEST_PLAUSIBLE_BMI, HIGHEST_PLAUSIBLE_BMI = 12.0, 70.0


class Answer(StrEnum):
    """Answer to a yes/no question. A question that nobody asked stays UNKNOWN."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"


class Side(StrEnum):
    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


class NeuropathicGrade(StrEnum):
    """Certainty that the pain is neuropathic (Finnerup 2016)."""

    UNLIKELY = "unlikely"
    POSSIBLE = "possible"
    PROBABLE = "probable"
    DEFINITE = "definite"
    UNKNOWN = "unknown"


class Finding(StrEnum):
    """What imaging showed at the painful root."""

    COMPRESSION = "compression"
    NO_COMPRESSION = "no compression"
    NOT_DONE = "not done"
    UNKNOWN = "unknown"


class Jurisdiction(StrEnum):
    UK = "UK"
    US = "US"
    EU = "EU"
    SWITZERLAND = "Switzerland"
    AUSTRALIA_NEW_ZEALAND = "Australia/New Zealand"
    OTHER = "other"


class TreatmentKind(StrEnum):
    EXERCISE = "supervised exercise or physiotherapy"
    PSYCHOLOGICAL = "psychological therapy"
    NSAID = "NSAID"
    PARACETAMOL = "paracetamol"
    GABAPENTINOID = "gabapentinoid"
    TRICYCLIC = "tricyclic antidepressant"
    SNRI = "SNRI"
    OPIOID = "opioid"
    TOPICAL = "topical lidocaine or capsaicin"
    EPIDURAL_STEROID = "epidural steroid"
    SURGICAL_OPINION = "surgical opinion"
    SURGERY = "surgery"
    KETAMINE = "ketamine infusion"
    OTHER = "other"


class TreatmentResult(StrEnum):
    NO_RELIEF = "no relief"
    PARTIAL_RELIEF = "partial relief"
    GOOD_RELIEF = "good relief"
    NOT_TOLERATED = "not tolerated"
    DONE = "done"
    UNKNOWN = "unknown"


class AlcoholUse(StrEnum):
    NONE = "none"
    MODERATE = "moderate"
    HEAVY = "heavy"
    UNKNOWN = "unknown"


def _as_answer(value: object) -> object:
    """YAML reads a bare ``yes`` or ``no`` as true or false; an empty answer is unknown."""
    if isinstance(value, bool):
        return Answer.YES if value else Answer.NO
    return Answer.UNKNOWN if value is None else value


def _quantity(dimension: str) -> BeforeValidator:
    return BeforeValidator(lambda value: parse_quantity(value, dimension))


def _optional_quantity(dimension: str) -> BeforeValidator:
    def read(value: object) -> float | None:
        return None if value is None or value == "unknown" else parse_quantity(value, dimension)

    return BeforeValidator(read)


def _number(value: object) -> object:
    """YAML reads a bare ``yes`` as true, which would count as 1."""
    if isinstance(value, bool):
        raise ValueError(f"a number is needed; got '{'yes' if value else 'no'}'")
    return value


def _unknown_as_none(value: object) -> object:
    return None if value == "unknown" else value


def _days_since(value: object) -> float | None:
    """``never``, ``unknown`` or a duration."""
    if value is None or value == "unknown":
        return None
    return math.inf if value == "never" else parse_quantity(value, "duration")


def _one_side(value: object) -> object:
    if isinstance(value, list):
        raise ValueError(
            f"got {value!r}; one of left, right or both is needed. "
            "Pain in both legs is written 'both' and is a red flag"
        )
    return value


AnswerField = Annotated[Answer, BeforeValidator(_as_answer)]
PainScore = Annotated[float, BeforeValidator(_number), Field(ge=0, le=10)]
Pressure = Annotated[Annotated[float, Field(gt=0, le=350)] | None, _optional_quantity("blood pressure")]
PerMinute = Annotated[Annotated[float, Field(gt=0, le=300)] | None, _optional_quantity("rate per minute")]
Activity = Annotated[Annotated[float, Field(ge=0, le=20000)] | None, _optional_quantity("enzyme activity")]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, validate_by_name=True, validate_by_alias=True)


class Sciatica(_Record):
    side: Annotated[Side, BeforeValidator(_one_side)]
    duration_days: Annotated[float, _quantity("duration"), Field(gt=0, le=25000)] = Field(alias="duration")
    leg_pain: PainScore
    back_pain: Annotated[PainScore | None, BeforeValidator(_unknown_as_none)] = None
    numbness: AnswerField = Answer.UNKNOWN
    weakness: AnswerField = Answer.UNKNOWN
    weakness_mrc_grade: Annotated[
        Annotated[int, BeforeValidator(_number), Field(ge=0, le=5)] | None, BeforeValidator(_unknown_as_none)
    ] = None
    imaging: Finding = Finding.UNKNOWN
    neuropathic_grade: NeuropathicGrade = NeuropathicGrade.UNKNOWN


class RedFlags(_Record):
    """Asked item by item: patients do not volunteer saddle numbness."""

    bladder_bowel_or_sexual_disturbance: AnswerField = Answer.UNKNOWN
    saddle_numbness: AnswerField = Answer.UNKNOWN
    becoming_bilateral: AnswerField = Answer.UNKNOWN
    deficit_in_both_legs: AnswerField = Answer.UNKNOWN
    worsening_in_the_last_two_weeks: AnswerField = Answer.UNKNOWN
    progressive_weakness_or_foot_drop: AnswerField = Answer.UNKNOWN
    fever_or_unwell: AnswerField = Answer.UNKNOWN
    immunosuppression: AnswerField = Answer.UNKNOWN
    intravenous_drug_use: AnswerField = Answer.UNKNOWN
    history_of_cancer: AnswerField = Answer.UNKNOWN
    weight_loss: AnswerField = Answer.UNKNOWN
    unremitting_night_pain: AnswerField = Answer.UNKNOWN
    thoracic_pain: AnswerField = Answer.UNKNOWN
    major_trauma: AnswerField = Answer.UNKNOWN
    long_term_steroids_or_fragility: AnswerField = Answer.UNKNOWN
    structural_deformity: AnswerField = Answer.UNKNOWN


class Treatment(_Record):
    kind: TreatmentKind
    result: TreatmentResult = TreatmentResult.UNKNOWN
    adequate_dose_and_time: AnswerField = Answer.UNKNOWN
    detail: str = ""


class Medicine(_Record):
    name: str = Field(min_length=2, max_length=80)
    dose_mg: Annotated[Annotated[float, Field(gt=0, le=20000)] | None, _optional_quantity("drug mass")] = Field(
        default=None, alias="dose"
    )
    times_per_day: Annotated[
        Annotated[float, BeforeValidator(_number), Field(gt=0, le=24)] | None, BeforeValidator(_unknown_as_none)
    ] = None
    route: str = "oral"


class Conditions(_Record):
    """Asked one by one; a question that is not answered is unknown."""

    allergy_to_ketamine: AnswerField = Answer.UNKNOWN
    earlier_bad_reaction_to_ketamine: AnswerField = Answer.UNKNOWN
    stroke_aneurysm_dissection_or_brain_bleed: AnswerField = Answer.UNKNOWN
    hypertension: AnswerField = Answer.UNKNOWN
    severe_or_unstable_heart_disease: AnswerField = Answer.UNKNOWN
    suspected_or_high_risk_heart_disease: AnswerField = Answer.UNKNOWN
    pre_eclampsia: AnswerField = Answer.UNKNOWN
    active_psychosis_or_schizophrenia: AnswerField = Answer.UNKNOWN
    raised_intracranial_pressure_or_brain_lesion: AnswerField = Answer.UNKNOWN
    raised_intraocular_pressure: AnswerField = Answer.UNKNOWN
    untreated_hyperthyroidism: AnswerField = Answer.UNKNOWN
    severe_liver_disease: AnswerField = Answer.UNKNOWN
    moderate_liver_disease: AnswerField = Answer.UNKNOWN
    active_cystitis_or_bladder_pain: AnswerField = Answer.UNKNOWN
    severe_kidney_disease: AnswerField = Answer.UNKNOWN
    porphyria: AnswerField = Answer.UNKNOWN
    depression: AnswerField = Answer.UNKNOWN
    sleep_apnoea: AnswerField = Answer.UNKNOWN


class Vitals(_Record):
    systolic_mmhg: Pressure = Field(default=None, alias="systolic")
    diastolic_mmhg: Pressure = Field(default=None, alias="diastolic")
    heart_rate_per_min: PerMinute = Field(default=None, alias="heart_rate")
    respiratory_rate_per_min: PerMinute = Field(default=None, alias="respiratory_rate")
    oxygen_saturation_fraction: Annotated[
        Annotated[float, Field(gt=0, le=1)] | None, _optional_quantity("saturation")
    ] = Field(default=None, alias="oxygen_saturation")

    @model_validator(mode="after")
    def _systolic_above_diastolic(self) -> Self:
        if self.systolic_mmhg and self.diastolic_mmhg and self.systolic_mmhg <= self.diastolic_mmhg:
            raise ValueError(
                f"systolic {self.systolic_mmhg:g} mmHg must be above diastolic {self.diastolic_mmhg:g} mmHg. "
                "Check that the two are not swapped"
            )
        return self


class Laboratory(_Record):
    """Liver tests and kidney function; each may be missing, and missing is not normal."""

    alt_u_per_l: Activity = Field(default=None, alias="alt")
    ast_u_per_l: Activity = Field(default=None, alias="ast")
    alp_u_per_l: Activity = Field(default=None, alias="alp")
    ggt_u_per_l: Activity = Field(default=None, alias="ggt")
    bilirubin_umol_per_l: Annotated[Annotated[float, Field(ge=0, le=1000)] | None, _optional_quantity("bilirubin")] = (
        Field(default=None, alias="bilirubin")
    )
    egfr_ml_per_min: Annotated[Annotated[float, Field(ge=0, le=250)] | None, _optional_quantity("filtration rate")] = (
        Field(default=None, alias="egfr")
    )
    highest_liver_test_times_upper_limit: Annotated[
        Annotated[float, BeforeValidator(_number), Field(ge=0, le=500)] | None, BeforeValidator(_unknown_as_none)
    ] = None
    ecg_done: AnswerField = Answer.UNKNOWN
    pregnancy_test_done: AnswerField = Answer.UNKNOWN


class SubstanceUse(_Record):
    alcohol: AlcoholUse = AlcoholUse.UNKNOWN
    active_misuse: AnswerField = Answer.UNKNOWN
    past_use_disorder: AnswerField = Answer.UNKNOWN
    ketamine_use_disorder: AnswerField = Answer.UNKNOWN


class Goals(_Record):
    """What this patient wants, in the patient's own numbers."""

    least_worthwhile_gain: Annotated[float, BeforeValidator(_number), Field(ge=1, le=8)] = 2.0
    review_week: Annotated[int, BeforeValidator(_number), Field(ge=1, le=12)] = 4
    most_visits: Annotated[int, BeforeValidator(_number), Field(ge=1, le=20)] = 10
    in_own_words: str = Field(default="", max_length=400)


class Patient(_Record):
    """One person with sciatica. Inside, every quantity is in the unit of its name."""

    shows: str = Field(default="", max_length=200, description="What an example file shows; no name.")
    age_yr: Annotated[float, _quantity("age"), Field(ge=0, le=120)] = Field(alias="age")
    sex: Sex
    weight_kg: Annotated[float, _quantity("body weight"), Field(gt=0, le=400)] = Field(alias="weight")
    height_cm: Annotated[float, _quantity("height"), Field(ge=50, le=250)] = Field(alias="height")
    jurisdiction: Jurisdiction
    sciatica: Sciatica
    red_flags: RedFlags = RedFlags()
    treatments: Annotated[tuple[Treatment, ...] | None, BeforeValidator(_unknown_as_none)] = None
    days_since_ketamine_course: Annotated[Annotated[float, Field(ge=0)] | None, BeforeValidator(_days_since)] = Field(
        default=None, alias="last_ketamine_course"
    )
    medicines: Annotated[tuple[Medicine, ...] | None, BeforeValidator(_unknown_as_none)] = None
    conditions: Conditions = Conditions()
    pregnancy: AnswerField = Answer.UNKNOWN
    breast_feeding: AnswerField = Answer.UNKNOWN
    consents_to_ketamine: AnswerField = Answer.UNKNOWN
    vitals: Vitals = Vitals()
    laboratory: Laboratory = Laboratory()
    substance_use: SubstanceUse = SubstanceUse()
    questionnaires: Questionnaires = Questionnaires()
    goals: Goals = Goals()

    @property
    def bmi(self) -> float:
        """Body mass index, kg/m²."""
        return self.weight_kg / (self.height_cm / 100) ** 2

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
