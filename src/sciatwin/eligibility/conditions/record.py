"""``{missing: laboratory.alt_u_per_l}`` and ``{always: yes}``: about the record itself."""

from typing import Literal

from pydantic import field_validator

from sciatwin.eligibility.conditions.base import AbstractCondition
from sciatwin.eligibility.facts.fields import asked, label_of, value_at
from sciatwin.eligibility.logic.kleene import answer_of
from sciatwin.eligibility.logic.reading import Reading
from sciatwin.patient import Answer, Patient


class MissingCondition(AbstractCondition):
    """Nothing is on file for a field. Never unknown itself."""

    missing: str

    @field_validator("missing")
    @classmethod
    def _names_a_field(cls, path: str) -> str:
        asked(path)
        return path

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.missing,)

    def read(self, patient: Patient) -> Reading:
        absent = value_at(patient, self.missing) is None
        state = "is not known" if absent else "is on file"
        return Reading(answer_of(absent), (f"{label_of(self.missing)} {state}",))


class AlwaysCondition(AbstractCondition):
    """Holds for everybody."""

    always: Literal[True]

    @property
    def fields(self) -> tuple[str, ...]:
        return ()

    def read(self, patient: Patient) -> Reading:
        return Reading(Answer.YES, ("shown for every patient",))
