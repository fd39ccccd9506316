"""What a reader sees of one promise: answer, grade and why, numbers, for and against, unknown, predicted, sources."""

from collections.abc import Iterator

from sciaclinic.answers.blocks import Block, Heading, Notes, Pairs, Points, Sheet, Sources, Text, Tone, points, titled
from sciaclinic.answers.evidence.claims.document import ClaimDocument
from sciaclinic.answers.evidence.claims.words import (
    HOW_TO_PREDICT,
    HOW_TO_READ,
    number_in_words,
    point_in_words,
    prediction_blocks,
    why,
)


def sheet_of(document: ClaimDocument) -> Sheet:
    claim = document.claim
    return Sheet(
        question=f"Is it true? {claim.promise}",
        title=claim.promise,
        tone=Tone.STRONG,
        status=claim.key,
        headline=claim.answer,
        statement=document.statement,
        made=document.made,
        blocks=tuple(_blocks(document)),
    )


def _blocks(document: ClaimDocument) -> Iterator[Block]:
    claim = document.claim
    yield Pairs((("grade", f"{claim.grade}, for sciatica"), ("because", why(claim))))
    for title, texts in (
        ("Numbers", map(number_in_words, claim.numbers)),
        ("Speaks for it", map(point_in_words, claim.known_for)),
        ("Speaks against it", map(point_in_words, claim.known_against)),
        ("Unknown", iter(claim.unknown)),
    ):
        yield from titled(Heading(title), Points(points(*texts)))
    if document.regimen is not None:
        yield Heading(f"The twin, on {document.regimen.name}", key="predicted")
        yield from prediction_blocks(claim)
        yield Notes((HOW_TO_READ,))
    elif claim.not_predicted:
        yield Text(f"Not predicted: {claim.not_predicted}.")
    else:
        yield Text(HOW_TO_PREDICT)
    yield from titled(Heading("Sources", key="sources"), Sources(claim.sources))
