"""What stands beside every promise, in words."""

from collections.abc import Iterator, Sequence

from sciaclinic.answers.blocks import NONE, Block, Table, Text
from sciaclinic.answers.evidence.claims.document import ClaimNumberRecord, ClaimRecord, PointRecord, PredictionRecord
from sciaclinic.answers.record import IntervalRecord

HOW_TO_PREDICT = (
    "What the twin predicts needs a patient: add --patient FILE --template NAME, for example "
    "--patient examples/typical.yaml --template 'Cleveland five-day'."
)
HOW_TO_READ = (
    "Mean and 90 % interval; by the drug: ketamine minus inert infusions that the patient believes in as much. "
    "No trial shows that intravenous ketamine helps sciatica; the predictions are extrapolated."
)

_COLUMNS = ("when", "untreated", "placebo", "ketamine", "by the drug")
_NO_DECIMALS_FROM = 100.0


def number_in_words(number: ClaimNumberRecord) -> str:
    """A number of a promise with what it is, when, in which trial."""
    return f"{number.says}{f', {number.when}' if number.when else ''}: {number.text} [{number.trial}]"


def point_in_words(point: PointRecord) -> str:
    """Something known, with the key of the trial that says it; other sources stand in the list of sources."""
    return f"{point.says} [{point.trial}]" if point.trial else point.says


def why(claim: ClaimRecord) -> str:
    """What the grade rests on."""
    steps = f"; {'; '.join(claim.steps_down)}" if claim.steps_down else ""
    return f"{claim.basis}, {claim.direction}{steps}"


def prediction_blocks(claim: ClaimRecord) -> Iterator[Block]:
    """A table for each variable of a promise, and what could not be predicted."""
    if claim.not_predicted:
        yield Text(f"Not predicted: {claim.not_predicted}.")
        return
    lines = claim.predictions or ()
    known = [line for line in lines if not line.missing]
    for name in dict.fromkeys(line.name for line in known):
        yield _table([line for line in known if line.name == name])
    for missing in dict.fromkeys(f"{line.name}: {line.missing}" for line in lines if line.missing):
        yield Text(f"{missing}.")


def _table(lines: Sequence[PredictionRecord]) -> Table:
    """One variable at its times."""
    unit = f", {lines[0].unit}" if lines[0].unit not in ("", "1") else ""
    return Table(
        f"{lines[0].name}{unit}",
        _COLUMNS,
        tuple(
            (line.when, *map(_interval, (line.untreated, line.placebo, line.treated, line.by_the_drug)))
            for line in lines
        ),
    )


def _interval(interval: IntervalRecord | None) -> str:
    if interval is None:
        return NONE
    values = (interval.mean, interval.low, interval.high)
    largest = max(map(abs, values))
    digits = 2 if largest < 1 else 1 if largest < _NO_DECIMALS_FROM else 0
    mean, low, high = (f"{round(value, digits) + 0.0:.{digits}f}".replace("-", "−") for value in values)
    return f"{mean} ({low} to {high})"
