"""Promises and their answers on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sciaclinic.cli.console import styled
from sciaclinic.cli.print_pieces import bullets, new_table, pairs, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from sciaclinic.cli.console import Console
    from sciaclinic.services.show_claims import AnsweredClaims
    from sciatwin.evidence.claim import Claim
    from sciatwin.twin.interval import Interval
    from sciatwin.validation.claims import ClaimPrediction

_NO_DECIMALS_FROM = 100.0


def print_claims(answered: AnsweredClaims, console: Console) -> None:
    """Every promise with its grade and answer; with a patient, what the twin predicts of each."""
    from sciaclinic.services.show_claims import HOW_TO_PREDICT, HOW_TO_READ, NO_TRIAL_IN_SCIATICA
    from sciatwin.evidence.claim import RULE

    table = new_table("Promises made for ketamine infusions, answered for sciatica")
    table.add_column("promise", overflow="fold", ratio=2)
    table.add_column("grade", no_wrap=True)
    table.add_column("answer", overflow="fold", ratio=4)
    for claim in answered.claims:
        promise = styled(f"{claim.promise}\n", (claim.key, "dim"))
        table.add_row(promise, str(claim.grade), claim.answer, end_section=True)
    console.print(table)
    say(console, f"Grade: how sure one may be that the promise holds in sciatica. {RULE}\n")
    if answered.predictions is None:
        say(console, HOW_TO_PREDICT)
    else:
        for claim in answered.claims:
            console.print(claim.promise, style="bold")
            _print_predictions(claim, answered.predictions[claim.key], console)
        say(console, f"{HOW_TO_READ} {NO_TRIAL_IN_SCIATICA}")
    say(console, "One of them with its numbers: sciatwin evidence claims lasting_relief")


def print_claim(answered: AnsweredClaims, console: Console) -> None:
    """One promise: answer, grade and why, numbers, for and against, unknown, prediction, sources."""
    from sciaclinic.services.show_claims import (
        HOW_TO_PREDICT,
        HOW_TO_READ,
        NO_TRIAL_IN_SCIATICA,
        number_in_words,
        point_in_words,
    )

    claim = answered.claims[0]
    console.print(styled((claim.key, "bold"), f": {claim.promise}\n"))
    console.print(
        pairs([("answer", claim.answer), ("grade", f"{claim.grade}, for sciatica"), ("because", _why(claim))])
    )
    bullets(console, "Numbers", map(number_in_words, claim.numbers))
    bullets(console, "Speaks for it", map(point_in_words, claim.known_for))
    bullets(console, "Speaks against it", map(point_in_words, claim.known_against))
    bullets(console, "Unknown", claim.unknown)
    if answered.predictions is None:
        say(console, f"\nNot predicted: {claim.not_predicted}." if claim.not_predicted else f"\n{HOW_TO_PREDICT}")
    else:
        console.print(f"\nThe twin, on {answered.regimen}", style="bold")
        _print_predictions(claim, answered.predictions[claim.key], console)
        say(console, f"{HOW_TO_READ} {NO_TRIAL_IN_SCIATICA}")
    bullets(console, "Sources", map(str, claim.sources))


def _why(claim: Claim) -> str:
    steps = f"; {'; '.join(claim.steps_down)}" if claim.steps_down else ""
    return f"{claim.basis}, {claim.direction}{steps}"


def _print_predictions(claim: Claim, lines: Sequence[ClaimPrediction], console: Console) -> None:
    if claim.not_predicted:
        say(console, f"Not predicted: {claim.not_predicted}.\n")
        return
    known = [line for line in lines if not line.missing]
    for name in dict.fromkeys(line.name for line in known):
        console.print(_prediction_table([line for line in known if line.name == name]))
    for missing in dict.fromkeys(f"{line.name}: {line.missing}" for line in lines if line.missing):
        say(console, f"{missing}.\n")


def _prediction_table(lines: Sequence[ClaimPrediction]) -> Table:
    """One variable at its times."""
    unit = f", {lines[0].unit}" if lines[0].unit not in ("", "1") else ""
    table = new_table(f"{lines[0].name}{unit}")
    table.add_column("", overflow="fold", ratio=1)
    for column in ("untreated", "placebo", "ketamine", "by the drug"):
        table.add_column(column, justify="right", no_wrap=True)
    for line in lines:
        arms = (line.untreated, line.placebo, line.treated, line.by_the_drug)
        table.add_row(line.when, *map(_interval, arms))
    return table


def _interval(interval: Interval | None) -> str:
    if interval is None:
        return "–"
    values = (interval.mean, interval.low, interval.high)
    largest = max(map(abs, values))
    digits = 2 if largest < 1 else 1 if largest < _NO_DECIMALS_FROM else 0
    mean, low, high = (f"{round(value, digits) + 0.0:.{digits}f}".replace("-", "−") for value in values)
    return f"{mean}\n({low} to {high})"
