"""``sciatwin circuit``: run the dorsal-horn circuit under many conditions, and fit its surrogate anew."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from sciaclinic.cli.console import Console
    from sciaclinic.services.sweep_circuit import SweptCircuit


def command(
    out: Annotated[Path, typer.Option(help="Folder for runs and fit. A sweep that was stopped goes on from there.")],
    runs: Annotated[int, typer.Option(min=1000, max=100_000, help="Conditions that the circuit is run under.")] = 1024,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same conditions and spikes.")] = 2026,
) -> None:
    """Simulate the spinal circuit, spike by spike, and fit the smooth function that long predictions use.

    Example: sciatwin circuit --out circuit
    """
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    from sciaclinic.cli.console import Console
    from sciaclinic.services.sweep_circuit import sweep_circuit
    from sciatwin.dorsal_horn.fitted.sweep import HELD_OUT, REPEATS

    console = Console()
    with Progress("circuit", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=console) as progress:
        task = progress.add_task("runs", total=runs + HELD_OUT * REPEATS)
        result = sweep_circuit(out, runs=runs, seed=seed, on_run=lambda done: progress.update(task, completed=done))
    _print(result, console)


def _print(result: SweptCircuit, console: Console) -> None:
    found = result.found
    for name, errors in (("output", found.output_errors), ("wind-up ratio", found.wind_up_errors)):
        console.print(
            f"{name}: error on {found.held_out} conditions that were kept back, as a part of the range: "
            f"{errors.mean_absolute:.1%} on average, {errors.root_mean_square:.1%} root mean square (without the "
            f"chance of ectopic spikes {errors.of_curve:.1%}), {errors.in_19_of_20:.1%} in 19 of 20",
        )
    same = "the shipped numbers" if result.unchanged else "other numbers than the shipped ones"
    console.print(f"\nThis fit gives {same}.")
    for path in result.written:
        console.print(f"  written: {path}")
