"""One line of what is done before, during and after an infusion: as its file states it, and as a plan shows it."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from sciatwin.eligibility.conditions import Condition
from sciatwin.eligibility.rule import Confidence
from sciatwin.evidence import Source

BLANK = "________"
"""A value that nobody gave: to be filled in by hand."""

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


class DayPhase(StrEnum):
    """In the order of a day in the clinic; the last one is about the days between."""

    BEFORE = "before"
    DURING = "during"
    STOP = "slow, pause or stop"
    RESCUE = "if something goes wrong"
    AFTER = "after"
    BETWEEN = "between sessions and on repeats"


class ValueBasis(StrEnum):
    """Where the values in a row come from."""

    CLINIC = "the clinic's own"
    CLINIC_AND_SOURCE = "the clinic's own, the others from the source"
    CLINIC_AND_PROPOSED = "the clinic's own, the others proposed here, to be signed by the clinic"
    SOURCE = "from the source"
    PROPOSED = "proposed here, to be signed by the clinic"
    BLANK = "to be filled in"


class SheetRow(BaseModel):
    """A statement with its origin.

    ``says`` may hold ``{names}``: of the clinic's settings, or of what the plan computes. ``values`` is what stands
    there where the clinic gives none; without one, a line to fill in. ``condition`` names the patients whom the row is
    for; without one, everybody. ``references`` are items of the project's evidence collection.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str = Field(pattern=r"^[a-z][a-z0-9_]+$")
    order: int
    phase: DayPhase
    topic: str = Field(min_length=3, max_length=40)
    says: str = Field(min_length=10)
    values: dict[str, str] = {}
    condition: Condition | None = None
    on_page_one: bool = False
    is_set_by_clinic: bool = Field(description="The value, or the use of it, is the clinic's to sign.")
    references: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    grade: str = "none given"
    confidence: Confidence
    note: str = ""

    @model_validator(mode="after")
    def _has_an_origin(self) -> Self:
        if not self.sources and not self.is_set_by_clinic:
            raise ValueError("a row without a source is the clinic's to sign")
        unused = sorted(set(self.values) - set(self.names))
        if unused:
            raise ValueError(f"'values' names {unused[0]}, which 'says' does not")
        return self

    @property
    def names(self) -> tuple[str, ...]:
        """What ``says`` leaves to be filled in."""
        return tuple(PLACEHOLDER.findall(self.says))


@dataclass(frozen=True)
class ShownSheetRow:
    """A row as one plan shows it. ``because`` holds the patient's own answer, if the row is not for everybody."""

    row: SheetRow
    text: str
    basis: ValueBasis
    because: str

    @property
    def phase(self) -> DayPhase:
        return self.row.phase
