"""``sciatwin validate``: predictions beside published observations."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sciaclinic.cli.options import AsJson

if TYPE_CHECKING:
    from rich.table import Table

    from sciaclinic.cli.console import Console
    from sciaclinic.services.validate_models import SummationValidation
    from sciatwin.validation.pharmacokinetics import Comparison, ModelScore

app = typer.Typer(help="Predictions beside published observations: observed, predicted, inside or outside.")


@app.callback(invoke_without_command=True)
def everything(context: typer.Context) -> None:
    """Without a subcommand: the models of levels in one line, then every trial.

    Example: sciatwin validate
    """
    if context.invoked_subcommand is not None:
        return
    from sciaclinic.cli.console import Console, styled
    from sciaclinic.cli.validate_trials import print_trials
    from sciaclinic.services.validate_models import validate_pharmacokinetics, validate_trials

    console = Console()
    levels = validate_pharmacokinetics()
    console.print(
        styled(
            ("Levels", "bold"),
            f": {sum(levels.checks)} of {len(levels.checks)} comparisons of a model with a published level or amount "
            "lie inside the 90 % interval (sciatwin validate pharmacokinetics says which).\n",
        )
    )
    print_trials(validate_trials(), console)


@app.command("trials")
def trials(
    svg: Annotated[Path | None, typer.Option(help="Also draw every row into this file.")] = None,
    as_json: AsJson = False,
) -> None:
    """Every open trial and cohort simulated as it was run; scores of each account of lasting relief.

    Example: sciatwin validate trials --svg validation.svg
    """
    from sciaclinic.cli.console import Console, print_json
    from sciaclinic.cli.validate_trials import print_trials
    from sciaclinic.services.trial_record import trial_record
    from sciaclinic.services.validate_models import validate_trials

    result = validate_trials(svg)
    if as_json:
        print_json(trial_record(result))
        return
    print_trials(result, Console())


@app.command("pharmacokinetics")
def pharmacokinetics(
    svg: Annotated[
        Path | None, typer.Option(help="Also draw observed against predicted levels into this file.")
    ] = None,
) -> None:
    """Every pharmacokinetic model against every published observation that it can predict, by every route.

    Example: sciatwin validate pharmacokinetics
    """
    from sciaclinic.cli.console import Console
    from sciaclinic.services.validate_models import validate_pharmacokinetics

    result = validate_pharmacokinetics(svg)
    console = Console()
    _print_comparisons(result.comparisons, console)
    console.print("\n* the model was built from these data; such rows are left out of the scores.\n")
    console.print(_score_table(result.scores))
    console.print("\nReported rows that no model here predicts:")
    for row in result.not_predicted:
        console.print(f"  {row.key} ({row.what}): {row.because}.")


@app.command("temporal-summation")
def temporal_summation(as_json: AsJson = False) -> None:
    """What the spinal circuit says of published studies of wind-up in people, beside what they found.

    Example: sciatwin validate temporal-summation
    """
    from dataclasses import asdict

    from sciaclinic.cli.console import Console, print_json
    from sciaclinic.services.validate_models import validate_temporal_summation

    found = validate_temporal_summation()
    if as_json:
        print_json([asdict(prediction) for prediction in found.predictions])
        return
    _print_summation(found, Console())


def _print_summation(found: SummationValidation, console: Console) -> None:
    table = _table("Temporal summation in people: predicted mean (90 %), and what was found")
    for column in ("study", "receptors blocked", "fall of wind-up", "fall of the first response", "found"):
        table.add_column(column)
    for prediction in found.predictions:
        study = prediction.study
        spreads = (prediction.block, prediction.wind_up_fall, prediction.first_fall)
        table.add_row(
            f"{study.key} ({study.people} {study.who})",
            *(f"{spread.mean:.0%} ({spread.low:.0%} to {spread.high:.0%})" for spread in spreads),
            study.finding,
        )
    console.print(table)
    for key, reason in found.not_predicted.items():
        console.print(f"  not predicted: {key}: {reason}")
    console.print(f"\n{found.verdict}")
    console.print(f"{found.predictions[0].note}")


def _print_comparisons(comparisons: list[Comparison], console: Console) -> None:
    """A heading for each observation and a line for each model and time; 80 columns are enough."""
    from sciaclinic.cli.console import styled

    console.print("Observed against predicted, with the 90 % interval of the reported statistic", style="bold")
    last = ""
    for comparison in comparisons:
        report = comparison.observation
        if report.key != last:
            last = report.key
            what = f"{report.analyte}, {report.quantity.label}; {report.site}"
            console.print(styled("\n", (report.key, "bold"), f": {what}"))
            console.print(" time h observed  pred.     interval ratio          model", style="dim")
        console.print(_line(comparison))


def _line(comparison: Comparison) -> str:
    time = "" if comparison.time_h is None else f"{comparison.time_h:.2f}"
    high = comparison.observed_high
    observed = f"{comparison.observed:.4g}" if high is None else f"{comparison.observed:.4g}–{high:.4g}"
    interval = f"{comparison.low:.3g}–{comparison.high:.3g}"
    inside = "inside" if comparison.inside else "outside"
    model = f"{comparison.model_key}{'*' if comparison.used_in_building else ''} ({comparison.model_site})"
    numbers = f"{time:>7} {observed:>7} {comparison.predicted:>7.4g} {interval:>13} {comparison.ratio:>5.2f}"
    return f"{numbers} {inside:<8} {model}"


def _score_table(scores: list[ModelScore]) -> Table:
    table = _table("Prediction error (predicted ÷ observed − 1) by model and reported site")
    table.add_column("model")
    table.add_column("site")
    for column in ("values", "median error", "median absolute error", "inside"):
        table.add_column(column, justify="right")
    for score in scores:
        table.add_row(
            score.model_key,
            score.site,
            str(score.count),
            f"{score.median_error:+.0%}",
            f"{score.median_absolute_error:.0%}",
            f"{score.inside_fraction:.0%}",
        )
    return table


def _table(title: str) -> Table:
    from rich import box
    from rich.table import Table

    return Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)
