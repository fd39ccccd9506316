"""``all_of``, ``any_of`` and ``not``, and the union of all conditions."""

from typing import Annotated, Any

from pydantic import BaseModel, Discriminator, Field, Tag

from sciatwin.eligibility.conditions.base import AbstractCondition
from sciatwin.eligibility.conditions.choice import ChoiceCondition
from sciatwin.eligibility.conditions.liver import LiverTestCondition, LiverTestsAboveMultipleCondition
from sciatwin.eligibility.conditions.medicine import (
    HandCheckedMedicineCondition,
    MedicineCondition,
    UnrecognisedMedicineCondition,
    UnreviewedMedicineCondition,
)
from sciatwin.eligibility.conditions.number import COMPARISONS, NumberCondition
from sciatwin.eligibility.conditions.record import AlwaysCondition, MissingCondition
from sciatwin.eligibility.conditions.treatment import (
    FailedTreatmentsCondition,
    NamedInDetailsCondition,
    TreatmentCondition,
)
from sciatwin.eligibility.conditions.unlikely import UnlikelyCondition
from sciatwin.eligibility.logic.kleene import negate
from sciatwin.eligibility.logic.reading import Reading, all_hold, any_holds
from sciatwin.patient import Patient


class AllCondition(AbstractCondition):
    all_of: tuple["Condition", ...] = Field(min_length=1)

    @property
    def fields(self) -> tuple[str, ...]:
        return _fields_of(*self.all_of)

    def read(self, patient: Patient) -> Reading:
        return all_hold([condition.read(patient) for condition in self.all_of])


class AnyCondition(AbstractCondition):
    any_of: tuple["Condition", ...] = Field(min_length=1)

    @property
    def fields(self) -> tuple[str, ...]:
        return _fields_of(*self.any_of)

    def read(self, patient: Patient) -> Reading:
        return any_holds([condition.read(patient) for condition in self.any_of])


class NotCondition(AbstractCondition):
    not_: "Condition" = Field(alias="not")

    @property
    def fields(self) -> tuple[str, ...]:
        return self.not_.fields

    def read(self, patient: Patient) -> Reading:
        reading = self.not_.read(patient)
        return Reading(negate(reading.answer), reading.because)


def _fields_of(*parts: AbstractCondition) -> tuple[str, ...]:
    return tuple(dict.fromkeys(field for part in parts for field in part.fields))


def _kind(value: Any) -> str:
    """A condition is told by its key; a field is compared as a number if a comparison is named."""
    names = type(value).model_fields if isinstance(value, BaseModel) else value if isinstance(value, dict) else ()
    keys = {str(name).rstrip("_") for name in names}
    if "field" in keys:
        return "number" if keys & set(COMPARISONS) else "choice"
    return next((key for key in sorted(keys) if key in _KINDS), "")


_KINDS = (
    "all_of",
    "any_of",
    "not",
    "missing",
    "always",
    "medicine_class",
    "unrecognised_medicine",
    "unreviewed_medicine",
    "hand_checked_medicine",
    "treatment",
    "treatments_failed",
    "named_in_details",
    "unlikely",
    "liver_tests",
    "liver_tests_above_their_multiple",
)

Condition = Annotated[
    Annotated[ChoiceCondition, Tag("choice")]
    | Annotated[NumberCondition, Tag("number")]
    | Annotated[MissingCondition, Tag("missing")]
    | Annotated[AlwaysCondition, Tag("always")]
    | Annotated[MedicineCondition, Tag("medicine_class")]
    | Annotated[UnrecognisedMedicineCondition, Tag("unrecognised_medicine")]
    | Annotated[UnreviewedMedicineCondition, Tag("unreviewed_medicine")]
    | Annotated[HandCheckedMedicineCondition, Tag("hand_checked_medicine")]
    | Annotated[TreatmentCondition, Tag("treatment")]
    | Annotated[FailedTreatmentsCondition, Tag("treatments_failed")]
    | Annotated[NamedInDetailsCondition, Tag("named_in_details")]
    | Annotated[UnlikelyCondition, Tag("unlikely")]
    | Annotated[LiverTestCondition, Tag("liver_tests")]
    | Annotated[LiverTestsAboveMultipleCondition, Tag("liver_tests_above_their_multiple")]
    | Annotated[AllCondition, Tag("all_of")]
    | Annotated[AnyCondition, Tag("any_of")]
    | Annotated[NotCondition, Tag("not")],
    Discriminator(_kind),
]
