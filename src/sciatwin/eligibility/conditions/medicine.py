"""``{medicine_class: benzodiazepine}``: what is on the list of medicines."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, field_validator

from sciatwin.eligibility.conditions.base import AbstractCondition, one_or_more
from sciatwin.eligibility.kleene import answer_of
from sciatwin.eligibility.medicines.formulary import formulary
from sciatwin.eligibility.reading import Reading
from sciatwin.patient import Answer, Patient

LIST_UNKNOWN = Reading(Answer.UNKNOWN, ("the list of medicines is not known",))


class MedicineCondition(AbstractCondition):
    """A medicine of one of the classes is on the list.

    Unknown if the list is unknown, or if a name on it is not recognised: it could be of the class.
    """

    medicine_class: Annotated[tuple[str, ...], BeforeValidator(one_or_more)] = Field(min_length=1)

    @field_validator("medicine_class")
    @classmethod
    def _names_known_classes(cls, keys: tuple[str, ...]) -> tuple[str, ...]:
        for key in keys:
            formulary().medicine_class(key)
        return keys

    def read(self, patient: Patient) -> Reading:
        if patient.medicines is None:
            return LIST_UNKNOWN
        found = tuple(filter(None, (_listed(patient, key) for key in self.medicine_class)))
        if found:
            return Reading(Answer.YES, found)
        unsure = unrecognised(patient)
        if unsure:
            return Reading(Answer.UNKNOWN, tuple(f"'{name}' is not recognised" for name in unsure))
        names = " or ".join(formulary().medicine_class(key).name for key in self.medicine_class)
        return Reading(Answer.NO, (f"no {names} on the list",))


def unrecognised(patient: Patient) -> list[str]:
    return [m.name for m in patient.medicines or () if not formulary().recognise(m.name).is_recognised]


def _listed(patient: Patient, key: str) -> str:
    """The medicines of one class on the list, such as "oxycodone, codeine: opioid"."""
    kind = formulary().medicine_class(key).name
    hits = [m.name for m in patient.medicines or () if key in formulary().recognise(m.name).classes]
    if len(hits) == 1 and hits[0].casefold() in kind.casefold():
        return f"{hits[0]} on the list"
    return f"{', '.join(hits)}: {kind}" if hits else ""


class UnrecognisedMedicineCondition(AbstractCondition):
    """A name on the list of medicines is not in the formulary, so nothing is known about it."""

    unrecognised_medicine: Literal[True]

    def read(self, patient: Patient) -> Reading:
        if patient.medicines is None:
            return LIST_UNKNOWN
        lines = tuple(map(_not_checked, unrecognised(patient)))
        return Reading(answer_of(bool(lines)), lines or ("every medicine on the list is recognised",))


def _not_checked(name: str) -> str:
    near = formulary().nearest(name)
    hint = f"; did you mean '{near}'?" if near else ""
    return f"'{name}' is not recognised: its interactions were not checked{hint}"
