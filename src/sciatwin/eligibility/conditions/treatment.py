"""What was tried before, ``{treatment: surgical opinion}`` and ``{treatments_failed: [...], at_least: 2}``, and which
medicines are named in the free text about it, ``{named_in_details: [...]}``."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from sciatwin.eligibility.conditions.base import AbstractCondition, one_or_more
from sciatwin.eligibility.conditions.medicine import MedicineClasses
from sciatwin.eligibility.logic import kleene
from sciatwin.eligibility.logic.reading import Reading, any_holds
from sciatwin.eligibility.medicines.formulary import formulary
from sciatwin.patient import Answer, Patient, Treatment, TreatmentKind, TreatmentResult

LIST_UNKNOWN = Reading(Answer.UNKNOWN, ("the treatments tried so far are not known",))


Kinds = Annotated[tuple[TreatmentKind, ...], BeforeValidator(one_or_more), Field(min_length=1)]
Results = Annotated[tuple[TreatmentResult, ...], BeforeValidator(one_or_more), Field(min_length=1)]


class TreatmentCondition(AbstractCondition):
    """A treatment of one of the kinds is on record; with ``adequate``, at adequate dose and time; with ``result``,
    one that came to a result named."""

    treatment: Kinds
    adequate: bool = False
    result: Results | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        return ("treatments",)

    def read(self, patient: Patient) -> Reading:
        if patient.treatments is None:
            return LIST_UNKNOWN
        listed = [t for t in patient.treatments if t.kind in self.treatment]
        if not listed:
            return Reading(Answer.NO, (f"no {' or '.join(self.treatment)} on record",))
        if self.result is not None:
            return any_holds([_came_to(treatment, self.result) for treatment in listed])
        if not self.adequate:
            return Reading(Answer.YES, tuple(f"{t.kind}: {_result(t)}" for t in listed))
        answer = kleene.any_of(t.adequate_dose_and_time for t in listed)
        return Reading(answer, tuple(f"{t.kind}, adequate: {t.adequate_dose_and_time}" for t in listed))


def _came_to(treatment: Treatment, results: tuple[TreatmentResult, ...]) -> Reading:
    line = f"{treatment.kind}: {_result(treatment)}"
    if treatment.result in (TreatmentResult.UNKNOWN, TreatmentResult.DONE):
        return Reading(Answer.UNKNOWN, (f"{treatment.kind}: its result is not known",))
    return Reading(kleene.answer_of(treatment.result in results), (line,))


class FailedTreatmentsCondition(AbstractCondition):
    """At least so many of the kinds failed: tried at adequate dose and time without good relief, or not tolerated."""

    treatments_failed: Kinds
    at_least: int = Field(ge=1)

    @property
    def fields(self) -> tuple[str, ...]:
        return ("treatments",)

    def read(self, patient: Patient) -> Reading:
        if patient.treatments is None:
            return LIST_UNKNOWN
        answers = {kind: _kind_failed(patient.treatments, kind) for kind in self.treatments_failed}
        answer = kleene.at_least(self.at_least, answers.values())
        failed = [kind for kind in answers if answers[kind] is Answer.YES]
        unsure = [kind for kind in answers if answers[kind] is Answer.UNKNOWN]
        count = f"{len(failed)} of at least {self.at_least} kinds failed{': ' if failed else ''}{', '.join(failed)}"
        return Reading(answer, (count, *(f"{kind}: dose, time or result is not known" for kind in unsure)))


class NamedInDetailsCondition(AbstractCondition):
    """The details of a treatment name a medicine of one of the classes. Without details, none is named."""

    named_in_details: MedicineClasses

    @property
    def fields(self) -> tuple[str, ...]:
        return ("treatments",)

    def read(self, patient: Patient) -> Reading:
        classes = set(self.named_in_details)
        lines = tuple(
            f"'{treatment.detail}' under {treatment.kind}"
            for treatment in patient.treatments or ()
            if treatment.detail and classes & formulary().recognise(treatment.detail).classes
        )
        return Reading(kleene.answer_of(bool(lines)), lines or ("no such medicine is named in the details",))


def _kind_failed(treatments: tuple[Treatment, ...], kind: TreatmentKind) -> Answer:
    return kleene.any_of(_failed(treatment) for treatment in treatments if treatment.kind is kind)


def _failed(treatment: Treatment) -> Answer:
    # A medicine that was not tolerated cannot reach an adequate dose; NP-09 exempts what is contraindicated.
    if treatment.result is TreatmentResult.NOT_TOLERATED:
        return Answer.YES
    return kleene.all_of((treatment.adequate_dose_and_time, _without_good_relief(treatment.result)))


def _without_good_relief(result: TreatmentResult) -> Answer:
    if result is TreatmentResult.GOOD_RELIEF:
        return Answer.NO
    known = result in (TreatmentResult.NO_RELIEF, TreatmentResult.PARTIAL_RELIEF)
    return Answer.YES if known else Answer.UNKNOWN


def _result(treatment: Treatment) -> str:
    return "result not known" if treatment.result is TreatmentResult.UNKNOWN else str(treatment.result)
