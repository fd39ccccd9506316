"""What a reader sees of one meta-analysis: the forest plot, the pooled effect and what to beware of."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sciaclinic.answers.blocks import (
    NOT_ON_TERMINAL,
    ON_TERMINAL,
    Block,
    Figure,
    Heading,
    Pairs,
    Points,
    Sheet,
    Tone,
    Verbatim,
    points,
    titled,
)
from sciaclinic.answers.evidence.meta_analyses.document import MetaAnalysisDocument, MetaAnalysisRecord
from sciaclinic.answers.evidence.meta_analyses.in_characters import effect_number, text_forest
from sciaclinic.answers.evidence.meta_analyses.sheet import effect_in_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def sheet_of(document: MetaAnalysisDocument) -> Sheet:
    record = document.analysis
    unit = f", {record.unit}" if record.unit else ""
    return Sheet(
        question="What do these trials say together?",
        title=record.key,
        tone=Tone.STRONG,
        headline=f"{record.title}: {record.effect}{unit}; {record.favours}",
        statement=document.statement,
        made=document.made,
        blocks=tuple(_blocks(record)),
    )


def forest_figure(record: MetaAnalysisRecord) -> Figure:
    """The forest plot."""

    def draw() -> "Axes":
        from sciatwin.plotting import plot_forest

        return plot_forest(record.forest)

    return Figure(
        key=f"forest-{record.key.replace('_', '-')}",
        title=record.title,
        caption=(
            "Squares: trials by weight, with 95 % intervals. Diamond: pooled; open: as published. Dashed: where one "
            "more trial would lie."
        ),
        alt=f"Forest plot of {len(record.trials)} trials. Pooled {record.effect} {effect_in_words(record.pooled)}.",
        draw=draw,
        on=NOT_ON_TERMINAL,
    )


def _blocks(record: MetaAnalysisRecord) -> Iterator[Block]:
    yield Heading("Trial by trial", key="trials")
    yield Verbatim(f"{text_forest(record.forest)}\n", on=ON_TERMINAL)
    yield forest_figure(record)
    yield Pairs(tuple(_facts(record)))
    yield from titled(Heading("Beware", key="beware"), Points(points(*record.cautions)))


def _facts(record: MetaAnalysisRecord) -> Iterator[tuple[str, str]]:
    pooled = record.pooled
    first, last = map(effect_number, pooled.hartung_knapp95)
    yield (
        pooled.method,
        f"{effect_in_words(pooled)}; Hartung-Knapp {first} to {last}; I² {pooled.i2:.0%}, tau² {pooled.tau2:.3g}",
    )
    if pooled.prediction95 is None:
        yield "one more trial", "Two trials are too few to say where one more would lie."
    else:
        yield "one more trial", "{} to {}".format(*map(effect_number, pooled.prediction95))
    if record.published is not None:
        low, high = map(effect_number, record.published.ci95)
        yield "published", f"{effect_number(record.published.value)} ({low} to {high}), {record.published.place}"
    if record.source is not None:
        yield "source", " ".join(part for part in (record.source.citation, record.source.link) if part)
    if record.read_at:
        yield "read", record.read_at
