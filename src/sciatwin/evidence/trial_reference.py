"""A pointer to one reported number, so that a number stands once, in the record of its trial."""

from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from sciatwin.evidence.published_trial import Measure, PublishedTrial, TrialObservation, published_trials


class TrialReference(BaseModel):
    """Which observation of which trial. Only what is given must agree; exactly one observation must."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    trial: str
    measures: Measure
    arm: str
    what: str | None = None
    day: float | None = None
    time_h: float | None = None

    @model_validator(mode="after")
    def _points_to_one(self) -> Self:
        if self.trial not in published_trials():
            raise ValueError(f"there is no trial '{self.trial}'")
        if len(found := self._found()) != 1:
            raise ValueError(f"{self.trial}, {self.measures}, {self.arm}: {len(found)} observations agree, not one")
        return self

    @property
    def published(self) -> PublishedTrial:
        return published_trials()[self.trial]

    @property
    def observation(self) -> TrialObservation:
        return self._found()[0]

    def _found(self) -> list[TrialObservation]:
        wanted = {"what": self.what, "day": self.day, "time_h": self.time_h}
        return [
            row
            for row in self.published.seen(self.measures, self.arm)
            if all(value is None or getattr(row, name) == value for name, value in wanted.items())
        ]
