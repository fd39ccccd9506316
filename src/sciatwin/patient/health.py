"""Health besides the sciatica: medicines, conditions, vital signs, tests, substances."""

import re
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from sciatwin.patient.answers import AlcoholUse, Answer
from sciatwin.patient.fields import AnswerField, Number, Unknown, optional
from sciatwin.patient.signed import somebody
from sciatwin.quantities import Record
from sciatwin.questions import AskedOf, Question

Pressure = Annotated[Annotated[float, Field(gt=0, le=350)] | None, optional("blood pressure")]
PerMinute = Annotated[Annotated[float, Field(gt=0, le=300)] | None, optional("rate per minute")]
Activity = Annotated[Annotated[float, Field(ge=0, le=20000)] | None, optional("enzyme activity")]


_PATCH = re.compile(r"patch|plaster|pflaster|transderm|timbre", re.IGNORECASE)
_AN_HOUR = re.compile(r"\s*[\d.,]+\s*[^\d\s]+\s*/\s*h\w*\s*")
_ENDS_WITH_A_DATE = re.compile(r".{3,},\s*\d{4}-\d{2}-\d{2}")


def _role_and_date(value: object) -> object:
    """Raises: ValueError for text without a date, since a list of medicines ages."""
    if isinstance(value, str) and not _ENDS_WITH_A_DATE.fullmatch(value.strip()):
        raise ValueError(f"got {value!r}; write who checked it and when, for example 'pharmacist, 2026-11-29'")
    return value


ReviewedBy = Annotated[str, BeforeValidator(_role_and_date), BeforeValidator(somebody), Field(max_length=120)]


class Medicine(Record):
    """One line of the list of medicines.

    ``rate_mg_per_h`` is what a patch or a pump gives; a dose of "25 µg/h" is read as one. ``reviewed_by`` says who
    looked up, outside this program, whether it goes with ketamine.
    """

    name: str = Field(min_length=2, max_length=200)
    dose_mg: Annotated[Annotated[float, Field(gt=0, le=20000)] | None, optional("drug mass")] = Field(
        default=None, alias="dose"
    )
    rate_mg_per_h: Annotated[Annotated[float, Field(gt=0, le=1000)] | None, optional("drug rate")] = Field(
        default=None, alias="rate"
    )
    times_per_day: Annotated[Annotated[float, Number, Field(gt=0, le=24)] | None, Unknown] = None
    route: str = "oral"
    reviewed_by: Annotated[ReviewedBy | None, Unknown] = None

    @property
    def is_patch(self) -> bool:
        return bool(_PATCH.search(f"{self.route} {self.name}"))

    @model_validator(mode="before")
    @classmethod
    def _dose_of_a_patch_is_a_rate(cls, data: Any) -> Any:
        if not isinstance(data, dict) or not isinstance(data.get("dose"), str) or "rate" in data:
            return data
        if _AN_HOUR.fullmatch(data["dose"]) and _PATCH.search(f"{data.get('route')} {data.get('name')}"):
            return {name: value for name, value in data.items() if name != "dose"} | {"rate": data["dose"]}
        return data


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
