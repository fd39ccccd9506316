"""Questionnaire scores of a patient. A questionnaire that nobody filled in is unknown, never a usual score."""

import datetime
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from sciatwin.calendar_days import Day
from sciatwin.quantities import Record
from sciatwin.questions import Coding, Question

_OTHER_PHQ9_ITEMS_AT_MOST = 24  # eight items, each up to 3


def _as_answered(value: object) -> object:
    """YAML reads a bare ``yes`` as true, which would count as 1."""
    if isinstance(value, bool):
        raise ValueError(f"a number is needed; got '{'yes' if value else 'no'}'")
    return None if value == "unknown" else value


def _whole(score: float | None) -> float | None:
    if score is not None and score != round(score):
        raise ValueError(f"got {score:g}; the form is a sum of whole points. Write the sum as the form gives it")
    return score


_ANSWERED = BeforeValidator(_as_answered, json_schema_input_type=float | Literal["unknown"] | None)
_ANSWERED_DATE = BeforeValidator(_as_answered, json_schema_input_type=datetime.date | Literal["unknown"] | None)
_SUM = AfterValidator(_whole)


_PHQ9 = (Coding("44261-6", "PHQ-9 total score", "{score}"),)
_GAD7 = (Coding("70274-6", "GAD-7 total score", "{score}"),)
_BPI = (Coding("77565-0", "Pain interference score [BPI Short Form]", "{score}"),)


class Questionnaires(Record):
    """Total scores as the forms give them, and the one item of PHQ-9 that asks about self-harm."""

    filled_in: Annotated[
        Day | None,
        _ANSWERED_DATE,
        Question(
            "date of the questionnaires", "such as 2026-11-29; an assessment of self-harm before it does not count"
        ),
    ] = None
    phq9: Annotated[
        Annotated[float, Field(ge=0, le=27)] | None,
        _SUM,
        _ANSWERED,
        Question("PHQ-9", "depression, sum of 9 items", coding=_PHQ9),
    ] = None
    phq9_item_9: Annotated[
        Annotated[int, Field(ge=0, le=3)] | None,
        _ANSWERED,
        Question("PHQ-9 item 9 (self-harm)", "0 not at all, 3 nearly every day"),
    ] = None
    gad7: Annotated[
        Annotated[float, Field(ge=0, le=21)] | None,
        _SUM,
        _ANSWERED,
        Question("GAD-7", "anxiety, sum of 7 items", coding=_GAD7),
    ] = None
    isi: Annotated[
        Annotated[float, Field(ge=0, le=28)] | None,
        _SUM,
        _ANSWERED,
        Question("ISI", "insomnia severity index, sum of 7 items"),
    ] = None
    odi: Annotated[
        Annotated[float, Field(ge=0, le=100)] | None, _ANSWERED, Question("ODI", "Oswestry disability index, 0 to 100")
    ] = None
    roland_morris: Annotated[
        Annotated[float, Field(ge=0, le=24)] | None, _SUM, _ANSWERED, Question("Roland-Morris", "disability, 0 to 24")
    ] = None
    bpi_interference: Annotated[
        Annotated[float, Field(ge=0, le=10)] | None,
        _ANSWERED,
        Question("BPI interference", "mean of 7 items, 0 to 10", coding=_BPI),
    ] = None

    @model_validator(mode="after")
    def _item_9_fits_the_sum(self) -> Self:
        if self.phq9 is None or self.phq9_item_9 is None:
            return self
        if not self.phq9_item_9 <= self.phq9 <= self.phq9_item_9 + _OTHER_PHQ9_ITEMS_AT_MOST:
            raise ValueError(
                f"a PHQ-9 of {self.phq9:g} cannot have {self.phq9_item_9} on item 9: the score is the sum of nine "
                "items from 0 to 3"
            )
        return self
