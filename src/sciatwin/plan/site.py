"""What one clinic allows and has: its hard limits, its vial and its syringe."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, field_validator

from sciatwin.documents import read_record
from sciatwin.plan.limits import Limits
from sciatwin.plan.preparation import Syringe, Vial


class Site(BaseModel):
    """Settings of a clinic. ``signed_by`` is the physician who answers for limits without a published basis."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    shows: str = Field(default="", max_length=200)
    limits: Limits
    vial: Vial
    syringe: Syringe
    signed_by: str | None = None

    @field_validator("signed_by")
    @classmethod
    def _a_name(cls, value: str | None) -> str | None:
        if value is not None and value.strip().lower() in {"", "unknown", "none", "nobody", "no", "-", "?"}:
            raise ValueError(f"got {value!r}; write the physician's name and the date, or null while nobody has signed")
        return value


def read_site(path: str | Path) -> Site:
    """Read a site file (YAML or JSON).

    Raises: InputFileError if it cannot be read; InvalidInputError listing every fault with line and field.
    """
    return read_record(path, Site)
