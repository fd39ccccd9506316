"""``sciatwin learn``: what is known of this patient now, after what was observed?"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sciaclinic.cli.options import AsJson, DrawsOfMany, OutFolder, PatientFile, Seed

if TYPE_CHECKING:
    from rich.table import Table

    from sciaclinic.cli.console import Console
    from sciaclinic.services.learn_from import LearnedCourse


class Way(StrEnum):
    IMPORTANCE = "importance"
    LAPLACE = "laplace"
    NUTS = "nuts"


def command(
    patient_file: PatientFile,
    observations_file: Annotated[
        Path, typer.Argument(help="Sessions given and what was seen (CSV), for example examples/typical_sessions.csv.")
    ],
    method: Annotated[
        Way,
        typer.Option(help="importance: the default; laplace: quickest; nuts: the reference, if nutpie is installed."),
    ] = Way.IMPORTANCE,
    site: Annotated[
        Path | None, typer.Option(help="The clinic: then the answer rests on a plan within its limits as well.")
    ] = None,
    zone: Annotated[
        str | None, typer.Option(help="Time zone of a file that names none, for example Europe/Zurich.")
    ] = None,
    out: OutFolder = None,
    draws: DrawsOfMany = 1000,
    seed: Seed = 20260,
    as_json: AsJson = False,
) -> None:
    """Learn from one patient's sessions, levels, diary, scores and side effects; say what changed and what to measure.

    Its first line is the answer: go on, change or stop. Leaves with 17 where no further dose may be given.

    Example: sciatwin learn examples/typical.yaml examples/typical_sessions.csv
    """
    from sciaclinic.cli.console import Console, print_json
    from sciaclinic.cli.leaving import leave_with
    from sciaclinic.services.learn_from import learn_from, learned_summary
    from sciatwin.suitability import Readiness

    result = learn_from(
        patient_file, observations_file, out, method=method.value, draws=draws, seed=seed, zone=zone, site_file=site
    )
    if as_json:
        print_json(learned_summary(result))
    else:
        _print(result, Console())
    if result.holds_back_a_dose:
        leave_with(Readiness.NO_DOSE)


def _print(result: LearnedCourse, console: Console) -> None:
    from sciaclinic.cli.console import styled

    learned = result.learned
    _print_advice(result, console)
    for danger in result.dangers:
        console.print(f"{danger} (the sessions given, as this patient is known now)", style="bold red")
    for warning in learned.warnings:
        console.print(styled(("warning", "bold red"), f": {warning}"))
    console.print(_chances_table(result))
    console.print(_changes_table(result))
    console.print(_pain_table(result))
    _print_information(result, console)
    if learned.diagnostics is not None:
        found = learned.diagnostics
        trust = "trusted" if found.trusted else "NOT trusted"
        console.print(f"\nFound by {found.used}: {found.effective:.0f} effective draws, {trust}.")
    for note in (*result.observations.notes, *learned.notes):
        console.print(f"  – {note}")
    console.print("\nNo trial shows that intravenous ketamine helps sciatica; what lasts is extrapolated.")
    for path in result.written:
        console.print(f"  written: {path}")


def _print_advice(result: LearnedCourse, console: Console) -> None:
    """The answer first, then everything that speaks against a further session."""
    advice = result.advice
    console.print(advice.headline, style="bold green" if advice.step == "go on" else "bold red")
    for line in (*result.against, *(() if result.against else (advice.rule,))):
        console.print(f"  – {line}")
    for item in advice.against:
        if str(item) != advice.rule:
            console.print(f"  – {item}")
    if advice.plan is not None:
        console.print(f"Plan after what was seen: {advice.plan.decision}.")
    elif not result.against:
        console.print("Name the clinic (--site) and the answer rests on a plan within its limits as well.")


def _table(title: str, first: str, *others: str) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", caption_justify="left", pad_edge=False)
    table.add_column(first)
    for column in others:
        table.add_column(column, justify="right")
    return table


def _chances_table(result: LearnedCourse) -> Table:
    table = _table("Probability that this patient", "", "before", "now")
    table.caption = "Lasting relief counts here however small: what it is worth stands under 'drug alone' below."
    for item in result.learned.chances:
        name = item.name.replace("has lasting relief by the drug: ", "    by account: ")
        table.add_row(name, _percent(item.before), _percent(item.after))
    return table


def _changes_table(result: LearnedCourse) -> Table:
    table = _table("Numbers of this patient, mean (90 % of versions)", "", "before", "now")
    for item in result.learned.changes:
        shown = (f"{_digits(s.mean)} ({_digits(s.low)} to {_digits(s.high)})" for s in (item.before, item.after))
        table.add_row(f"{item.name}, {item.unit}", *shown)
    return table


def _percent(probability: float) -> str:
    return "< 1%" if 0 <= probability < 0.005 else f"{probability:.0%}"


def _digits(value: float) -> str:
    """Whole numbers from ten on, one digit after the point below."""
    return f"{value:.0f}" if abs(value) >= 10 else f"{value:.1f}"


def _pain_table(result: LearnedCourse) -> Table:
    """The sessions given, beside the same patient without the drug."""
    table = _table(
        "Leg pain with the sessions given, mean (90 %): now, unless it says before",
        "week",
        "ketamine, before",
        "ketamine, now",
        "placebo",
        "untreated",
        "drug alone",
    )
    for interval in table.columns[1:3]:
        interval.no_wrap = True
    for old, new in zip(result.outcomes_before, result.outcomes_after, strict=True):
        table.add_row(
            str(new.week),
            *(f"{arm.mean:.1f} ({arm.low:.1f} to {arm.high:.1f})" for arm in (old.treated, new.treated)),
            *(f"{now.mean:.1f}" for now in (new.placebo, new.untreated, new.gain_over_placebo)),
        )
    return table


_HALVED = "0.7 halves the range of one number"
"""Plain words for a nat: the logarithm of 2 is 0.7."""


def _print_information(result: LearnedCourse, console: Console) -> None:
    gained = result.learned.gained
    if gained is not None:
        kinds = sorted(gained.by_kind.items(), key=lambda item: -item[1])
        console.print(
            f"What told most of this patient, by kind ({_HALVED}): "
            + (", ".join(f"{kind} {nats:.1f}" for kind, nats in kinds if nats > 0.05) or "nothing by more than 0.05"),
        )
    if not result.next_measurements:
        return
    table = _table(
        "\nWhat to measure, should the last visit be repeated",
        "measurement",
        f"tells ({_HALVED})",
        "of the gain's variance",
    )
    for worth in result.next_measurements:
        narrower = max(worth.gain_variance_reduction, 0.0)
        table.add_row(worth.candidate.name, f"{worth.information:.2f}", f"{narrower:.0%}")
    console.print(table)
