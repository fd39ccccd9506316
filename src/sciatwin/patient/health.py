"""Health besides the sciatica: conditions, vital signs, tests, substances."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from sciatwin.patient import codings
from sciatwin.patient.answers import AlcoholUse, Answer
from sciatwin.patient.fields import EXAMPLE_DATE, AnswerField, DateField, Number, Unknown, optional
from sciatwin.quantities import Record
from sciatwin.questions import AskedOf, Question

Pressure = Annotated[Annotated[float, Field(gt=0, le=350)] | None, optional("blood pressure")]
PerMinute = Annotated[Annotated[float, Field(gt=0, le=300)] | None, optional("rate per minute")]
Activity = Annotated[Annotated[float, Field(ge=0, le=20000)] | None, optional("enzyme activity")]
ActivityLimit = Annotated[Annotated[float, Field(gt=0, le=1000)] | None, optional("enzyme activity")]


class Conditions(Record):
    """Asked one by one; a question that is not answered is unknown."""

    allergy_to_ketamine: AnswerField = Answer.UNKNOWN
    earlier_bad_reaction_to_ketamine: Annotated[
        AnswerField, Question(hint="such as laryngospasm, psychosis, a crisis of blood pressure or liver injury")
    ] = Answer.UNKNOWN
    stroke_aneurysm_dissection_or_brain_bleed: Annotated[
        AnswerField,
        Question("stroke, aneurysm, dissection or brain bleed", "an arteriovenous malformation counts as well"),
    ] = Answer.UNKNOWN
    hypertension: Annotated[AnswerField, Question(hint="ever diagnosed, treated or not")] = Answer.UNKNOWN
    severe_or_unstable_heart_disease: Annotated[
        AnswerField,
        Question(
            hint="unstable angina or a heart attack in the last 6 months, decompensated failure, unstable rhythm, "
            "severe disease of the coronary arteries or the heart muscle"
        ),
    ] = Answer.UNKNOWN
    heart_attack_angina_or_heart_failure: Annotated[
        AnswerField, Question("heart attack, angina or heart failure", "ever, also if it is stable today")
    ] = Answer.UNKNOWN
    suspected_or_high_risk_heart_disease: Annotated[
        AnswerField, Question(hint="symptoms of the heart that were not explained, or several risk factors")
    ] = Answer.UNKNOWN
    pre_eclampsia: Annotated[AnswerField, Question(hint="or eclampsia", asked_of=AskedOf.WOMEN)] = Answer.UNKNOWN
    active_psychosis_or_schizophrenia: AnswerField = Answer.UNKNOWN
    epilepsy_or_seizures: Annotated[
        AnswerField, Question("epilepsy or seizures", "ever, but not as a child with fever")
    ] = Answer.UNKNOWN
    raised_intracranial_pressure_or_brain_lesion: Annotated[
        AnswerField, Question(hint="a tumour, a shunt or a recent head injury count as well")
    ] = Answer.UNKNOWN
    raised_intraocular_pressure: Annotated[AnswerField, Question(hint="or an open injury of the eye")] = Answer.UNKNOWN
    glaucoma: Annotated[AnswerField, Question(hint="ever diagnosed, also if drops control it")] = Answer.UNKNOWN
    untreated_hyperthyroidism: Annotated[AnswerField, Question(hint="or not treated enough")] = Answer.UNKNOWN
    severe_liver_disease: Annotated[AnswerField, Question(hint="such as cirrhosis, Child-Pugh C")] = Answer.UNKNOWN
    moderate_liver_disease: Annotated[AnswerField, Question(hint="such as Child-Pugh B")] = Answer.UNKNOWN
    active_cystitis_or_bladder_pain: Annotated[
        AnswerField, Question(hint="burning, urgency, blood in the urine or pain of the bladder today")
    ] = Answer.UNKNOWN
    interstitial_cystitis: Annotated[
        AnswerField, Question(hint="or ulcerative cystitis, also one that was called ketamine bladder; ever")
    ] = Answer.UNKNOWN
    severe_kidney_disease: Annotated[AnswerField, Question(hint="eGFR below 30, or dialysis")] = Answer.UNKNOWN
    diabetes: Annotated[AnswerField, Question(hint="of any type, treated or not")] = Answer.UNKNOWN
    porphyria: Annotated[AnswerField, Question(hint="of any kind, also in the family without an attack")] = (
        Answer.UNKNOWN
    )
    depression: Annotated[AnswerField, Question(hint="in treatment, or diagnosed and not over")] = Answer.UNKNOWN
    severe_lung_disease: Annotated[
        AnswerField, Question(hint="such as COPD with breathlessness at rest, home oxygen or pulmonary hypertension")
    ] = Answer.UNKNOWN
    sleep_apnoea: Annotated[AnswerField, Question(hint="diagnosed, or suspected by snoring with pauses")] = (
        Answer.UNKNOWN
    )
    sleep_apnoea_treated: Annotated[
        AnswerField, Question(hint="uses CPAP or another treatment every night; asked where there is sleep apnoea")
    ] = Answer.UNKNOWN


class Vitals(Record):
    """Measured at rest, breathing air."""

    measured_on: Annotated[DateField, Question("date of the vital signs", EXAMPLE_DATE)] = None
    systolic_mmhg: Annotated[Pressure, Question(hint="at rest", coding=codings.SYSTOLIC)] = Field(
        default=None, alias="systolic"
    )
    diastolic_mmhg: Annotated[Pressure, Question(hint="at rest", coding=codings.DIASTOLIC)] = Field(
        default=None, alias="diastolic"
    )
    heart_rate_per_min: Annotated[PerMinute, Question(hint="at rest", coding=codings.HEART_RATE)] = Field(
        default=None, alias="heart_rate"
    )
    respiratory_rate_per_min: Annotated[
        PerMinute, Question(hint="breaths a minute at rest", coding=codings.RESPIRATORY_RATE)
    ] = Field(default=None, alias="respiratory_rate")
    oxygen_saturation_fraction: Annotated[
        Annotated[float, Field(gt=0, le=1)] | None,
        optional("saturation"),
        Question(hint="at rest, breathing air", coding=codings.OXYGEN_SATURATION),
    ] = Field(default=None, alias="oxygen_saturation")

    @model_validator(mode="after")
    def _systolic_above_diastolic(self) -> Self:
        if self.systolic_mmhg and self.diastolic_mmhg and self.systolic_mmhg <= self.diastolic_mmhg:
            raise ValueError(
                f"systolic {self.systolic_mmhg:g} mmHg must be above diastolic {self.diastolic_mmhg:g} mmHg. "
                "Check that the two are not swapped"
            )
        return self


_LIMIT = "as the laboratory prints it; without it a range of usual limits counts"


class Laboratory(Record):
    """Liver tests and kidney function; each may be missing, and missing is not normal."""

    taken_on: Annotated[DateField, Question("date of the laboratory tests", EXAMPLE_DATE)] = None
    alt_u_per_l: Annotated[Activity, Question("ALT", "before this course")] = Field(default=None, alias="alt")
    ast_u_per_l: Annotated[Activity, Question("AST", "before this course")] = Field(default=None, alias="ast")
    alp_u_per_l: Annotated[Activity, Question("ALP", "before this course")] = Field(default=None, alias="alp")
    ggt_u_per_l: Annotated[Activity, Question("GGT", "before this course")] = Field(default=None, alias="ggt")
    bilirubin_umol_per_l: Annotated[
        Annotated[float, Field(ge=0, le=1000)] | None, optional("bilirubin"), Question(hint="total, before this course")
    ] = Field(default=None, alias="bilirubin")
    alt_upper_limit_u_per_l: Annotated[ActivityLimit, Question("upper limit of ALT", _LIMIT)] = Field(
        default=None, alias="alt_upper_limit"
    )
    ast_upper_limit_u_per_l: Annotated[ActivityLimit, Question("upper limit of AST", _LIMIT)] = Field(
        default=None, alias="ast_upper_limit"
    )
    alp_upper_limit_u_per_l: Annotated[ActivityLimit, Question("upper limit of ALP", _LIMIT)] = Field(
        default=None, alias="alp_upper_limit"
    )
    ggt_upper_limit_u_per_l: Annotated[ActivityLimit, Question("upper limit of GGT", _LIMIT)] = Field(
        default=None, alias="ggt_upper_limit"
    )
    bilirubin_upper_limit_umol_per_l: Annotated[
        Annotated[float, Field(gt=0, le=100)] | None,
        optional("bilirubin"),
        Question("upper limit of bilirubin", _LIMIT),
    ] = Field(default=None, alias="bilirubin_upper_limit")
    egfr_ml_per_min: Annotated[
        Annotated[float, Field(ge=0, le=250)] | None,
        optional("filtration rate"),
        Question("eGFR", "estimated glomerular filtration rate"),
    ] = Field(default=None, alias="egfr")
    highest_liver_test_times_upper_limit: Annotated[
        Annotated[float, Number, Field(ge=0, le=500)] | None,
        Unknown,
        Question(
            "highest liver test as a multiple of its upper limit",
            "of ALT, AST, ALP and GGT, where only the multiple is at hand; otherwise it follows from the tests",
        ),
    ] = None
    ecg_done: Annotated[AnswerField, Question("ECG done", "asked where heart disease is suspected or likely")] = (
        Answer.UNKNOWN
    )
    pregnancy_test_done: Annotated[
        AnswerField, Question(hint="for this course, with the result under 'pregnancy'", asked_of=AskedOf.WOMEN)
    ] = Answer.UNKNOWN


class SubstanceUse(Record):
    """Alcohol and other substances."""

    alcohol: Annotated[AlcoholUse, Question(hint="heavy: misuse, dependence or daily intoxication")] = (
        AlcoholUse.UNKNOWN
    )
    active_misuse: Annotated[
        AnswerField, Question("active misuse of a substance", "of any drug or prescribed medicine, alcohol apart")
    ] = Answer.UNKNOWN
    past_use_disorder: Annotated[AnswerField, Question("substance use disorder in the past")] = Answer.UNKNOWN
    ketamine_use_disorder: AnswerField = Answer.UNKNOWN
