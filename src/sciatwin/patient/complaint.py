"""The sciatica itself: where, how long, how bad, what it could be instead, and what was tried."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from sciatwin.patient.answers import Answer, Finding, NeuropathicGrade, Side, TreatmentKind, TreatmentResult
from sciatwin.patient.fields import AnswerField, Number, PainScore, Unknown
from sciatwin.quantities import Quantity, Record
from sciatwin.questions import Question


def _one_side(value: object) -> object:
    if isinstance(value, list):
        raise ValueError(
            f"got {value!r}; one of left, right or both is needed. "
            "Pain in both legs is written 'both' and is a red flag"
        )
    return value


class Sciatica(Record):
    side: Annotated[Side, BeforeValidator(_one_side)]
    duration_days: Annotated[float, Quantity("duration"), Question("duration of sciatica"), Field(gt=0, le=25000)] = (
        Field(alias="duration")
    )
    leg_pain: PainScore
    back_pain: Annotated[PainScore | None, Unknown] = None
    numbness: AnswerField = Answer.UNKNOWN
    weakness: AnswerField = Answer.UNKNOWN
    weakness_mrc_grade: Annotated[
        Annotated[int, Number, Field(ge=0, le=5)] | None, Unknown, Question("weakness, MRC grade")
    ] = None
    imaging: Finding = Finding.UNKNOWN
    neuropathic_grade: NeuropathicGrade = NeuropathicGrade.UNKNOWN


class RedFlags(Record):
    """Asked item by item: patients do not volunteer saddle numbness."""

    bladder_bowel_or_sexual_disturbance: Annotated[AnswerField, Question("bladder, bowel or sexual disturbance")] = (
        Answer.UNKNOWN
    )
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


class Treatment(Record):
    kind: TreatmentKind
    result: TreatmentResult = TreatmentResult.UNKNOWN
    adequate_dose_and_time: AnswerField = Answer.UNKNOWN
    detail: str = ""
