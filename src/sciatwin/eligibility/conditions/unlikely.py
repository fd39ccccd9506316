"""``{unlikely: weight}``: a typed value that fits few, until somebody confirms it."""

from typing import Literal

from sciatwin.eligibility.conditions.base import AbstractCondition
from sciatwin.eligibility.logic.reading import Reading
from sciatwin.patient import Answer, Patient
from sciatwin.patient.unlikely import unlikely_values


class UnlikelyCondition(AbstractCondition):
    """A field is mistyped. Unknown while its value is unlikely and not listed under ``confirmed``; else no."""

    unlikely: Literal["weight", "height", "last_course_dose"]

    @property
    def fields(self) -> tuple[str, ...]:
        is_of_build = self.unlikely != "last_course_dose"
        return ("weight_kg", "height_cm") if is_of_build else ("last_course_mg", "days_since_ketamine_course")

    def read(self, patient: Patient) -> Reading:
        doubt = dict(unlikely_values(patient)).get(self.unlikely)
        if doubt is None:
            return Reading(Answer.NO, (f"{self.unlikely} is not unlikely",))
        if self.unlikely in patient.confirmed:
            return Reading(Answer.NO, (f"{doubt}; {self.unlikely} is confirmed",))
        return Reading(Answer.UNKNOWN, (doubt,))
