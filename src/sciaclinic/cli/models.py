"""``sciatwin models``: which pharmacokinetic models are there, and what exactly is one of them?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sciaclinic.cli.options import AsJson

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from sciaclinic.cli.console import Console
    from sciaclinic.services.list_models import ModelLine
    from sciaclinic.services.model_sheet import ModelSheet, NumberLine

app = typer.Typer(help="Published pharmacokinetic models: the list, or one as a data sheet.")

Key = Annotated[str, typer.Argument(help="Key of a model, for example simons_2022.")]


@app.callback(invoke_without_command=True)
def list_all(context: typer.Context, as_json: AsJson = False) -> None:
    """List every published model: those that run, and those of which numbers are missing.

    Example: sciatwin models
    """
    if context.invoked_subcommand is not None:
        return
    from dataclasses import asdict

    from sciaclinic.cli.console import Console, print_json
    from sciaclinic.services.list_models import list_models

    lines = list_models()
    if as_json:
        print_json([asdict(line) for line in lines])
        return
    console = Console()
    console.print(_list_table([line for line in lines if not line.missing]))
    console.print("Evidence: A complete with variability, B typical values, C read in code only, D cannot be run.\n")
    console.print("Known, but numbers are missing:")
    for line in lines:
        if line.missing:
            console.print(f"  {line.key}: {line.missing}.")
    console.print("\nOne of them: sciatwin models show simons_2022")


@app.command("show")
def show(
    key: Key,
    svg: Annotated[Path | None, typer.Option(help="Write a drawing of the compartments to this file.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show one model as a data sheet: source, people, structure, numbers as printed, deviations.

    Example: sciatwin models show simons_2022 --svg simons.svg
    """
    from sciaclinic.cli.console import Console, print_json
    from sciaclinic.services.model_sheet import draw_model, model_sheet, sheet_record

    sheet = model_sheet(key)
    written = draw_model(key, svg) if svg is not None else None
    if as_json:
        print_json(sheet_record(sheet))
        return
    console = Console()
    _print_sheet(sheet, console)
    if written is not None:
        console.print(f"\n  written: {written}")


@app.command("page")
def page(
    key: Annotated[
        str | None, typer.Argument(help="Key of a model; without it, every page is written to --out.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for the pages of all models and their index.")] = None,
) -> None:
    """Print the reference page of one model in Markdown, or write those of all models.

    Example: sciatwin models page --out docs/reference/models
    """
    from sciaclinic.cli.console import print_plain
    from sciaclinic.services.model_page import model_page, write_pages

    if out is not None:
        print_plain(f"{len(write_pages(out))} pages written to {out}")
    elif key is not None:
        print_plain(model_page(key).removesuffix("\n"))
    else:
        raise typer.BadParameter("name a model, or a folder with --out", param_hint="KEY")


def _list_table(lines: Sequence[ModelLine]) -> Table:
    table = _table("Models that run")
    table.add_column("key", no_wrap=True)
    table.add_column("gives levels of", overflow="fold")
    for column in ("blood", "routes"):
        table.add_column(column)
    table.add_column("grade", no_wrap=True)
    table.add_column("studied in", ratio=1)
    for line in lines:
        table.add_row(line.key, line.analytes, line.site, line.routes, line.evidence, line.people)
    return table


def _print_sheet(sheet: ModelSheet, console: Console) -> None:
    from sciaclinic.cli.console import styled
    from sciaclinic.services.model_sheet import site_in_words

    model, say = sheet.model, console.print
    console.print(styled((model.key, "bold"), f": {model.title}\n"))
    say(f"source    {model.source}")
    if model.source.read_at:
        say(f"read at   {model.source.read_at}")
    say(f"evidence  {model.evidence}")
    say(f"blood     {site_in_words(model)}")
    say(f"studied   {model.studied.summary}")
    say(f"valid for {model.valid_for}")
    say(
        f"\nat 70 kg  clearance {sheet.clearance_l_per_h:.1f} L/h, steady-state volume "
        f"{sheet.steady_state_volume_l:.0f} L, terminal half-life {sheet.terminal_half_life_h:.2f} h\n"
    )
    say(f"{sheet.drawing}\n")
    for route, inputs in sheet.routes.items():
        say(f"{route}: {'; '.join(inputs)}")
    for title, lines in (
        ("Disposition, as printed", sheet.disposition),
        ("Absorption, as printed", sheet.absorption),
        ("Correlations, covariate effects, residual error", sheet.other_numbers),
    ):
        if lines:
            console.print(_number_table(f"\n{title}", lines))
    for title, texts in (
        ("Covariates", sheet.covariates),
        ("Deviations from the paper", model.deviations),
        ("Not simply printed", sheet.remarks),
    ):
        if texts:
            console.print(f"\n{title}", style="bold")
            for text in texts:
                say(f"- {text}")


def _number_table(title: str, lines: Sequence[NumberLine]) -> Table:
    table = _table(title)
    table.add_column("name", no_wrap=True)
    table.add_column("meaning", overflow="fold")
    table.add_column("printed", justify="right", no_wrap=True)
    table.add_column("SE", justify="right")
    table.add_column("weight")
    table.add_column("variance")
    table.add_column("status and place", overflow="fold")
    for line in lines:
        origin = f"{line.status}, {line.place}"
        table.add_row(line.name, line.meaning, line.printed, line.standard_error, line.weight, line.variance, origin)
    return table


def _table(title: str) -> Table:
    from rich import box
    from rich.table import Table

    return Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)
