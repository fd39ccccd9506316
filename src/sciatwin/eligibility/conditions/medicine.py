"""``{medicine_class: benzodiazepine}``: what is on the list of medicines."""

from abc import abstractmethod
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from sciatwin.eligibility.conditions.base import AbstractCondition, one_or_more
from sciatwin.eligibility.logic.kleene import answer_of
from sciatwin.eligibility.logic.reading import Reading
from sciatwin.eligibility.medicines.formulary import formulary
from sciatwin.patient import Answer, Medicine, Patient

_AROUND_A_WORD = "()[],;:'\""
_NO_SIGNATURE = ", and no signature clears a name so near to a medicine that forbids ketamine: put it right"
LIST_UNKNOWN = Reading(Answer.UNKNOWN, ("the list of medicines is not known",))


def _known_classes(keys: tuple[str, ...]) -> tuple[str, ...]:
    for key in keys:
        formulary().medicine_class(key)
    return keys


MedicineClasses = Annotated[
    tuple[str, ...], BeforeValidator(one_or_more), AfterValidator(_known_classes), Field(min_length=1)
]


class MedicineListCondition(AbstractCondition):
    """Looks at the list of medicines; what it says is unknown while the list is."""

    @property
    def fields(self) -> tuple[str, ...]:
        return ("medicines",)

    def read(self, patient: Patient) -> Reading:
        return LIST_UNKNOWN if patient.medicines is None else self.read_list(patient)

    @abstractmethod
    def read_list(self, patient: Patient) -> Reading:
        """The same where the list is known."""


class MedicineCondition(MedicineListCondition):
    """A medicine of one of the classes is on the list.

    Unknown if the list is unknown, or if a name on it is not fully recognised: what was not read could be of the
    class. Where a person looked that name up and signed for it, the answer is no, unless it is a slip or two from a
    medicine that forbids ketamine.
    """

    medicine_class: MedicineClasses

    def read_list(self, patient: Patient) -> Reading:
        found = tuple(filter(None, (_listed(patient, key) for key in self.medicine_class)))
        if found:
            return Reading(Answer.YES, found)
        unread = list(_not_recognised(patient))
        unsure = [medicine for medicine in unread if not _is_cleared(medicine)]
        if unsure:
            return Reading(Answer.UNKNOWN, tuple(f"{_unread_part(medicine)} is not recognised" for medicine in unsure))
        names = " or ".join(formulary().medicine_class(key).name for key in self.medicine_class)
        return Reading(Answer.NO, (f"no {names} on the list", *map(_checked_by_hand, unread)))


class UnrecognisedMedicineCondition(MedicineListCondition):
    """A name on the list is not fully recognised, and nobody signed that they looked it up, or could by signing."""

    unrecognised_medicine: Literal[True]

    def read_list(self, patient: Patient) -> Reading:
        lines = tuple(_not_checked(m) for m in _not_recognised(patient) if not _is_cleared(m))
        return Reading(answer_of(bool(lines)), lines or ("every medicine on the list is recognised or looked up",))


class UnreviewedMedicineCondition(MedicineListCondition):
    """A medicine is known by name, no rule looks at it, and nobody signed that they looked it up."""

    unreviewed_medicine: Literal[True]

    def read_list(self, patient: Patient) -> Reading:
        lines = tuple(_not_reviewed(m) for m in _known_without_a_rule(patient) if m.reviewed_by is None)
        return Reading(answer_of(bool(lines)), lines or ("a rule or a person looked at every medicine on the list",))


class HandCheckedMedicineCondition(MedicineListCondition):
    """For a name that is not recognised, or that no rule looks at, a person signed that they looked it up."""

    hand_checked_medicine: Literal[True]

    def read_list(self, patient: Patient) -> Reading:
        looked_up = (m for m in _not_recognised(patient) if _is_cleared(m))
        beyond_the_rules = [*looked_up, *_known_without_a_rule(patient)]
        lines = tuple(_checked_by_hand(m) for m in beyond_the_rules if m.reviewed_by is not None)
        return Reading(answer_of(bool(lines)), lines or ("no medicine on the list was looked up by hand",))


def _not_recognised(patient: Patient) -> Iterator[Medicine]:
    return (m for m in patient.medicines or () if not formulary().recognise(m.written).is_recognised)


def _is_cleared(medicine: Medicine) -> bool:
    """A person signed for a name that is not recognised. Nobody can for what is likely a misspelt contraindication."""
    return medicine.reviewed_by is not None and not _near_to_forbidding(medicine)


def _near_to_forbidding(medicine: Medicine) -> bool:
    classes = (key for name in _near_names(medicine) for key in formulary().recognise(name).classes)
    return any(formulary().medicine_class(key).forbids for key in classes)


def _near_names(medicine: Medicine) -> set[str]:
    """Known names a slip or two from a part that was not read, or from a word of it."""
    unread = formulary().recognise(medicine.written).unread
    words = {word.strip(_AROUND_A_WORD).casefold() for part in unread for word in (part, *part.split())}
    return {name for word in words for name in formulary().nearest(word)}


def _known_without_a_rule(patient: Patient) -> Iterator[Medicine]:
    for medicine in patient.medicines or ():
        read = formulary().recognise(medicine.written)
        if read.is_recognised and read.not_reviewed:
            yield medicine


def _listed(patient: Patient, key: str) -> str:
    """The medicines of one class on the list, such as "oxycodone, Klonopin (clonazepam): ..."."""
    group = formulary().medicine_class(key)
    hits = [m for m in patient.medicines or () if key in formulary().recognise(m.written).classes]
    if len(hits) == 1 and hits[0].name.casefold() in group.name.casefold():
        return f"{hits[0].name} on the list"
    return f"{', '.join(_with_meaning(medicine, key) for medicine in hits)}: {group.name}" if hits else ""


def _with_meaning(medicine: Medicine, key: str) -> str:
    """ "Klonopin (clonazepam)", so that a wrong reading is seen."""
    name, of_class = medicine.name, formulary().medicine_class(key).medicines
    meant = [item for item in formulary().recognise(medicine.written).medicines if item in of_class]
    return name if all(item.casefold() in name.casefold() for item in meant) else f"{name} ({', '.join(meant)})"


def _unread_part(medicine: Medicine) -> str:
    """ "'wundermittel'", or the part that could not be read and the name that it stands in."""
    read = formulary().recognise(medicine.written)
    if not read.medicines:
        return f"'{medicine.written}'"
    return f"{' and '.join(repr(part) for part in read.unread)} in '{medicine.written}'"


def _not_checked(medicine: Medicine) -> str:
    near = _near_names(medicine)
    names = " or ".join(f"'{name}'" for name in sorted(near)[:3])
    hint = f"; did you mean {names}?" if near else ""
    unsigned = "" if medicine.reviewed_by is None else _NO_SIGNATURE
    return f"{_unread_part(medicine)} is not recognised: its interactions were not checked{unsigned}{hint}"


def _not_reviewed(medicine: Medicine) -> str:
    read = formulary().recognise(medicine.written)
    meant = ", ".join(item for item in read.not_reviewed if item.casefold() not in medicine.name.casefold())
    return f"{medicine.name}{f' ({meant})' if meant else ''} is not reviewed here"


def _checked_by_hand(medicine: Medicine) -> str:
    return f"'{medicine.name}' was checked by hand by {medicine.reviewed_by}"
