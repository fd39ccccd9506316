"""``sciatwin calibrate``: fit the constants of the response models to the rows of the evidence kept for that."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.table import Table

    from sciaclinic.cli.console import Console
    from sciaclinic.services.calibrate_models import Recalibration


def command(
    out: Annotated[Path | None, typer.Option(help="Folder for the new record; nothing is written without it.")] = None,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same numbers.")] = 2026,
) -> None:
    """Fit the untreated course, placebo and relief to the calibration trials; held-out trials are never read.

    Example: sciatwin calibrate --out calibration
    """
    from sciaclinic.cli.console import Console
    from sciaclinic.services.calibrate_models import calibrate_models

    console = Console()
    with console.status("fitting; this takes a few minutes"):
        result = calibrate_models(seed, out)
    _print(result, console)


def _print(result: Recalibration, console: Console) -> None:
    console.print(_constants_table(result))
    console.print(_accounts_table(result))
    for trial, weights in result.found.weights_without.items():
        shown = ", ".join(f"{key} {weight:.2f}" for key, weight in weights.items())
        console.print(f"weights without {trial}: {shown}")
    for fit, numbers in result.found.diagnostics.items():
        far = {name: value for name, value in numbers.items() if name.startswith("distance") and abs(value) > 1}
        console.print(
            f"{fit}: {numbers['effective draws']:.0f} effective draws, "
            f"log evidence ± {numbers['log evidence error']:.2f}; "
            + ("every row within 1 SD" if not far else f"{len(far)} rows beyond 1 SD:"),
        )
        for name, value in far.items():
            console.print(f"    {name.removeprefix('distance of ')}: {value:+.1f} SD")
    same = "the shipped numbers" if result.unchanged else "other numbers than the shipped ones"
    console.print(f"\nThis fit gives {same}.")
    for path in result.written:
        console.print(f"  written: {path}")


def _constants_table(result: Recalibration) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(
        title="Constants, median and 95 % interval", box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False
    )
    table.add_column("constant")
    for column in ("fitted", "interval", "shipped"):
        table.add_column(column, justify="right")
    for name, constant in result.found.constants.items():
        shipped = result.shipped.constants.get(name)
        interval = f"{constant.low:.3g} to {constant.high:.3g}"
        table.add_row(name, f"{constant.value:.3g}", interval, f"{shipped.value:.3g}" if shipped else "")
    return table


def _accounts_table(result: Recalibration) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(title="\nAccounts of lasting relief", box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)
    table.add_column("account")
    for column in ("log evidence", "weight", "shipped"):
        table.add_column(column, justify="right")
    for key, weight in result.found.weights.items():
        shipped = result.shipped.weights.get(key, 0.0)
        table.add_row(key, f"{result.found.log_evidence[key]:.2f}", f"{weight:.2f}", f"{shipped:.2f}")
    return table
