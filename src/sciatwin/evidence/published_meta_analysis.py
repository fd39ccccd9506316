"""Meta-analyses trial by trial: what each trial found, and the pooled effect that was published, if one was."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from sciatwin.documents.shipped import shipped_content
from sciatwin.errors import ModelError
from sciatwin.evidence.published_trial import Pair, Positive
from sciatwin.evidence.source import Source
from sciatwin.evidence.trial_reference import TrialReference


class Effect(StrEnum):
    """What is pooled. Ratios are pooled as logarithms."""

    STANDARDISED_DIFFERENCE = "standardised mean difference"  # Hedges' g
    DIFFERENCE = "mean difference"
    RISK_RATIO = "risk ratio"
    ODDS_RATIO = "odds ratio"

    @property
    def is_ratio(self) -> bool:
        return self in (Effect.RISK_RATIO, Effect.ODDS_RATIO)


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PooledArm(_Record):
    """One arm of one trial: mean and SD of a score, or how many had the event."""

    n: Annotated[int, Field(gt=0)]
    mean: float | None = None
    sd: Positive | None = None
    events: Annotated[int, Field(ge=0)] | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if (self.mean is None) is not (self.sd is None) or (self.mean is None) is (self.events is None):
            raise ValueError("a group needs a mean with its SD, or a number of events")
        if self.events is not None and self.events > self.n:
            raise ValueError(f"{self.events} events among {self.n} people")
        return self

    @property
    def score(self) -> tuple[float, float, int] | None:
        """Mean, SD and number of people; None where events were counted."""
        return None if self.mean is None or self.sd is None else (self.mean, self.sd, self.n)

    @property
    def counts(self) -> tuple[int, int] | None:
        """Events and number of people; None where a score was taken."""
        return None if self.events is None else (self.events, self.n)


class PooledTrial(_Record):
    """One comparison: its two groups, or a pointer to the difference, or to both arms, in the record of the trial."""

    name: str
    treated: PooledArm | None = None
    control: PooledArm | None = None
    difference: TrialReference | None = None
    treated_row: TrialReference | None = None
    control_row: TrialReference | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        given = [self.treated and self.control, self.difference, self.treated_row and self.control_row]
        if sum(entry is not None for entry in given) != 1:
            raise ValueError(f"{self.name}: needs two groups, or a difference, or the rows of both arms")
        return self

    @property
    def groups(self) -> tuple[PooledArm, PooledArm] | None:
        """Treated and control, as they stand here or in the record of the trial; None where only a difference is."""
        if self.treated is not None and self.control is not None:
            return self.treated, self.control
        if self.treated_row is not None and self.control_row is not None:
            return _counted(self.treated_row), _counted(self.control_row)
        return None


def _counted(reference: TrialReference) -> PooledArm:
    row = reference.observation
    if row.count is None or row.of is None:
        raise ValueError(f"{reference.trial}, {reference.arm}: only counts are pooled from the arms of a trial")
    return PooledArm(n=row.of, events=row.count)


class PublishedPool(_Record):
    """The pooled effect as printed."""

    value: float
    ci95: Pair
    prediction95: Pair | None = None
    place: str
    citation: str = ""
    doi: str = ""
    url: str = ""


class PublishedMetaAnalysis(_Record):
    """Trials that were pooled, or that may be set side by side. ``favours`` says what a negative effect means."""

    key: str
    title: str
    citation: str = ""
    doi: str = ""
    url: str = ""
    read_at: str = ""
    effect: Effect
    unit: str = ""
    favours: str
    trials: Annotated[tuple[PooledTrial, ...], Field(min_length=2)]
    published: PublishedPool | None = None
    cautions: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _traced(self) -> Self:
        own = [trial.name for trial in self.trials if trial.treated is not None]
        if own and not self.citation:
            raise ValueError(f"{self.key}: numbers that stand here need a citation")
        if self.published is not None and not self.citation:
            raise ValueError(f"{self.key}: a published effect needs its citation")
        return self

    @property
    def source(self) -> Source | None:
        """Where it was published; None for trials of this project's records that only it sets side by side."""
        if not self.citation:
            return None
        return Source(self.citation, doi=self.doi, url=self.url, read_at=self.read_at)


class _MetaAnalysisSet(_Record):
    about: str
    meta_analyses: tuple[PublishedMetaAnalysis, ...]


@cache
def published_meta_analyses() -> Mapping[str, PublishedMetaAnalysis]:
    """Every meta-analysis whose trials the project carries, by key."""
    record = files("sciatwin.evidence").joinpath("records/meta_analyses.yaml")
    content = _MetaAnalysisSet.model_validate(shipped_content(record.read_text(encoding="utf-8")))
    return {entry.key: entry for entry in content.meta_analyses}


def meta_analysis_named(key: str) -> PublishedMetaAnalysis:
    """One meta-analysis.

    Raises: ModelError naming the choices.
    """
    known = published_meta_analyses()
    if key not in known:
        raise ModelError(f"unknown meta-analysis '{key}'. Available: {', '.join(known)}.")
    return known[key]
