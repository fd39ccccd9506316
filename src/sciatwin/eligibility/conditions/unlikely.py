"""``{unlikely: weight}``: a typed value that fits few people, until somebody confirms it."""

from typing import Literal

from sciatwin.eligibility.conditions.base import AbstractCondition
from sciatwin.eligibility.reading import Reading
from sciatwin.patient import Answer, Patient
from sciatwin.patient.unlikely import unlikely_build


class UnlikelyCondition(AbstractCondition):
    """A field is mistyped. Unknown while its value is unlikely and not listed under ``confirmed``; else no."""

    unlikely: Literal["weight", "height"]

    @property
    def fields(self) -> tuple[str, ...]:
        return ("weight_kg", "height_cm")

    def read(self, patient: Patient) -> Reading:
        doubt = dict(unlikely_build(patient)).get(self.unlikely)
        if doubt is None:
            return Reading(Answer.NO, (f"{self.unlikely} is not unlikely",))
        if self.unlikely in patient.confirmed:
            return Reading(Answer.NO, (f"{doubt}; the {self.unlikely} is confirmed",))
        return Reading(Answer.UNKNOWN, (doubt,))
