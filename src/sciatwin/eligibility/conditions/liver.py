"""``{liver_tests: [ALT, AST], at_least_times_upper_limit: 3}`` and ``{liver_tests_above_their_multiple: yes}``: typed
liver tests against their upper limits, and against the multiple that was typed for the highest of them."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from sciatwin.eligibility.conditions.base import AbstractCondition, one_or_more
from sciatwin.eligibility.facts.fields import label_of, value_at
from sciatwin.eligibility.facts.liver import (
    ENZYMES,
    MULTIPLE,
    LiverTest,
    Multiple,
    field_of,
    limit_field_of,
    multiple_of,
)
from sciatwin.eligibility.logic import kleene
from sciatwin.eligibility.logic.reading import Reading, any_holds
from sciatwin.patient import Answer, Patient

_ROUNDING = 0.1  # a multiple is typed with one digit after the point
_ASK_FOR_LIMIT = "write the laboratory's own upper limit"


class LiverTestCondition(AbstractCondition):
    """At least one of the tests is so many times its upper limit.

    Where only the highest multiple of the enzymes was typed, it stands for every enzyme that was not. Unknown if a test
    is missing, or if the answer hangs on an upper limit that was not typed.
    """

    liver_tests: Annotated[tuple[LiverTest, ...], BeforeValidator(one_or_more)] = Field(min_length=1)
    at_least_times_upper_limit: float = Field(gt=0)

    @property
    def fields(self) -> tuple[str, ...]:
        return (MULTIPLE, *map(field_of, self.liver_tests), *map(limit_field_of, self.liver_tests))

    def read(self, patient: Patient) -> Reading:
        return any_holds([self._of_test(patient, test) for test in self.liver_tests])

    def _of_test(self, patient: Patient, test: LiverTest) -> Reading:
        typed = multiple_of(patient, test)
        highest = value_at(patient, MULTIPLE) if test in ENZYMES else None
        if typed is None:
            return self._of_highest(highest) if highest is not None else _missing(test)
        if highest is not None and highest >= self.at_least_times_upper_limit:
            return self._of_highest(highest)
        return self._of_typed(typed, highest)

    def _of_highest(self, highest: float) -> Reading:
        holds = highest >= self.at_least_times_upper_limit
        verb = "at least" if holds else "not at least"
        line = f"{label_of(MULTIPLE)}: {highest:g} is {verb} {self.at_least_times_upper_limit:g}"
        return Reading(kleene.answer_of(holds), (line,))

    def _of_typed(self, typed: Multiple, highest: float | None) -> Reading:
        limit = self.at_least_times_upper_limit
        if typed.lowest >= limit:
            return Reading(Answer.YES, (str(typed),))
        if typed.highest < limit or (highest is not None and typed.lowest <= highest < limit):
            return Reading(Answer.NO, (str(typed),))
        return Reading(Answer.UNKNOWN, (f"{typed}: {_ASK_FOR_LIMIT}",))


class LiverTestsAboveMultipleCondition(AbstractCondition):
    """A typed enzyme is a higher multiple of any usual limit than the highest multiple that was typed."""

    liver_tests_above_their_multiple: Literal[True]

    @property
    def fields(self) -> tuple[str, ...]:
        return (MULTIPLE, *map(field_of, ENZYMES), *map(limit_field_of, ENZYMES))

    def read(self, patient: Patient) -> Reading:
        highest = value_at(patient, MULTIPLE)
        if highest is None:
            return Reading(Answer.NO, (f"{label_of(MULTIPLE)} is not typed",))
        typed = filter(None, (multiple_of(patient, test) for test in ENZYMES))
        above = tuple(f"{item}, yet the highest multiple is {highest:g}" for item in typed if _is_above(item, highest))
        return Reading(kleene.answer_of(bool(above)), above or (f"no typed test is above {highest:g} times its limit",))


def _is_above(typed: Multiple, highest: float) -> bool:
    return typed.lowest > highest + _ROUNDING


def _missing(test: LiverTest) -> Reading:
    return Reading(Answer.UNKNOWN, (f"{label_of(field_of(test))} is not known",))
