"""What a reader sees of wind-up in people: predicted beside found."""

from collections.abc import Iterator

from sciaclinic.answers.blocks import Block, Heading, Notes, Point, Points, Sheet, Sources, Table, Tone, titled
from sciaclinic.answers.record import IntervalRecord
from sciaclinic.answers.validation.wind_up.document import SummationRecord, WindUpValidationDocument

_COLUMNS = ("study", "receptors blocked", "fall of wind-up", "fall of the first response", "found")


def sheet_of(document: WindUpValidationDocument) -> Sheet:
    return Sheet(
        question="Does wind-up in people fall as the spinal circuit says?",
        title="Temporal summation in people",
        tone=Tone.STRONG,
        headline=document.verdict,
        statement=document.statement,
        made=document.made,
        blocks=tuple(_blocks(document)),
    )


def _blocks(document: WindUpValidationDocument) -> Iterator[Block]:
    rows = tuple(map(_row, document.studies))
    yield Table("Predicted mean (90 %), and what was found", _COLUMNS, rows, note=document.note)
    reasons = tuple(Point(reason, label=study) for study, reason in document.not_predicted.items())
    yield from titled(Heading("Not predicted", key="not-predicted"), Points(reasons))
    yield from titled(Heading("Sources", key="sources"), Sources(tuple(study.source for study in document.studies)))
    yield Notes(tuple(_assumed(study) for study in document.studies if study.time_assumed))


def _row(study: SummationRecord) -> tuple[str, ...]:
    spreads = (study.block, study.wind_up_fall, study.first_fall)
    return f"{study.key} ({study.people} {study.who})", *map(_percent, spreads), study.finding


def _percent(spread: IntervalRecord) -> str:
    return f"{spread.mean:.0%} ({spread.low:.0%} to {spread.high:.0%})"


def _assumed(study: SummationRecord) -> str:
    return f"{study.key}: tested {study.tested_h:g} h after the start, assumed."
