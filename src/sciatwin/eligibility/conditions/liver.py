"""``{liver_tests: [ALT, AST], at_least_times_upper_limit: 3}``: typed liver tests against their upper limits."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from sciatwin.eligibility import kleene
from sciatwin.eligibility.conditions.base import AbstractCondition, one_or_more
from sciatwin.eligibility.fields import label_of, value_at
from sciatwin.eligibility.liver import ENZYMES, MULTIPLE, LiverTest, Multiple, field_of, multiple_of
from sciatwin.eligibility.reading import Reading, any_holds
from sciatwin.patient import Answer, Patient

_ASK_FOR_LIMIT = "write the laboratory's own upper limit"


class LiverTestCondition(AbstractCondition):
    """At least one of the tests is so many times its upper limit.

    Where only the highest multiple of the enzymes was typed, it stands for every enzyme that was not. Unknown if a test
    is missing, or if the answer hangs on an upper limit that was not typed.
    """

    liver_tests: Annotated[tuple[LiverTest, ...], BeforeValidator(one_or_more)] = Field(min_length=1)
    at_least_times_upper_limit: float = Field(gt=0)

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


def _missing(test: LiverTest) -> Reading:
    return Reading(Answer.UNKNOWN, (f"{label_of(field_of(test))} is not known",))
