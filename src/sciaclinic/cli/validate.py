"""``sciatwin validate``: predictions beside published observations."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.table import Table

    from sciatwin.validation.pharmacokinetics import Comparison, ModelScore

app = typer.Typer(help="Predictions beside published observations: observed, predicted, inside or outside.")


@app.callback()
def _validate() -> None:
    """Keeps ``pharmacokinetics`` a subcommand while it is the only one."""


@app.command("pharmacokinetics")
def pharmacokinetics(
    svg: Annotated[
        Path | None, typer.Option(help="Also draw observed against predicted levels into this file.")
    ] = None,
) -> None:
    """Every pharmacokinetic model against every published observation that it can predict, by every route.

    Example: sciatwin validate pharmacokinetics
    """
    from rich.console import Console

    from sciaclinic.services.validate_models import validate_pharmacokinetics

    result = validate_pharmacokinetics(svg)
    console = Console()
    console.print(_comparison_table(result.comparisons))
    console.print("* the model was built from these data; such rows are left out of the scores.\n")
    console.print(_score_table(result.scores))
    console.print("\nReported rows that no model here predicts:")
    for row in result.not_predicted:
        console.print(f"  {row.key} ({row.what}): {row.because}.", highlight=False)


def _comparison_table(comparisons: list[Comparison]) -> Table:
    table = _table("Observed against predicted, with the 90 % interval of the reported statistic")
    for column in ("observation", "site", "analyte", "quantity"):
        table.add_column(column, overflow="fold")
    for column in ("h", "observed", "predicted", "interval", "ratio"):
        table.add_column(column, justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    table.add_column("model (site)", overflow="fold")
    for comparison in comparisons:
        table.add_row(*_row(comparison))
    return table


def _row(comparison: Comparison) -> tuple[str, ...]:
    report = comparison.observation
    observed = f"{comparison.observed:.4g}"
    if comparison.observed_high is not None:
        observed += f"–{comparison.observed_high:.4g}"
    return (
        report.key + ("*" if comparison.used_in_building else ""),
        report.site,
        report.analyte,
        report.quantity.label,
        "" if comparison.time_h is None else f"{comparison.time_h:.2f}",
        observed,
        f"{comparison.predicted:.4g}",
        f"{comparison.low:.3g}–{comparison.high:.3g}",
        f"{comparison.ratio:.2f}",
        "inside" if comparison.inside else "outside",
        f"{comparison.model_key} ({comparison.model_site})",
    )


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
