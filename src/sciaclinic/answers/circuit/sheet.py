"""What a reader sees of a sweep of the circuit: how far the smooth function lies from the runs."""

from sciaclinic.answers.blocks import Sheet, Table, Tone
from sciaclinic.answers.circuit.document import CircuitDocument
from sciatwin.dorsal_horn.fitted.surrogate import Errors

_COLUMNS = ("answer", "mean", "root mean square", "in 19 of 20", "without the chance of ectopic spikes")


def sheet_of(document: CircuitDocument) -> Sheet:
    found = document.found
    same = "the shipped numbers" if document.unchanged else "other numbers than the shipped ones"
    return Sheet(
        question="Does the fast spinal cord follow the simulated one?",
        title="Spinal circuit",
        tone=Tone.GOOD if document.unchanged else Tone.CAUTION,
        headline=f"This fit gives {same}.",
        statement=document.statement,
        made=document.made,
        blocks=(
            Table(
                f"Errors on {found.held_out} conditions that were kept back, as parts of the range; {found.runs} runs "
                "were fitted",
                _COLUMNS,
                (_row("output", found.output_errors), _row("wind-up ratio", found.wind_up_errors)),
                numeric=(1, 2, 3, 4),
            ),
        ),
    )


def _row(name: str, errors: Errors) -> tuple[str, ...]:
    parts = (errors.mean_absolute, errors.root_mean_square, errors.in_19_of_20, errors.of_curve)
    return name, *(f"{part:.1%}" for part in parts)
