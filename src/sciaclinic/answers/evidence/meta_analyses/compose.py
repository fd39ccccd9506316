"""From pooled trials to a document: effects leave the log scale."""

from collections.abc import Iterable

from sciaclinic.answers.evidence.meta_analyses.document import (
    MetaAnalysesDocument,
    MetaAnalysisDocument,
    MetaAnalysisRecord,
    PooledRecord,
    PooledTrialRecord,
)
from sciaclinic.answers.made import Made
from sciaclinic.answers.sources import source_record
from sciatwin.validation.meta_analysis import MetaAnalysis


def meta_analyses_document(results: Iterable[MetaAnalysis], made: Made) -> MetaAnalysesDocument:
    """The list of meta-analyses."""
    return MetaAnalysesDocument(**made.of(MetaAnalysesDocument), analyses=tuple(map(_record, results)))


def meta_analysis_document(result: MetaAnalysis, made: Made) -> MetaAnalysisDocument:
    """One of them."""
    return MetaAnalysisDocument(**made.of(MetaAnalysisDocument), analysis=_record(result))


def _record(result: MetaAnalysis) -> MetaAnalysisRecord:
    record, shown = result.record, result.forest
    return MetaAnalysisRecord(
        key=record.key,
        title=record.title,
        source=None if record.source is None else source_record(record.source),
        read_at=record.read_at,
        effect=record.effect,
        unit=record.unit,
        favours=record.favours,
        trials=tuple(
            PooledTrialRecord(name=line.name, value=line.value or 0.0, ci95=(line.low, line.high), weight=weight)
            for line, weight in zip(shown.trials, shown.weights, strict=True)
        ),
        pooled=_pooled(result),
        published=record.published,
        cautions=record.cautions,
    )


def _pooled(result: MetaAnalysis) -> PooledRecord:
    pooled, shown = result.pooled, result.forest
    value, low, high = shown.pooled
    first, last = map(result.shown, pooled.hartung_knapp)
    return PooledRecord(
        method=pooled.method,
        value=value,
        ci95=(low, high),
        hartung_knapp95=(first, last),
        prediction95=shown.prediction,
        tau2=pooled.tau2,
        i2=pooled.i2,
        q=pooled.q,
    )
