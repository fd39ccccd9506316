"""Health besides the sciatica: medicines, conditions, vital signs, tests, substances."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from sciatwin.patient.answers import AlcoholUse, Answer
from sciatwin.patient.fields import AnswerField, Number, Unknown, optional
from sciatwin.quantities import Record
from sciatwin.questions import AskedOf, Question

Pressure = Annotated[Annotated[float, Field(gt=0, le=350)] | None, optional("blood pressure")]
PerMinute = Annotated[Annotated[float, Field(gt=0, le=300)] | None, optional("rate per minute")]
Activity = Annotated[Annotated[float, Field(ge=0, le=20000)] | None, optional("enzyme activity")]


class Medicine(Record):
    name: str = Field(min_length=2, max_length=80)
    dose_mg: Annotated[Annotated[float, Field(gt=0, le=20000)] | None, optional("drug mass")] = Field(
        default=None, alias="dose"
    )
    times_per_day: Annotated[Annotated[float, Number, Field(gt=0, le=24)] | None, Unknown] = None
    route: str = "oral"


class Conditions(Record):
    """Asked one by one; a question that is not answered is unknown."""

    allergy_to_ketamine: AnswerField = Answer.UNKNOWN
    earlier_bad_reaction_to_ketamine: AnswerField = Answer.UNKNOWN
    stroke_aneurysm_dissection_or_brain_bleed: Annotated[
        AnswerField, Question("stroke, aneurysm, dissection or brain bleed")
    ] = Answer.UNKNOWN
    hypertension: AnswerField = Answer.UNKNOWN
    severe_or_unstable_heart_disease: AnswerField = Answer.UNKNOWN
    suspected_or_high_risk_heart_disease: AnswerField = Answer.UNKNOWN
    pre_eclampsia: Annotated[AnswerField, Question(asked_of=AskedOf.WOMEN)] = Answer.UNKNOWN
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


class Vitals(Record):
    systolic_mmhg: Pressure = Field(default=None, alias="systolic")
    diastolic_mmhg: Pressure = Field(default=None, alias="diastolic")
    heart_rate_per_min: PerMinute = Field(default=None, alias="heart_rate")
    respiratory_rate_per_min: PerMinute = Field(default=None, alias="respiratory_rate")
    oxygen_saturation_fraction: Annotated[Annotated[float, Field(gt=0, le=1)] | None, optional("saturation")] = Field(
        default=None, alias="oxygen_saturation"
    )

    @model_validator(mode="after")
    def _systolic_above_diastolic(self) -> Self:
        if self.systolic_mmhg and self.diastolic_mmhg and self.systolic_mmhg <= self.diastolic_mmhg:
            raise ValueError(
                f"systolic {self.systolic_mmhg:g} mmHg must be above diastolic {self.diastolic_mmhg:g} mmHg. "
                "Check that the two are not swapped"
            )
        return self


class Laboratory(Record):
    """Liver tests and kidney function; each may be missing, and missing is not normal."""

    alt_u_per_l: Annotated[Activity, Question("ALT")] = Field(default=None, alias="alt")
    ast_u_per_l: Annotated[Activity, Question("AST")] = Field(default=None, alias="ast")
    alp_u_per_l: Annotated[Activity, Question("ALP")] = Field(default=None, alias="alp")
    ggt_u_per_l: Annotated[Activity, Question("GGT")] = Field(default=None, alias="ggt")
    bilirubin_umol_per_l: Annotated[Annotated[float, Field(ge=0, le=1000)] | None, optional("bilirubin")] = Field(
        default=None, alias="bilirubin"
    )
    egfr_ml_per_min: Annotated[
        Annotated[float, Field(ge=0, le=250)] | None, optional("filtration rate"), Question("eGFR")
    ] = Field(default=None, alias="egfr")
    highest_liver_test_times_upper_limit: Annotated[
        Annotated[float, Number, Field(ge=0, le=500)] | None,
        Unknown,
        Question("highest liver test as a multiple of its upper limit"),
    ] = None
    ecg_done: Annotated[AnswerField, Question("ECG done")] = Answer.UNKNOWN
    pregnancy_test_done: Annotated[AnswerField, Question(asked_of=AskedOf.WOMEN)] = Answer.UNKNOWN


class SubstanceUse(Record):
    alcohol: AlcoholUse = AlcoholUse.UNKNOWN
    active_misuse: AnswerField = Answer.UNKNOWN
    past_use_disorder: AnswerField = Answer.UNKNOWN
    ketamine_use_disorder: AnswerField = Answer.UNKNOWN
