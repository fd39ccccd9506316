"""The sciatica itself: where, how long, how bad, what it could be instead, and what was tried."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from sciatwin.patient import codings
from sciatwin.patient.answers import Answer, ImagingFinding, NeuropathicGrade, Side, TreatmentKind, TreatmentResult
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
    """The complaint: which leg, for how long, how strong, and what was found."""

    side: Annotated[Side, BeforeValidator(_one_side), Question(hint="the leg with the pain")]
    duration_days: Annotated[
        float,
        Quantity("duration"),
        Question("duration of sciatica", "since this episode began"),
        Field(gt=0, le=25000),
    ] = Field(alias="duration")
    leg_pain: Annotated[PainScore, Question(hint="0 to 10, the usual of the last week", coding=codings.PAIN_SCORE)]
    back_pain: Annotated[PainScore | None, Unknown, Question(hint="0 to 10, the usual of the last week")] = None
    numbness: Annotated[AnswerField, Question("numbness of the leg")] = Answer.UNKNOWN
    weakness: Annotated[AnswerField, Question("weakness of the leg")] = Answer.UNKNOWN
    weakness_mrc_grade: Annotated[
        Annotated[int, Number, Field(ge=0, le=5)] | None,
        Unknown,
        Question("weakness, MRC grade", "0 no movement, 3 against gravity, 5 full strength; of the weakest muscle"),
    ] = None
    imaging: Annotated[ImagingFinding, Question(hint="does MRI or CT show that the painful root is compressed?")] = (
        ImagingFinding.UNKNOWN
    )
    neuropathic_grade: Annotated[
        NeuropathicGrade, Question("neuropathic pain, grade", "certainty after Finnerup 2016")
    ] = NeuropathicGrade.UNKNOWN


class RedFlags(Record):
    """Asked item by item: patients do not volunteer saddle numbness."""

    bladder_bowel_or_sexual_disturbance: Annotated[
        AnswerField,
        Question(
            "bladder, bowel or sexual disturbance", "new: retention, incontinence, loss of the feeling of passing"
        ),
    ] = Answer.UNKNOWN
    saddle_numbness: Annotated[AnswerField, Question(hint="around the anus, the genitals or between the thighs")] = (
        Answer.UNKNOWN
    )
    becoming_bilateral: Annotated[
        AnswerField, Question(hint="pain that has newly spread to the other leg, or came to both legs at once")
    ] = Answer.UNKNOWN
    deficit_in_both_legs: Annotated[AnswerField, Question(hint="weakness or loss of feeling in both legs")] = (
        Answer.UNKNOWN
    )
    worsening_in_the_last_two_weeks: Annotated[
        AnswerField, Question(hint="pain, weakness or numbness clearly worse than before")
    ] = Answer.UNKNOWN
    progressive_weakness_or_foot_drop: Annotated[
        AnswerField, Question(hint="weakness that grows, or a foot that drops")
    ] = Answer.UNKNOWN
    fever_or_unwell: AnswerField = Answer.UNKNOWN
    immunosuppression: Annotated[AnswerField, Question(hint="by disease or by medicines")] = Answer.UNKNOWN
    intravenous_drug_use: Annotated[AnswerField, Question(hint="ever outside medical care")] = Answer.UNKNOWN
    history_of_cancer: Annotated[AnswerField, Question(hint="of any organ, ever")] = Answer.UNKNOWN
    weight_loss: Annotated[AnswerField, Question(hint="not wanted and not explained")] = Answer.UNKNOWN
    unremitting_night_pain: Annotated[AnswerField, Question(hint="that no position eases")] = Answer.UNKNOWN
    thoracic_pain: Annotated[AnswerField, Question("pain of the thoracic spine")] = Answer.UNKNOWN
    major_trauma: Annotated[AnswerField, Question(hint="before this episode")] = Answer.UNKNOWN
    long_term_steroids_or_fragility: Annotated[
        AnswerField, Question(hint="steroids by mouth for months, osteoporosis or a fracture after a slight fall")
    ] = Answer.UNKNOWN
    structural_deformity: Annotated[AnswerField, Question("structural deformity of the spine", "new")] = Answer.UNKNOWN


_KIND_OF_NAME = {
    **dict.fromkeys(("physiotherapy", "physical therapy", "exercise"), TreatmentKind.EXERCISE),
    **dict.fromkeys(("cbt", "psychotherapy"), TreatmentKind.PSYCHOLOGICAL),
    **dict.fromkeys(("ibuprofen", "naproxen", "diclofenac", "celecoxib", "etoricoxib"), TreatmentKind.NSAID),
    "acetaminophen": TreatmentKind.PARACETAMOL,
    **dict.fromkeys(("gabapentin", "pregabalin"), TreatmentKind.GABAPENTINOID),
    **dict.fromkeys(("amitriptyline", "nortriptyline", "imipramine", "tricyclic"), TreatmentKind.TRICYCLIC),
    **dict.fromkeys(("duloxetine", "venlafaxine"), TreatmentKind.SNRI),
    **dict.fromkeys(("morphine", "oxycodone", "tramadol", "tapentadol", "fentanyl"), TreatmentKind.OPIOID),
    **dict.fromkeys(("lidocaine", "capsaicin"), TreatmentKind.TOPICAL),
    **dict.fromkeys(("epidural", "epidural injection"), TreatmentKind.EPIDURAL_STEROID),
    **dict.fromkeys(("microdiscectomy", "discectomy"), TreatmentKind.SURGERY),
}


def _a_kind(value: object) -> object:
    """A name is not a kind; which kind it is of is said, and the name is kept under detail."""
    kind = _KIND_OF_NAME.get(value.strip().casefold()) if isinstance(value, str) else None
    if kind is not None and value != kind:
        raise ValueError(f"got {value!r}; write 'kind: {kind}', and the name under detail")
    return value


class Treatment(Record):
    """One treatment that was tried, and what came of it."""

    kind: Annotated[TreatmentKind, BeforeValidator(_a_kind)]
    result: TreatmentResult = TreatmentResult.UNKNOWN
    adequate_dose_and_time: AnswerField = Answer.UNKNOWN
    detail: str = ""
