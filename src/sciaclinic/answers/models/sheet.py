"""What a reader sees of the kinetic models: those that run, and those of which numbers are missing."""

from collections.abc import Iterator

from sciaclinic.answers.blocks import ON_TERMINAL, Block, Heading, Point, Points, Sheet, Table, Text, Tone, titled
from sciaclinic.answers.models.document import ModelsDocument

GRADES = "Evidence: A complete with variability, B typical values, C read in code only, D cannot be run."

_COLUMNS = ("key", "gives levels of", "blood", "routes", "grade", "studied in")


def sheet_of(document: ModelsDocument) -> Sheet:
    return Sheet(
        question="Which kinetic models are there?",
        title="Published pharmacokinetic models",
        tone=Tone.STRONG,
        statement=document.statement,
        made=document.made,
        blocks=tuple(_blocks(document)),
    )


def _blocks(document: ModelsDocument) -> Iterator[Block]:
    yield Table(
        "Models that run",
        _COLUMNS,
        tuple(
            (model.key, model.analytes, model.site, model.routes, model.evidence, model.people)
            for model in document.models
            if not model.missing
        ),
        note=GRADES,
    )
    known = tuple(Point(f"{model.missing}.", label=model.key) for model in document.models if model.missing)
    yield from titled(Heading("Known, but numbers are missing", key="known"), Points(known))
    yield Text("One of them: sciatwin models show simons_2022", on=ON_TERMINAL)
