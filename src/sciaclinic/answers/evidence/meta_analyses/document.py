"""The stored answers to "which meta-analyses are on record?" and "what do these trials say together?"."""

from typing import ClassVar, Literal

from sciaclinic.answers.answer import AnswerDocument
from sciaclinic.answers.record import Record, SourceRecord
from sciatwin.evidence.published_meta_analysis import Effect, PublishedPool
from sciatwin.validation.forest import Forest, ForestLine, axis_label
from sciatwin.validation.meta_analysis import VarianceMethod

Pair = tuple[float, float]


class PooledTrialRecord(Record):
    """What one trial found."""

    name: str
    value: float
    ci95: Pair
    weight: float
    """Its part of the pooled effect; the weights add up to 1."""


class PooledRecord(Record):
    """The pooled effect, with random effects."""

    method: VarianceMethod
    """How the variance between trials was estimated."""
    value: float
    ci95: Pair
    """From the normal distribution."""
    hartung_knapp95: Pair
    """Allows for an unsure variance between trials."""
    prediction95: Pair | None
    """Where the effect in one more trial would lie; absent for fewer than three trials."""
    tau2: float
    """Variance between trials; of a ratio that of its logarithm."""
    i2: float
    """Part of the variance that it makes up."""
    q: float
    """Cochran's statistic."""


class MetaAnalysisRecord(Record):
    """One meta-analysis, trial by trial. Effects are in the unit in which they are read: ratios as ratios."""

    key: str
    title: str
    source: SourceRecord | None
    """Absent for trials of the records here that only these set side by side."""
    read_at: str
    effect: Effect
    unit: str
    favours: str
    """What a negative effect, or a ratio below 1, means."""
    trials: tuple[PooledTrialRecord, ...]
    pooled: PooledRecord
    published: PublishedPool | None
    """The pooled effect as printed, if it was."""
    cautions: tuple[str, ...]

    @property
    def forest(self) -> Forest:
        """What a forest plot shows of it."""
        pooled, published = self.pooled, self.published
        return Forest(
            trials=tuple(ForestLine(one.name, one.value, *one.ci95) for one in self.trials),
            weights=tuple(one.weight for one in self.trials),
            pooled=(pooled.value, *pooled.ci95),
            published=(published.value, *published.ci95) if published is not None else None,
            prediction=pooled.prediction95,
            axis=axis_label(self.effect, self.unit, self.favours),
            is_ratio=self.effect.is_ratio,
        )


class MetaAnalysesDocument(AnswerDocument):
    """Every meta-analysis on record."""

    VERSION: ClassVar[str] = "1.0"

    kind: Literal["meta-analyses"] = "meta-analyses"
    analyses: tuple[MetaAnalysisRecord, ...]


class MetaAnalysisDocument(AnswerDocument):
    """One of them."""

    VERSION: ClassVar[str] = "1.0"

    kind: Literal["meta-analysis"] = "meta-analysis"
    analysis: MetaAnalysisRecord
