"""``sciatwin models``: which pharmacokinetic models are there, and what exactly is one of them?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sciaclinic.cli.options import AsJson

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.console import Console
    from rich.table import Table

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
    import json
    from dataclasses import asdict

    from rich.console import Console

    from sciaclinic.services.list_models import list_models

    lines = list_models()
    if as_json:
        typer.echo(json.dumps([asdict(line) for line in lines], indent=2, ensure_ascii=False))
        return
    console = Console()
    console.print(_list_table([line for line in lines if not line.missing]))
    console.print("Evidence: A complete with variability, B typical values, C read in code only, D cannot be run.\n")
    console.print("Known, but numbers are missing:")
    for line in lines:
        if line.missing:
            console.print(f"  {line.key}: {line.missing}.", highlight=False)
    console.print("\nOne of them: sciatwin models show simons_2022", highlight=False)


@app.command("show")
def show(
    key: Key,
    svg: Annotated[Path | None, typer.Option(help="Write a drawing of the compartments to this file.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show one model as a data sheet: source, people, structure, numbers as printed, deviations.

    Example: sciatwin models show simons_2022 --svg simons.svg
    """
    import json

    from rich.console import Console

    from sciaclinic.services.model_sheet import draw_model, model_sheet, sheet_record

    sheet = model_sheet(key)
    written = draw_model(key, svg) if svg is not None else None
    if as_json:
        typer.echo(json.dumps(sheet_record(sheet), indent=2, ensure_ascii=False))
        return
    console = Console()
    _print_sheet(sheet, console)
    if written is not None:
        console.print(f"\n  written: {written}", highlight=False)


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
    from sciaclinic.services.model_page import model_page, write_pages

    if out is not None:
        typer.echo(f"{len(write_pages(out))} pages written to {out}")
    elif key is not None:
        typer.echo(model_page(key), nl=False)
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
    from sciaclinic.services.model_sheet import site_in_words

    model = sheet.model
    say = _plain(console)
    console.print(f"[bold]{model.key}[/bold]: {model.title}\n", highlight=False)
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
            console.print(f"\n[bold]{title}[/bold]")
            for text in texts:
                say(f"- {text}")


def _plain(console: Console) -> Callable[[str], None]:
    def say(text: str) -> None:
        console.print(text, highlight=False, markup=False)

    return say


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
