"""All that was seen of one patient as a record that reads back from JSON; each observation names its kind."""

import datetime
from functools import cache
from typing import Any, Self, get_args

from pydantic import BaseModel, ConfigDict, TypeAdapter, field_validator

from sciatwin.errors import InvalidInputError
from sciatwin.observation.observations import Observation, Observations
from sciatwin.observation.seen.given_session import GivenSession

_KIND = "kind"


class StoredObservations(BaseModel):
    """``observed``: fields of each observation beside its ``kind``, such as ``PainScore``; times in hours."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    observed: tuple[dict[str, Any], ...] = ()
    sessions: tuple[GivenSession, ...] = ()
    notes: tuple[str, ...] = ()
    began: datetime.datetime | None = None

    @field_validator("observed")
    @classmethod
    def _can_be_read(cls, observed: tuple[dict[str, Any], ...]) -> tuple[dict[str, Any], ...]:
        try:
            return tuple(_written(_read(item)) for item in observed)
        except InvalidInputError as error:
            raise ValueError(str(error)) from None

    @classmethod
    def of(cls, observations: Observations) -> Self:
        """What is stored of these observations."""
        return cls(
            observed=tuple(map(_written, observations.observed)),
            sessions=observations.sessions,
            notes=observations.notes,
            began=observations.began,
        )

    def read(self) -> Observations:
        """The observations as they were.

        Raises: InvalidInputError if they contradict each other.
        """
        return Observations(tuple(map(_read, self.observed)), self.sessions, self.notes, self.began)


@cache
def _adapters() -> dict[str, TypeAdapter[Any]]:
    return {kind.__name__: TypeAdapter(kind) for kind in get_args(Observation)}


def _written(item: Observation) -> dict[str, Any]:
    name = type(item).__name__
    return {_KIND: name, **_adapters()[name].dump_python(item, mode="json")}


def _read(stored: dict[str, Any]) -> Observation:
    fields, adapters = dict(stored), _adapters()
    name = fields.pop(_KIND, None)
    if not isinstance(name, str) or name not in adapters:
        raise ValueError(f"kind: got {name!r}; one of {', '.join(adapters)} is needed")
    item: Observation = adapters[name].validate_python(fields)
    return item
