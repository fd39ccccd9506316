"""``{field: conditions.hypertension, is: yes}``: a question with fixed answers."""

from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from sciatwin.eligibility.conditions.base import AbstractCondition, one_or_more
from sciatwin.eligibility.facts.fields import choices, label_of, value_at
from sciatwin.eligibility.logic.kleene import answer_of
from sciatwin.eligibility.logic.reading import Reading
from sciatwin.patient import Answer, Patient


def _answer(value: object) -> object:
    """YAML reads a bare ``yes`` or ``no`` as true or false."""
    return ("yes" if value else "no") if isinstance(value, bool) else value


AnswerName = Annotated[str, BeforeValidator(_answer)]


class ChoiceCondition(AbstractCondition):
    """The answer to a question is one of those named.

    ``needed_if``: a missing answer counts as unknown only if this holds; without it, always.
    """

    field: str
    is_: Annotated[tuple[AnswerName, ...], BeforeValidator(one_or_more)] = Field(alias="is", min_length=1)
    needed_if: "ChoiceCondition | None" = None

    @model_validator(mode="after")
    def _names_known_answers(self) -> Self:
        known = choices(self.field)
        wrong = [answer for answer in self.is_ if answer not in known]
        if wrong:
            raise ValueError(f"'{self.field}' cannot be {wrong[0]!r}; its answers are: {', '.join(known) or 'none'}")
        return self

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.field,)

    def read(self, patient: Patient) -> Reading:
        value = value_at(patient, self.field)
        if value is None:
            return missing(self.field, patient, self.needed_if)
        return Reading(answer_of(value in self.is_), (f"{label_of(self.field)}: {value}",))


def missing(path: str, patient: Patient, needed_if: ChoiceCondition | None) -> Reading:
    """The reading of a field without a value: NO where it need not be asked, else UNKNOWN."""
    needed = needed_if.read(patient) if needed_if else None
    if needed is not None and needed.answer is Answer.NO:
        return needed
    return Reading(Answer.UNKNOWN, (f"{label_of(path)} is not known",))
