"""Promises usually made for ketamine infusions, each with what is known for it, against it, and not at all."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from sciatwin.documents.shipped import shipped_content
from sciatwin.errors import ModelError
from sciatwin.evidence.published_trial import published_trials
from sciatwin.evidence.source import Source
from sciatwin.evidence.trial_reference import TrialReference


class Grade(StrEnum):
    """How sure one may be that the promise holds in sciatica."""

    STRONG = "strong"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very low"
    NONE = "none"


class StudyKind(StrEnum):
    """The best kind of study that asked."""

    RANDOMISED = "randomised trials"
    UNCONTROLLED = "studies without a control group"
    NOTHING = "no study"


class Direction(StrEnum):
    """Where the studies point."""

    FOR = "for it"
    MIXED = "both ways"
    AGAINST = "no benefit"
    UNKNOWN = "not measured"


class StepDown(StrEnum):
    """Why the grade is one step lower."""

    NOT_SCIATICA = "nobody with sciatica, or not told apart"
    OTHER_PEOPLE = "people without chronic pain"
    BLINDING = "patients could tell what they were given"
    DISAGREEMENT = "the studies disagree"
    FEW_PEOPLE = "fewer than 100 people"


_LADDER = tuple(Grade)
_FIRST_STEP = {StudyKind.RANDOMISED: 0, StudyKind.UNCONTROLLED: 2}

RULE = (
    "Randomised trials start at strong, studies without controls at low; each reason to doubt takes one step, down to "
    "very low. None: no study measured it, or those that did found no benefit."
)


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceRecord(_Record):
    """A source that is not one of the trials."""

    citation: str
    doi: str = ""
    url: str = ""

    @property
    def source(self) -> Source:
        return Source(self.citation, doi=self.doi, url=self.url)


class ClaimNumber(TrialReference):
    """A reported number, pointed to in the record of its trial, and what it is in words."""

    says: str


class KnownPoint(_Record):
    """Something known, with the trial or the other source that says it."""

    says: str
    trial: str = ""
    source: SourceRecord | None = None

    @model_validator(mode="after")
    def _traced(self) -> Self:
        if bool(self.trial) is (self.source is not None):
            raise ValueError(f"'{self.says}' needs one trial or one source")
        if self.trial and self.trial not in published_trials():
            raise ValueError(f"there is no trial '{self.trial}'")
        return self

    @property
    def origin(self) -> Source:
        return self.source.source if self.source is not None else published_trials()[self.trial].source


class Predicted(_Record):
    """What the twin says of a promise: a variable of its course at some days, or at the end of the first infusion.

    ``variable`` stands for ``<variable>_untreated``, ``<variable>_placebo`` and ``<variable>_treated``.
    """

    variable: str
    days: tuple[float, ...] = ()
    end_of_first_infusion: bool = False

    @model_validator(mode="after")
    def _some_time(self) -> Self:
        if bool(self.days) is self.end_of_first_infusion:
            raise ValueError(f"{self.variable}: needs days, or the end of the first infusion")
        return self


class Claim(_Record):
    """One promise. ``not_predicted`` says why the twin has no answer to it."""

    key: str
    promise: str
    answer: str
    basis: StudyKind
    direction: Direction
    steps_down: tuple[StepDown, ...] = ()
    numbers: tuple[ClaimNumber, ...] = ()
    known_against: Annotated[tuple[KnownPoint, ...], Field(min_length=1)]
    known_for: tuple[KnownPoint, ...] = ()
    unknown: Annotated[tuple[str, ...], Field(min_length=1)]
    predicted: tuple[Predicted, ...] = ()
    not_predicted: str = ""

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if bool(self.predicted) is bool(self.not_predicted):
            raise ValueError(f"{self.key}: needs what the twin predicts, or the reason why it predicts nothing")
        if len(set(self.steps_down)) != len(self.steps_down):
            raise ValueError(f"{self.key}: a reason is named twice")
        return self

    @property
    def grade(self) -> Grade:
        """By ``RULE``."""
        if self.basis is StudyKind.NOTHING or self.direction in (Direction.AGAINST, Direction.UNKNOWN):
            return Grade.NONE
        step = _FIRST_STEP[self.basis] + len(self.steps_down)
        return _LADDER[min(step, _LADDER.index(Grade.VERY_LOW))]

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source behind the answer, once, in the order of use."""
        used = [number.published.source for number in self.numbers]
        used += [point.origin for point in (*self.known_for, *self.known_against)]
        return tuple(dict.fromkeys(used))


class _ClaimSet(_Record):
    about: str
    claims: tuple[Claim, ...]


@cache
def published_claims() -> Mapping[str, Claim]:
    """Every promise that is answered, by key."""
    record = files("sciatwin.evidence").joinpath("records/claims.yaml")
    content = _ClaimSet.model_validate(shipped_content(record.read_text(encoding="utf-8")))
    return {claim.key: claim for claim in content.claims}


def claim_named(key: str) -> Claim:
    """One promise.

    Raises: ModelError naming the choices.
    """
    claims, key = published_claims(), key.strip().lower().replace(" ", "_")
    if key not in claims:
        raise ModelError(f"unknown claim '{key}'. Available: {', '.join(claims)}.")
    return claims[key]
