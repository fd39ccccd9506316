"""What a reader sees of the promises: each with its grade and answer, and with a patient what the twin predicts."""

from collections.abc import Iterator

from sciaclinic.answers.blocks import ON_TERMINAL, Block, Heading, Notes, Sheet, Table, Text, Tone
from sciaclinic.answers.evidence.claims.document import ClaimsDocument
from sciaclinic.answers.evidence.claims.words import HOW_TO_PREDICT, HOW_TO_READ, prediction_blocks

_COLUMNS = ("promise", "grade", "answer")


def sheet_of(document: ClaimsDocument) -> Sheet:
    return Sheet(
        question="Which promises does the evidence bear out?",
        title="Promises made for ketamine infusions, answered for sciatica",
        tone=Tone.STRONG,
        statement=document.statement,
        made=document.made,
        blocks=tuple(_blocks(document)),
    )


def _blocks(document: ClaimsDocument) -> Iterator[Block]:
    yield Table(
        "Promises and answers",
        _COLUMNS,
        tuple((f"{claim.promise} ({claim.key})", claim.grade, claim.answer) for claim in document.claims),
        note=f"Grade: how sure one may be that the promise holds in sciatica. {document.rule}",
    )
    if document.regimen is None:
        yield Text(HOW_TO_PREDICT, on=ON_TERMINAL)
    else:
        yield Heading(f"The twin, on {document.regimen.name}", key="predicted")
        for claim in document.claims:
            yield Heading(claim.promise, level=3)
            yield from prediction_blocks(claim)
        yield Notes((HOW_TO_READ,))
    yield Text("One of them with its numbers: sciatwin evidence claims lasting_relief", on=ON_TERMINAL)
