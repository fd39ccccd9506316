"""What a scientist sees of the mechanism: the course, equations, what is reproduced, every number with its origin."""

from collections.abc import Iterator
from dataclasses import replace

from sciaclinic.answers.blocks import (
    NOT_ON_TERMINAL,
    ON_TERMINAL,
    Beside,
    Block,
    Heading,
    Notes,
    Points,
    Sheet,
    Sources,
    Text,
    Tone,
    Verbatim,
    points,
)
from sciaclinic.answers.mechanism import tables, words
from sciaclinic.answers.mechanism.document import MechanismDocument
from sciaclinic.answers.mechanism.figures import science_figures

_MODEL_PAGES = "docs/reference/models/simons_2022.md and docs/reference/models/otto_2021.md"


def sheet_of(document: MechanismDocument) -> Sheet:
    return Sheet(
        question="How does ketamine quiet this nerve?",
        title="From level to relief, link by link",
        tone=Tone.STRONG,
        dangers=document.dangers,
        headline=words.regimen_words(document.regimen, document.patient.weight_kg) + ".",
        status=words.at_a_glance(document),
        statement=document.statement,
        made=document.made,
        has_contents=True,
        blocks=(
            *_course(document),
            *(replace(block, on=NOT_ON_TERMINAL) for block in _chain(document)),
        ),
    )


def _course(document: MechanismDocument) -> Iterator[Block]:
    yield Heading("This infusion, hour by hour", key="course")
    yield Text(words.mismatch_words(document), tone=Tone.CAUTION)
    yield Text(document.no_human_curve)
    levels, signals, wind_up, pain, relief = science_figures(document)
    yield Beside((levels, signals), (wind_up, relief, pain))
    yield tables.moment_table(document)
    yield tables.moments_in_short(document)
    yield tables.pain_table(document)
    yield tables.relief_table(document)
    yield Notes((f"{words.NO_TRIAL} {document.evidence}", f"{words.COMPUTED} {words.SUPPORTS}"))
    yield Text("Equations, every number and its origin stand on the page (--out).", tone=Tone.SOFT, on=ON_TERMINAL)


def _chain(document: MechanismDocument) -> Iterator[Block]:
    """What stands behind the course: only on the page."""
    model = document.model
    yield Heading("Equations of each link", key="chain")
    for link in model.links:
        yield Heading(link.title, level=3)
        yield Verbatim("\n".join(link.equations))
        yield Text(link.says)
    yield tables.account_table(document)
    yield Heading("What is reproduced", key="reproduced")
    yield tables.reproduction_table(document)
    yield tables.surrogate_table(document)
    yield Heading("Limits and contradictions", key="limits")
    yield Points(points(*model.limits))
    yield Heading("Every number between level and relief", key="numbers")
    yield Text(f"The kinetic models have pages of their own: {_MODEL_PAGES}.")
    yield from tables.number_tables(document)
    yield Heading("Sources", key="sources")
    yield Sources(model.sources)
