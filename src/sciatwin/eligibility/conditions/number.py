"""``{field: vitals.systolic_mmhg, above: 180 mmHg}``: a number against a threshold."""

import math
import operator
from collections.abc import Callable, Mapping
from typing import Self

from pydantic import Field, model_validator

from sciatwin.eligibility.conditions.base import AbstractCondition
from sciatwin.eligibility.conditions.choice import ChoiceCondition, missing
from sciatwin.eligibility.facts.derived import DERIVED
from sciatwin.eligibility.facts.fields import asked, is_number, label_of, value_at
from sciatwin.eligibility.logic.kleene import answer_of
from sciatwin.eligibility.logic.reading import Reading
from sciatwin.eligibility.logic.threshold import Threshold
from sciatwin.patient import Patient

COMPARISONS: Mapping[str, Callable[[float, float], bool]] = {
    "above": operator.gt,
    "at_least": operator.ge,
    "below": operator.lt,
    "at_most": operator.le,
}


_DIGITS = 9


class NumberCondition(AbstractCondition):
    """A number lies beyond exactly one threshold. A threshold carries its unit where the field has one."""

    field: str
    above: str | float | None = None
    at_least: str | float | None = None
    below: str | float | None = None
    at_most: str | float | None = None
    needed_if: ChoiceCondition | None = Field(default=None, description="As in ChoiceCondition.")

    @model_validator(mode="after")
    def _states_one_threshold(self) -> Self:
        if not is_number(self.field):
            raise ValueError(f"'{self.field}' is not a number but {asked(self.field).kind}")
        if len(self._stated()) != 1:
            raise ValueError(f"'{self.field}' needs exactly one of: {', '.join(COMPARISONS)}")
        self.threshold()
        return self

    def comparison(self) -> str:
        return next(iter(self._stated()))

    def threshold(self) -> Threshold:
        return Threshold.read(self.field, next(iter(self._stated().values())))

    @property
    def fields(self) -> tuple[str, ...]:
        return DERIVED[self.field].reads if self.field in DERIVED else (self.field,)

    def read(self, patient: Patient) -> Reading:
        value = value_at(patient, self.field)
        if value is None:
            return missing(self.field, patient, self.needed_if)
        limit = self.threshold().inside
        # 94 % is 0.9400000000000001 once its unit is read: the same number however it was typed
        holds = COMPARISONS[self.comparison()](round(value, _DIGITS), round(limit, _DIGITS))
        return Reading(answer_of(holds), (self._statement(value, holds),))

    def _statement(self, value: float, holds: bool) -> str:
        limit, name = self.threshold(), label_of(self.field)
        if math.isinf(value):
            return f"{name}: never"
        verb = f"is {'' if holds else 'not '}{self.comparison().replace('_', ' ')}"
        return f"{name} {limit.show(value)} {verb} {limit.show()}"

    def _stated(self) -> dict[str, str | float]:
        given = {name: getattr(self, name) for name in COMPARISONS}
        return {name: value for name, value in given.items() if value is not None}
