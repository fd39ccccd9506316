"""A scenario: the levers of the page, as its address holds them, and the regimen that they make."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sciatwin.analytes import Drug
from sciatwin.errors import Fault, InvalidInputError
from sciatwin.regimen import Regimen, Session
from sciatwin.units import DAYS_PER_WEEK, HOURS_PER_DAY, MINUTES_PER_HOUR

MOST_SESSIONS = 30


class Rhythm(StrEnum):
    """On which days sessions come."""

    EVERY = "every"
    WEEKDAYS = "weekdays"
    THREE_A_WEEK = "three"


_DAYS_OF_WEEK = {Rhythm.WEEKDAYS: (0, 1, 2, 3, 4), Rhythm.THREE_A_WEEK: (0, 2, 4)}

_TAKES = {
    "dose": "a number of mg/kg above 0, at most 10",
    "minutes": "5 to 1440 min",
    "sessions": f"a whole number from 1 to {MOST_SESSIONS}",
    "every": "0.25 to 60 days",
    "rhythm": "every, weekdays or three",
    "step": "0 to 720 min",
    "part": "5 to 100 % of the later rate",
}


class Scenario(BaseModel):
    """Equal sessions. It says nothing of whom they are for.

    Attributes:
        dose: mg per kg of the clinic's weight for dosing, in each session.
        every: days from start to start; counts only in the rhythm "every".
        step: minutes at a lower rate at the start of each session, 0 for none; part: that rate, as a part of the rate
            after it. The dose of the session stays what it is.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)

    dose: float = Field(default=0.5, gt=0, le=10)
    minutes: float = Field(default=40, ge=5, le=1440)
    sessions: int = Field(default=5, ge=1, le=MOST_SESSIONS)
    every: float = Field(default=1, ge=0.25, le=60)
    rhythm: Rhythm = Rhythm.EVERY
    step: float = Field(default=0, ge=0, le=720)
    part: float = Field(default=0.5, ge=0.05, le=1)

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        """Raises: InvalidInputError naming each lever and what it takes."""
        try:
            return cls.model_validate(values)
        except ValidationError as error:
            named = dict.fromkeys(str(item["loc"][0]) for item in error.errors())
            faults = [Fault(name, f"it takes {_TAKES.get(name, 'another value')}.") for name in named]
            raise InvalidInputError("The scenario", faults) from None

    @property
    def days(self) -> tuple[float, ...]:
        """Of the sessions; the first is day 0."""
        of_week = _DAYS_OF_WEEK.get(self.rhythm)
        if of_week is None:
            return tuple(index * self.every for index in range(self.sessions))
        weeks = (divmod(index, len(of_week)) for index in range(self.sessions))
        return tuple(float(week * DAYS_PER_WEEK + of_week[day]) for week, day in weeks)

    @property
    def first_step_min(self) -> float:
        """0 where the first rate is the only one."""
        return self.step if 0 < self.step < self.minutes and self.part < 1 else 0.0

    def steps(self) -> tuple[tuple[float, float], ...]:
        """Time (h) and rate (mg/kg/h) of each step of a session."""
        first_h, whole_h = self.first_step_min / MINUTES_PER_HOUR, self.minutes / MINUTES_PER_HOUR
        rate = self.dose / (self.part * first_h + whole_h - first_h)
        return ((first_h, self.part * rate), (whole_h - first_h, rate)) if first_h else ((whole_h, rate),)

    def regimen(self, drug: Drug, *, per_kg: float = 1.0, starts_h: float = 0.0) -> Regimen:
        """Args: per_kg: kg of the weight for dosing for each kg of the body; starts_h: when the first session may be.

        Raises: RegimenError if sessions overlap.
        """
        sessions = []
        for day in self.days:
            start_h = starts_h + day * HOURS_PER_DAY
            for duration_h, rate in self.steps():
                sessions.append(Session(start_h=start_h, rate_mg_per_kg_h=rate * per_kg, duration_h=duration_h))
                start_h = sessions[-1].end_h
        return Regimen(name="what-if", drug=drug, sessions=tuple(sessions))
