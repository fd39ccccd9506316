"""The stored answer to "which numbers stand behind a plan, a fit or a score?"."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from sciaclinic.answers.answer import AnswerDocument
from sciaclinic.answers.evidence.estimate_record import EstimateRecord
from sciatwin.evidence import Status


class NamedEstimate(EstimateRecord):
    """One number by the name under which it is used."""

    name: str
    part: str
    """``value``, or a spread of it: ``between people`` or ``between studies``."""


class EstimatesDocument(AnswerDocument):
    """Numbers by origin: assumed ones first, published ones last."""

    VERSION: ClassVar[str] = "1.0"

    kind: Literal["estimates"] = "estimates"
    only: Status | None
    """The origin that was asked for; absent if all were."""
    estimates: tuple[NamedEstimate, ...]
    of_each_origin: Mapping[Status, int]
    """How many numbers there are, also of origins that were not asked for."""
