"""What a reader sees of the meta-analyses: the list with the pooled effects."""

from sciaclinic.answers.blocks import Sheet, Table, Text, Tone
from sciaclinic.answers.evidence.meta_analyses.document import MetaAnalysesDocument, MetaAnalysisRecord, PooledRecord
from sciaclinic.answers.evidence.meta_analyses.in_characters import effect_number

_COLUMNS = ("key", "trials", "pooled effect (95 %)", "question")


def sheet_of(document: MetaAnalysesDocument) -> Sheet:
    return Sheet(
        question="Which meta-analyses are on record?",
        title="Meta-analyses whose trials are on record",
        tone=Tone.STRONG,
        statement=document.statement,
        made=document.made,
        blocks=(
            Table("Pooled again, with random effects", _COLUMNS, tuple(map(_row, document.analyses)), numeric=(1,)),
            Text("One of them: sciatwin evidence forest ketamine_lasting_relief"),
        ),
    )


def effect_in_words(pooled: PooledRecord) -> str:
    """The pooled effect with its 95 % interval."""
    low, high = pooled.ci95
    return f"{effect_number(pooled.value)} ({effect_number(low)} to {effect_number(high)})"


def _row(record: MetaAnalysisRecord) -> tuple[str, ...]:
    return record.key, str(len(record.trials)), f"{record.effect} {effect_in_words(record.pooled)}", record.title
