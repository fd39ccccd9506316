"""Bodies of what is entered between sessions: scores, the call, the diary, what was learned, and the review."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, field_validator, model_validator

from sciaclinic.episode.body import Body
from sciatwin.errors import InvalidInputError
from sciatwin.observation.seen.global_impression import Impression
from sciatwin.observation.seen.questionnaire_score import Questionnaire, QuestionnaireScore
from sciatwin.observation.seen.serious_event import Event
from sciatwin.observation.seen.side_effect_seen import SideEffect
from sciatwin.patient.complaint import RedFlags


def _no_yes_or_no(value: object) -> object:
    """A "no" that was meant for another field would count as 0."""
    if isinstance(value, bool):
        raise ValueError(f"a number is needed; got '{'yes' if value else 'no'}'")
    return value


_A_NUMBER = BeforeValidator(_no_yes_or_no)
_Ten = Annotated[int, Field(ge=0, le=10), _A_NUMBER]
_Item9 = Annotated[int, Field(ge=0, le=3), _A_NUMBER]
_Total = Annotated[float, _A_NUMBER]
_Words = Annotated[str, Field(max_length=500)]


class Observed(Body):
    """Scores of one visit or telephone call, by the clinic; what nobody asked about is absent.

    ``leg_pain``: average of the last 24 hours; ``leg_pain_week`` of the last seven days. ``scores``: totals by
    questionnaire, as its form gives them. ``morphine_mg_per_day``: opioids of the day, as oral morphine.
    """

    leg_pain: _Ten | None = None
    leg_pain_week: _Ten | None = None
    scores: dict[Questionnaire, _Total] = Field(default_factory=dict)
    phq9_item_9: _Item9 | None = None
    impression: Impression | None = None
    morphine_mg_per_day: Annotated[float, Field(ge=0, le=5000), _A_NUMBER] | None = None
    event: Event | None = None
    note: _Words = ""

    @field_validator("scores")
    @classmethod
    def _within_their_scales(cls, scores: dict[Questionnaire, float]) -> dict[Questionnaire, float]:
        for key, score in scores.items():
            try:
                QuestionnaireScore(time_h=0.0, questionnaire=key, score=score)
            except InvalidInputError as error:
                raise ValueError(" ".join(error.faults)) from None
        return scores

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if _is_empty(self, without="note"):
            raise ValueError("enter at least one score; an empty form is not kept")
        return self


class Called(Body):
    """The call after 24 to 48 hours. ``reached``: False is kept too, so that the call stays due."""

    reached: bool
    leg_pain: _Ten | None = None
    sleep: _Ten | None = None
    phq9_item_9: _Item9 | None = None
    side_effects: dict[SideEffect, bool] = Field(default_factory=dict)
    urinary_symptoms: bool | None = None
    drives_again: bool | None = None
    red_flags: dict[str, bool] = Field(default_factory=dict)
    note: _Words = ""

    @model_validator(mode="after")
    def _asks_of_known_flags(self) -> Self:
        _demand_known(self.red_flags)
        return self


class DiaryPage(Body):
    """One evening as the patient wrote it. ``leg_pain``: average of the day; ``sleep`` and ``mood``: 0 worst, 10 best.

    ``red_flags``: what is new, item by item; an item that is absent was not answered.
    """

    leg_pain: _Ten | None = None
    sleep: _Ten | None = None
    mood: _Ten | None = None
    phq9_item_9: _Item9 | None = None
    side_effects: dict[SideEffect, bool] = Field(default_factory=dict)
    urinary_symptoms: bool | None = None
    red_flags: dict[str, bool] = Field(default_factory=dict)
    note: _Words = ""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        _demand_known(self.red_flags)
        if _is_empty(self):
            raise ValueError("answer at least one question; an empty page is not kept")
        return self

    @property
    def warns_of(self) -> tuple[str, ...]:
        """Thoughts of self-harm, and each red flag that is new; empty where nothing warns."""
        thoughts = ("thoughts of self-harm",) if self.phq9_item_9 else ()
        return (*thoughts, *(name.replace("_", " ") for name, is_new in self.red_flags.items() if is_new))


class DiaryRead(Body):
    """Somebody has seen what a page of the diary warned of. ``page``: number of its entry; ``done``: what followed."""

    page: int = Field(ge=1)
    done: str = Field(min_length=3, max_length=2000)


class LearnedFrom(Body):
    """What was learned, as a document; ``up_to``: number of the newest entry that it knows."""

    document: str = Field(pattern="^[0-9a-f]{64}$")
    up_to: int = Field(ge=0)


class Decision(StrEnum):
    GO_ON = "go on"
    CHANGE = "change"
    STOP = "stop"


class Reviewed(Body):
    """A physician's decision on all that was given and seen; ``document``: what was learned, if it was before her."""

    decision: Decision
    reason: str = Field(min_length=3, max_length=2000)
    document: str = Field(default="", pattern="^([0-9a-f]{64})?$")


def _is_empty(body: Body, *, without: str = "") -> bool:
    return all(value in (None, "", {}) for name, value in body if name != without)


def _demand_known(red_flags: dict[str, bool]) -> None:
    if unknown := sorted(red_flags.keys() - RedFlags.model_fields.keys()):
        raise ValueError(f"red_flags: there is no item '{unknown[0]}'")
