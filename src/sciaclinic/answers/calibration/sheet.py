"""What a reader sees of a calibration: constants and accounts beside those that are shipped, and how well they fit."""

from collections.abc import Iterator, Mapping

from sciaclinic.answers.blocks import Block, Heading, Point, Points, Sheet, Table, Tone, points, titled
from sciaclinic.answers.calibration.document import CalibrationDocument

_DISTANCE = "distance of "


def sheet_of(document: CalibrationDocument) -> Sheet:
    same = "the shipped numbers" if document.unchanged else "other numbers than the shipped ones"
    return Sheet(
        question="Do the constants follow from the evidence?",
        title="Calibration",
        tone=Tone.GOOD if document.unchanged else Tone.CAUTION,
        headline=f"This fit gives {same}.",
        statement=document.statement,
        made=document.made,
        blocks=tuple(_blocks(document)),
    )


def _blocks(document: CalibrationDocument) -> Iterator[Block]:
    yield Heading("Fitted", key="fitted")
    yield _constants(document)
    yield _accounts(document)
    without = (
        Point(", ".join(f"{key} {weight:.2f}" for key, weight in weights.items()), label=f"without {trial}")
        for trial, weights in document.found.weights_without.items()
    )
    yield from titled(Heading("Weights without a trial", key="without"), Points(tuple(without)))
    fits = (_fit(name, numbers) for name, numbers in document.found.diagnostics.items())
    yield from titled(Heading("How well each fit describes its rows", key="fits"), Points(points(*fits)))


def _constants(document: CalibrationDocument) -> Table:
    shipped = document.shipped.constants
    return Table(
        "Constants, median and 95 % interval",
        ("constant", "fitted", "interval", "shipped"),
        tuple(
            (
                name,
                f"{constant.value:.3g}",
                f"{constant.low:.3g} to {constant.high:.3g}",
                f"{shipped[name].value:.3g}" if name in shipped else "",
            )
            for name, constant in document.found.constants.items()
        ),
        numeric=(1, 2, 3),
    )


def _accounts(document: CalibrationDocument) -> Table:
    found, shipped = document.found, document.shipped
    return Table(
        "Accounts of lasting relief",
        ("account", "log evidence", "weight", "shipped"),
        tuple(
            (key, f"{found.log_evidence[key]:.2f}", f"{weight:.2f}", f"{shipped.weights.get(key, 0.0):.2f}")
            for key, weight in found.weights.items()
        ),
        numeric=(1, 2, 3),
    )


def _fit(name: str, numbers: Mapping[str, float]) -> str:
    far = [
        f"{row.removeprefix(_DISTANCE)} {value:+.1f} SD"
        for row, value in numbers.items()
        if row.startswith(_DISTANCE) and abs(value) > 1
    ]
    described = "every row within 1 SD" if not far else f"beyond 1 SD: {'; '.join(far)}"
    return (
        f"{name}: {numbers['effective draws']:.0f} effective draws, log evidence ± "
        f"{numbers['log evidence error']:.2f}; {described}"
    )
