"""What a reader sees of one kinetic model: the data sheet with its drawing."""

from collections.abc import Iterator, Sequence
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
    Table,
    Text,
    Tone,
    Verbatim,
    points,
    titled,
)
from sciaclinic.answers.models.document import ModelDocument, ModelNumber
from sciaclinic.answers.models.in_characters import text_drawing

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_COLUMNS = ("name", "meaning", "printed (SE)", "weight", "variance", "status and place")


def sheet_of(document: ModelDocument) -> Sheet:
    return Sheet(
        question="What is behind this kinetic model?",
        title=document.key,
        tone=Tone.STRONG,
        headline=document.title,
        statement=document.statement,
        made=document.made,
        blocks=tuple(_blocks(document)),
    )


def summary_in_words(document: ModelDocument) -> str:
    """Clearance, volume and half-life at 70 kg."""
    found = document.at_70_kg
    return (
        f"clearance {found.clearance_l_per_h:.1f} L/h, steady-state volume {found.steady_state_volume_l:.0f} L, "
        f"terminal half-life {found.terminal_half_life_h:.2f} h"
    )


def _blocks(document: ModelDocument) -> Iterator[Block]:
    yield Pairs(tuple(pair for pair in _facts(document) if pair[1]))
    yield Heading("Structure", key="structure")
    yield Verbatim(f"{text_drawing(document.structure)}\n", on=ON_TERMINAL)
    yield _figure(document)
    yield from (Text(f"{route}: {'; '.join(inputs)}") for route, inputs in document.routes.items())
    yield from titled(
        Heading("Numbers, as printed", key="numbers"),
        _table("Disposition", document.disposition),
        _table("Absorption", document.absorption),
        _table("Correlations, covariate effects, residual error", document.other_numbers),
    )
    for title, texts in (
        ("Covariates", document.covariates),
        ("Deviations from the paper", document.deviations),
        ("Not simply printed", document.remarks),
    ):
        yield from titled(Heading(title), Points(points(*texts)))


def _facts(document: ModelDocument) -> Iterator[tuple[str, str]]:
    yield "source", " ".join(part for part in (document.source.citation, document.source.link) if part)
    yield "read at", document.source.read_at
    yield "evidence", document.evidence
    yield "blood", document.site
    yield "studied", document.studied.summary
    yield "valid for", document.valid_for
    yield "at 70 kg", summary_in_words(document)


def _figure(document: ModelDocument) -> Figure:
    def draw() -> "Axes":
        from sciatwin.plotting.models.compartments import plot_compartments

        return plot_compartments(document.structure)

    names = ", ".join(document.structure.boxes)
    return Figure(
        key=document.key.replace("_", "-"),
        title=f"Compartments of {document.key}",
        caption="Drug moves from left to right. Shaded: measured. Labels are parameters.",
        alt=f"Compartments as boxes, flows as arrows with the names of their parameters: {names}.",
        draw=draw,
        on=NOT_ON_TERMINAL,
    )


def _table(title: str, numbers: Sequence[ModelNumber]) -> Table:
    return Table(
        title,
        _COLUMNS,
        tuple(
            (
                number.name,
                number.meaning,
                number.printed + (f" ({number.standard_error})" if number.standard_error else ""),
                number.weight,
                number.variance,
                f"{number.status}, {number.place}",
            )
            for number in numbers
        ),
        numeric=(2,),
    )
