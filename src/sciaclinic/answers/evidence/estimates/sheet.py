"""What a reader sees of the numbers: a table for each origin, assumed ones first."""

from collections.abc import Iterator

from sciaclinic.answers.blocks import Block, Notes, Sheet, Table, Tone
from sciaclinic.answers.evidence.estimates.document import EstimatesDocument, NamedEstimate
from sciatwin.evidence.estimate import Z_95

_COLUMNS = ("constant", "value (range)", "origin")

_HOW_TO_READ = (
    "Range: of an assumed number, where it could lie; else value ± 1.96 standard errors. Spreads between people and "
    "studies are standard deviations of the logarithm or the logit."
)


def sheet_of(document: EstimatesDocument) -> Sheet:
    total = sum(document.of_each_origin.values())
    return Sheet(
        question="Which numbers stand behind a plan, a fit or a score, and where are they from?",
        title="Numbers by origin",
        tone=Tone.STRONG,
        headline=", ".join(f"{count} {status}" for status, count in document.of_each_origin.items()) + ".",
        statement=document.statement,
        made=document.made,
        blocks=(*_tables(document, total), Notes((_HOW_TO_READ,))),
    )


def _tables(document: EstimatesDocument, total: int) -> Iterator[Block]:
    for status, count in document.of_each_origin.items():
        chosen = [estimate for estimate in document.estimates if estimate.status == status]
        if chosen:
            title = f"{status.capitalize()}: {count} of {total} numbers"
            yield Table(title, _COLUMNS, tuple(map(_row, chosen)))


def _row(estimate: NamedEstimate) -> tuple[str, str, str]:
    name = estimate.name if estimate.part == "value" else f"{estimate.name}, spread {estimate.part}"
    value = f"{estimate.value:.3g} {estimate.unit}".strip()
    citation = estimate.source.citation if estimate.source else ""
    origin = ". ".join(part for part in (citation, estimate.place, estimate.reason) if part)
    return name, f"{value} {_range(estimate)}".strip(), origin


def _range(estimate: NamedEstimate) -> str:
    low, high = estimate.low, estimate.high
    if low is None or high is None:
        if estimate.standard_error is None:
            return ""
        half = Z_95 * estimate.standard_error
        low, high = estimate.value - half, estimate.value + half
    return f"({low:.3g} to {high:.3g})"
