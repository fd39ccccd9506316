"""Outcome scales: range, scoring rule, severity bands, important differences, licence. No item wording."""

from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from sciatwin.documents.shipped import shipped_content
from sciatwin.errors import InvalidInputError


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ScoringRule(StrEnum):
    """How a score follows from the answers, where a source prints it."""

    SUM = "sum"  # every answer is needed
    PERCENTAGE_OF_ANSWERED = "percentage of answered"  # 100 × sum ÷ (highest answer × number answered)


class Side(StrEnum):
    AT_OR_ABOVE = "at or above"
    ABOVE = "above"
    AT_OR_BELOW = "at or below"
    BELOW = "below"
    NOT_PRINTED = "not printed"


class Permission(StrEnum):
    """May the items be reproduced?"""

    YES = "yes"
    NO = "no"
    CONDITIONAL = "conditional"


class Band(_Record):
    """Severity of scores with low ≤ score < high; the last band of a scale includes the highest score."""

    name: str
    low: float
    high: float


class ImportantDifference(_Record):
    """A change that patients call important. ``fraction`` is the same as a part of the first score."""

    value: Annotated[float, Field(gt=0)]
    context: str
    source: str
    fraction: Annotated[float | None, Field(gt=0, lt=1)] = None
    patients: int | None = None


class CutOff(_Record):
    value: float
    side: Side
    meaning: str
    source: str


class Licence(_Record):
    may_reproduce: Permission
    basis: str
    sources: tuple[str, ...] = ()


class Code(_Record):
    """A LOINC code; see ``ScaleSet.loinc_note``."""

    code: str = Field(pattern=r"^\d+-\d$")
    display: str


class Scale(_Record):
    """One scale. What was not seen in a source is absent: no range, no bands, no scoring rule."""

    key: str
    name: str
    scoring: str
    licence: Licence
    sources: tuple[str, ...] = Field(min_length=1)
    items: int | None = None
    lowest: float | None = None
    highest: float | None = None
    step: float | None = None
    rule: ScoringRule | None = None
    item_lowest: int | None = None
    item_highest: int | None = None
    bands: tuple[Band, ...] = ()
    important_differences: tuple[ImportantDifference, ...] = ()
    cut_offs: tuple[CutOff, ...] = ()
    safety: str = ""
    loinc: tuple[Code, ...] = ()
    notes: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if (self.lowest is None) != (self.highest is None):
            raise ValueError(f"{self.key}: a range needs both ends")
        if self.rule and None in (self.items, self.item_lowest, self.item_highest):
            raise ValueError(f"{self.key}: a scoring rule needs the number and the range of its items")
        edges = [(a.high, b.low) for a, b in pairwise(self.bands)]
        if any(band.low >= band.high for band in self.bands) or any(high != low for high, low in edges):
            raise ValueError(f"{self.key}: the bands leave a gap, overlap or are not in order")
        if self.bands and (self.bands[0].low, self.bands[-1].high) != (self.lowest, self.highest):
            raise ValueError(f"{self.key}: the bands do not cover the whole range")
        return self


class ScaleSet(_Record):
    about: str
    loinc_note: str
    scales: tuple[Scale, ...]


@cache
def scales() -> ScaleSet:
    """Every scale that the project carries."""
    text = files("sciatwin.evidence").joinpath("records/scales.yaml").read_text(encoding="utf-8")
    return ScaleSet.model_validate(shipped_content(text))


def scale(key: str) -> Scale:
    """Raises: InvalidInputError listing the keys, if there is no such scale."""
    found = {item.key: item for item in scales().scales}
    if key not in found:
        raise InvalidInputError("scales", [f"there is no scale '{key}' (available: {', '.join(found)})"])
    return found[key]


def highest_score(key: str) -> float:
    """Raises: InvalidInputError if the range of this scale was not seen in a source."""
    found = scale(key).highest
    if found is None:
        raise InvalidInputError(scale(key).name, ["its range was not seen in a source"])
    return found


def band(scale: Scale, score: float) -> Band | None:
    """Severity band of a score; None if the scale has no bands.

    Raises: InvalidInputError if the score is outside the range of the scale.
    """
    if scale.lowest is not None and scale.highest is not None and not scale.lowest <= score <= scale.highest:
        raise InvalidInputError(scale.name, [f"{score:g} is outside {scale.lowest:g} to {scale.highest:g}"])
    return next((item for item in reversed(scale.bands) if score >= item.low), None)


def score_items(scale: Scale, answers: Sequence[int | None]) -> float:
    """Score from one answer for each item, in order; None where the patient did not answer.

    Raises: InvalidInputError naming each wrong or missing answer, or if the rule of this scale is not known.
    """
    if scale.rule is None or scale.items is None or scale.item_lowest is None or scale.item_highest is None:
        raise InvalidInputError(scale.name, ["its scoring rule was not seen in a source; enter the score of the form"])
    faults = _faults(scale, answers, scale.items, range(scale.item_lowest, scale.item_highest + 1))
    if faults:
        raise InvalidInputError(scale.name, faults)
    answered = [answer for answer in answers if answer is not None]
    if scale.rule is ScoringRule.SUM:
        return float(sum(answered))
    return 100 * sum(answered) / (scale.item_highest * len(answered))


def _faults(scale: Scale, answers: Sequence[int | None], items: int, allowed: range) -> list[str]:
    if len(answers) != items:
        return [f"{items} answers are needed, with None for one that is missing; got {len(answers)}"]
    numbered = list(enumerate(answers, start=1))
    wrong = [(number, answer) for number, answer in numbered if answer is not None and answer not in allowed]
    faults = [f"item {number}: {answer} is not one of {allowed[0]} to {allowed[-1]}" for number, answer in wrong]
    missing = [str(number) for number, answer in numbered if answer is None]
    if missing and scale.rule is ScoringRule.SUM:
        faults.append(f"item {', '.join(missing)}: not answered, and a sum needs every answer")
    if len(missing) == items:
        faults.append("no item was answered")
    return faults
