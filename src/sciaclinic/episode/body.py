"""What every body of an entry is: frozen, complete, and without a field that nobody knows."""

from pydantic import BaseModel, ConfigDict, Field


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, str_strip_whitespace=True)


class Reason(Body):
    reason: str = Field(min_length=3, max_length=2000)
