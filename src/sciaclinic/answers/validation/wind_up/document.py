"""The stored answer to "does wind-up in people fall as the spinal circuit says?"."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from sciaclinic.answers.answer import AnswerDocument
from sciaclinic.answers.record import IntervalRecord, Record, SourceRecord
from sciatwin.regimen import Regimen


class SummationRecord(Record):
    """One study of temporal summation under ketamine, and what the chain of levels, block and circuit says of it.

    Falls are parts of the response without drug.
    """

    key: str
    people: int
    who: str
    regimen: Regimen
    tested_h: float
    """After the start."""
    time_assumed: bool
    reduced: bool
    """Summation was found reduced."""
    finding: str
    source: SourceRecord
    block: IntervalRecord
    """Part of spinal receptors; computed, no human curve exists."""
    wind_up_fall: IntervalRecord
    """Of the spikes that 15 shocks add to the first response."""
    first_fall: IntervalRecord
    """Of the first response."""


class WindUpValidationDocument(AnswerDocument):
    """Published studies of wind-up in people beside the spinal circuit."""

    VERSION: ClassVar[str] = "1.0"

    kind: Literal["validation-wind-up"] = "validation-wind-up"
    studies: tuple[SummationRecord, ...]
    not_predicted: Mapping[str, str]
    """Study and why."""
    verdict: str
    note: str
    """What block of receptors in people rests on."""
