"""Sources, constants and trials as tables and lines of a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sciaclinic.cli.print_pieces import bullets, indented, new_table, pairs, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table
    from rich.text import TextType

    from sciaclinic.cli.console import Console
    from sciaclinic.services.evidence_sources import SourceLine
    from sciaclinic.services.show_evidence import EstimateLine, TrialLine
    from sciatwin.evidence.published_trial import PublishedTrial

_STATUS_STYLE = {"assumed": "bold yellow", "calibrated": "bold", "derived": "bold", "published": "bold"}
_MAX_NAMES = 6


def print_sources(lines: Sequence[SourceLine], console: Console) -> None:
    """One source after the other, with what stands on it."""
    for line in lines:
        say(console, line.citation)
        for other in line.also:
            indented(console, f"also: {other}")
        if line.link != line.citation:
            indented(console, line.link)
        if line.read_at:
            indented(console, f"read: {line.read_at}")
        indented(console, "; ".join(_use(kind, names) for kind, names in line.used_by.items()))
    say(console, f"\n{len(lines)} sources. Everything that uses one: --json.")


def _use(kind: str, names: tuple[str, ...]) -> str:
    shown = ", ".join(names[:_MAX_NAMES])
    more = f" and {len(names) - _MAX_NAMES} more" if len(names) > _MAX_NAMES else ""
    return f"{kind}: {shown}{more}"


def print_estimates(lines: Sequence[EstimateLine], everything: Sequence[EstimateLine], console: Console) -> None:
    """A table for each origin, assumed numbers first."""
    from sciaclinic.cli.console import styled

    counts = {status: sum(line.status == status for line in everything) for status in _STATUS_STYLE}
    for status, style in _STATUS_STYLE.items():
        chosen = [line for line in lines if line.status == status]
        if chosen:
            title = f"{status.capitalize()}: {counts[status]} of {len(everything)} numbers"
            console.print(_estimate_table(chosen, styled((title, style))))
    say(
        console,
        "Range: of an assumed number, where it could lie; else value ± 1.96 standard errors. Spreads between people "
        "and studies are standard deviations of the logarithm or the logit.",
    )


def _estimate_table(lines: Sequence[EstimateLine], title: TextType) -> Table:
    table = new_table(title)
    table.add_column("constant", overflow="fold", ratio=2)
    table.add_column("value (range)", justify="right", no_wrap=True)
    table.add_column("origin", overflow="fold", ratio=4)
    for line in lines:
        name = line.name if line.part == "value" else f"{line.name}, spread {line.part}"
        value = f"{line.value:.3g} {line.unit}".strip()
        origin = ". ".join(part for part in (line.source, line.place, line.reason) if part)
        table.add_row(name, f"{value}\n{_range(line)}", origin)
    return table


def _range(line: EstimateLine) -> str:
    low, high = line.low, line.high
    if low is None or high is None:
        if line.standard_error is None:
            return ""
        low, high = line.value - 1.96 * line.standard_error, line.value + 1.96 * line.standard_error
    return f"({low:.3g} to {high:.3g})"


def print_trials(lines: Sequence[TrialLine], console: Console) -> None:
    """The list, with what the roles mean."""
    from sciaclinic.services.evidence_words import ROLES

    table = new_table("Trials, cohorts, meta-analyses and courses")
    table.add_column("key", no_wrap=True)
    table.add_column("role")
    table.add_column("kind")
    table.add_column("people", justify="right")
    table.add_column("rows", justify="right")
    table.add_column("condition", overflow="fold", ratio=1)
    for line in lines:
        people = "–" if line.people is None else str(line.people)
        table.add_row(
            line.key, line.role, line.kind.removesuffix(" trial"), people, str(line.observations), line.condition
        )
    console.print(table)
    for role, meaning in ROLES.items():
        say(console, f"{role:<5} {meaning}")
    say(console, "Rows are reported numbers.\n\nOne of them: sciatwin evidence trials pickering2020")


def print_trial(trial: PublishedTrial, console: Console) -> None:
    """One trial: where it was read, people, arms, and every number that was reported."""
    from sciaclinic.services.evidence_words import ROLES, arm_in_words, people_in_words
    from sciaclinic.services.show_evidence import observation_lines

    console.print(trial.key, style="bold")
    blinding = f"{trial.blinding}{f': {trial.blinding_why}' if trial.blinding_why else ''}"
    facts = [
        ("source", trial.citation),
        ("link", trial.source.link),
        ("read at", trial.url if trial.url != trial.source.link else ""),
        ("kind", f"{trial.kind}; {trial.condition}"),
        ("role", f"{trial.role}, {ROLES[trial.role]}"),
        ("used for", trial.use),
        ("caution", trial.caution),
        ("blinding", blinding),
        ("people", people_in_words(trial)),
        ("pooled", f"{trial.trials_pooled} trials" if trial.trials_pooled else ""),
        ("finding", trial.finding),
        ("numbers", trial.no_observations),
    ]
    console.print(pairs([fact for fact in facts if fact[1]]))
    if trial.arms:
        bullets(console, "Arms", map(arm_in_words, trial.arms))
    lines = observation_lines(trial)
    if not lines:
        return
    table = new_table("\nReported, as printed")
    table.add_column("what", overflow="fold", ratio=3)
    table.add_column("arm", overflow="fold", ratio=2)
    table.add_column("when")
    table.add_column("value", overflow="fold", ratio=3)
    for line in lines:
        mark = "" if line.status == "published" else f" ({line.status})"
        table.add_row(line.what, line.arm, line.when or "–", line.text + mark)
    console.print(table)
    remarks = dict.fromkeys(f"{line.what}: {remark}" for line in lines for remark in line.remarks)
    if remarks:
        bullets(console, "Remarks", remarks)
