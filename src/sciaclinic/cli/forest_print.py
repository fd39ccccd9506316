"""Meta-analyses on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sciaclinic.cli.print_pieces import bullets, new_table, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sciaclinic.cli.console import Console
    from sciatwin.validation.meta_analysis import MetaAnalysis, Pooled


def print_meta_analyses(results: Sequence[MetaAnalysis], console: Console) -> None:
    """The list of meta-analyses with their pooled effects."""
    table = new_table("Meta-analyses whose trials are on record")
    table.add_column("key", no_wrap=True)
    table.add_column("trials", justify="right")
    table.add_column("pooled effect (95 %)", overflow="fold", ratio=2)
    table.add_column("question", overflow="fold", ratio=3)
    for result in results:
        pooled = f"{result.record.effect} {_effect(result, result.pooled)}"
        table.add_row(result.record.key, str(len(result.trials)), pooled, result.record.title)
    console.print(table)
    say(console, "One of them: sciatwin evidence forest ketamine_lasting_relief")


def print_forest(result: MetaAnalysis, written: Path | None, console: Console) -> None:
    """One meta-analysis: the plot in characters, the pooled effect and what to beware of."""
    from sciaclinic.cli.console import styled
    from sciaclinic.services.forest_drawing import text_forest

    record, pooled = result.record, result.pooled
    console.print(styled((record.key, "bold"), f": {record.title}"))
    unit = f", {record.unit}" if record.unit else ""
    say(console, f"{record.effect}{unit}; {record.favours}\n")
    say(console, f"{text_forest(result)}\n")
    knapp = " to ".join(_number(result.shown(value)) for value in pooled.hartung_knapp)
    say(
        console,
        f"{pooled.method}: {_effect(result, pooled)}; Hartung-Knapp {knapp}; I² {pooled.i2:.0%}, "
        f"tau² {pooled.tau2:.3g}",
    )
    if pooled.prediction is None:
        say(console, "Two trials are too few to say where one more would lie.")
    if record.published is not None:
        published = record.published
        low, high = published.ci95
        say(
            console,
            f"published: {_number(published.value)} ({_number(low)} to {_number(high)}), {published.place}",
        )
    if record.source is not None:
        say(console, f"source: {record.source}")
    if record.read_at:
        say(console, f"read: {record.read_at}")
    bullets(console, "Beware", record.cautions)
    if written is not None:
        say(console, f"\n  written: {written}")


def _effect(result: MetaAnalysis, pooled: Pooled) -> str:
    value, low, high = map(result.shown, (pooled.value, pooled.low, pooled.high))
    return f"{_number(value)} ({_number(low)} to {_number(high)})"


def _number(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")
