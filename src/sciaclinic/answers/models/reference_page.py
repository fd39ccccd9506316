"""The reference pages of the models, to be written as Markdown: texts here may hold its marks."""

from collections.abc import Iterator, Sequence

from sciaclinic.answers.blocks import (
    NONE,
    Block,
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
from sciaclinic.answers.models.document import ModelDocument, ModelNumber, ModelsDocument
from sciaclinic.answers.models.in_characters import text_drawing
from sciaclinic.answers.models.sheet import GRADES

_NUMBER_COLUMNS = ("name", "meaning", "as printed", "SE", "weight", "variance", "status", "place")
_INDEX_COLUMNS = ("key", "drug", "analytes", "blood", "routes", "evidence")


def page_of(document: ModelDocument) -> Sheet:
    """The page of one model."""
    return Sheet(
        question="What is behind this kinetic model?",
        title=document.key,
        tone=Tone.PLAIN,
        headline=f"{document.title}.",
        statement=document.statement,
        made=document.made,
        blocks=(
            *_page_blocks(document),
            Text("Written from the record of the model by `sciatwin models page`; do not edit."),
        ),
    )


def index_of(document: ModelsDocument) -> Sheet:
    """The list of every model: those that run, and those that are known but lack numbers."""
    runs = tuple(
        (f"[{model.key}]({model.key}.md)", model.drug, model.analytes, model.site, model.routes, model.evidence)
        for model in document.models
        if not model.missing
    )
    known = tuple((model.key, model.population, model.missing) for model in document.models if model.missing)
    return Sheet(
        question="Which kinetic models are there?",
        title="Published pharmacokinetic models",
        tone=Tone.PLAIN,
        headline=GRADES,
        statement=document.statement,
        made=document.made,
        blocks=(
            Heading("Models that run"),
            Table("", _INDEX_COLUMNS, runs),
            Heading("Known, but numbers are missing"),
            Table("", ("key", "model and people", "missing"), known),
            Text("Written from the records by `sciatwin models page`; do not edit."),
        ),
    )


def _page_blocks(document: ModelDocument) -> Iterator[Block]:
    yield Pairs(tuple(fact for fact in _facts(document) if fact[1]))
    yield from titled(Heading("Computed at 70 kg"), Text(_summary(document)))
    yield from titled(Heading("Structure"), Verbatim(text_drawing(document.structure)))
    routes = tuple((str(route), "; ".join(inputs)) for route, inputs in document.routes.items())
    yield from titled(Heading("Routes"), Table("", ("route", "a dose enters"), routes))
    yield from titled(Heading("Numbers of disposition"), _numbers(document.disposition))
    yield from titled(Heading("Numbers of absorption"), _numbers(document.absorption))
    yield from titled(Heading("Correlations, covariate effects and residual error"), _numbers(document.other_numbers))
    yield from titled(Heading("Covariates"), Points(points(*document.covariates)))
    yield from titled(Heading("Valid for"), Text(f"{document.valid_for}." if document.valid_for else ""))
    yield from titled(Heading("Deviations from the paper"), Points(points(*document.deviations)))
    yield from titled(Heading("What is not simply printed"), Points(points(*document.remarks)))


def _facts(document: ModelDocument) -> Iterator[tuple[str, str]]:
    link = document.source.link
    cited = f"{document.source.citation} [{link}]({link})" if link.startswith("http") else document.source.citation
    yield "Source", cited
    yield "Read at", document.source.read_at
    yield "Evidence", document.evidence
    yield "Drug given", document.dosed.in_full
    yield "Analytes", ", ".join(analyte.in_full for analyte in document.analytes)
    yield "Blood", document.site
    yield "Studied", document.studied.summary
    yield "Ages", _range(document.studied.age_yr, "years")
    yield "Weights", _range(document.studied.weight_kg, "kg")
    yield "Reference weight", f"{document.reference_weight_kg:g} kg"


def _range(studied: tuple[float, float] | None, unit: str) -> str:
    return "not found" if studied is None else f"{studied[0]:g} to {studied[1]:g} {unit}"


def _summary(document: ModelDocument) -> str:
    found = document.at_70_kg
    return (
        f"Clearance {found.clearance_l_per_h:.1f} L/h, steady-state volume {found.steady_state_volume_l:.0f} L "
        f"(clearance × mean residence time), terminal half-life {found.terminal_half_life_h:.2f} h."
    )


def _numbers(numbers: Sequence[ModelNumber]) -> Table:
    return Table("", _NUMBER_COLUMNS, tuple(map(_row, numbers)))


def _row(number: ModelNumber) -> tuple[str, ...]:
    spread = (number.standard_error or NONE, number.weight or NONE, number.variance or NONE)
    return f"`{number.name}`", number.meaning, number.printed, *spread, str(number.status), number.place
