"""``sciatwin circuit``: run the dorsal-horn circuit under many conditions, and fit its surrogate anew."""

from pathlib import Path
from typing import Annotated

import typer

from sciaclinic.cli.options import AsJson


def command(
    out: Annotated[Path, typer.Option(help="Folder for runs and fit. A sweep that was stopped goes on from there.")],
    runs: Annotated[int, typer.Option(min=1000, max=100_000, help="Conditions that the circuit is run under.")] = 1024,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same conditions and spikes.")] = 2026,
    as_json: AsJson = False,
) -> None:
    """Simulate the spinal circuit, spike by spike, and fit the smooth function that long predictions use.

    Example: sciatwin circuit --out circuit
    """
    from sciaclinic.cli.answering import context_of, give
    from sciaclinic.cli.bar import counted
    from sciaclinic.services.sweep_circuit import circuit_record, sweep_circuit
    from sciatwin.dorsal_horn.fitted.sweep import HELD_OUT, REPEATS

    context = context_of(out)
    with counted("circuit", "runs", total=runs + HELD_OUT * REPEATS) as on_run:
        document = sweep_circuit(out, context, runs=runs, seed=seed, on_run=on_run)
    give(document, context, as_json=as_json, also=circuit_record(document))
