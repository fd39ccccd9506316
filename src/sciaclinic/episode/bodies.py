"""What the body of each kind of entry holds; anything else is refused."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import AfterValidator, Field, ValidationError

from sciaclinic.episode.bodies_of_follow_up import Called, DiaryPage, DiaryRead, LearnedFrom, Observed, Reviewed
from sciaclinic.episode.bodies_of_session import SESSION_BODIES
from sciaclinic.episode.body import Body, Reason
from sciaclinic.episode.kinds import Kind
from sciaclinic.episode.what_matters import MOST, WHAT_MATTERS
from sciatwin.errors import Fault, InvalidInputError


def _known(key: str) -> str:
    if key not in WHAT_MATTERS:
        raise ValueError(f"got '{key}'; one of {', '.join(WHAT_MATTERS)} is needed")
    return key


class Answered(Body):
    """``path`` as the code names the question; ``value`` as it was typed; None opens the question again. ``after``:
    number of the entry that stood on the screen, so that two people cannot overwrite each other unseen."""

    path: str = Field(min_length=1, max_length=200)
    value: Any = None
    after: int = 0


class Proposed(Body):
    """A plan that was computed: the document that says it. ``regimen`` is a clinician's own, with her ``reason``.
    ``after``: number of the last answer that it was computed from."""

    document: str = Field(pattern="^[0-9a-f]{64}$")
    after: int = 0
    regimen: dict[str, Any] | None = None
    reason: str = Field(default="", max_length=2000)


class Weighed(Body):
    """How much each thing matters to the patient; what was not asked is left out."""

    weights: dict[Annotated[str, AfterValidator(_known)], Annotated[int, Field(ge=0, le=MOST)]]


class PlanSigned(Body):
    """``document`` is the SHA-256 of the plan; ``meaning`` what the signature says; ``patient`` who it is for, as the
    banner said when it was signed."""

    document: str = Field(pattern="^[0-9a-f]{64}$")
    meaning: str = Field(min_length=3, max_length=300)
    name: str = Field(min_length=2, max_length=200)
    patient: tuple[str, ...] = ()


BODIES: Mapping[Kind, type[Body]] = MappingProxyType(
    {
        Kind.ANSWERED: Answered,
        Kind.PROPOSED: Proposed,
        Kind.WEIGHED: Weighed,
        Kind.PLAN_SIGNED: PlanSigned,
        Kind.WITHDRAWN: Reason,
        Kind.CLOSED: Reason,
        Kind.CALLED: Called,
        Kind.OBSERVED: Observed,
        Kind.DIARY: DiaryPage,
        Kind.DIARY_READ: DiaryRead,
        Kind.LEARNED: LearnedFrom,
        Kind.REVIEWED: Reviewed,
        **SESSION_BODIES,
    }
)


def checked_body(kind: Kind, body: Mapping[str, Any]) -> dict[str, Any]:
    """The body as it is kept. Raises: InvalidInputError naming each wrong field."""
    try:
        return BODIES[kind].model_validate(dict(body)).model_dump(mode="json")
    except ValidationError as error:
        faults = [Fault(".".join(map(str, item["loc"])), item["msg"]) for item in error.errors()]
        raise InvalidInputError(f"'{kind}'", faults) from None
