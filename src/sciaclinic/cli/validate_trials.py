"""How ``sciatwin validate`` prints the trials: one line a reported number, 80 columns, then scores and answers."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from sciaclinic.cli.console import styled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from sciaclinic.cli.console import Console
    from sciaclinic.services.validate_models import TrialValidation
    from sciatwin.validation.trials.compare import NotPredicted, TrialComparison
    from sciatwin.validation.trials.row import Group, Row

_WIDTH = 80

_SHORT = {
    "weighted average": "avg",
    "slow effect site": "slow",
    "fading sensitisation": "fade",
    "peak driven": "peak",
    "no lasting effect": "none",
}

_LEGEND = (
    "Each trial is simulated with its doses, comparator, times, size and blinding in many studies. Pred. and interval: "
    "median and 90 % of what a study like it would report, by the weighted average of the accounts of lasting relief; "
    "of a yes or no, its chance. Last columns: CRPS in % of the scale (lower is better) of the average (avg) and of "
    "each account alone: slow effect site, fading sensitisation, peak driven, no lasting effect (none)."
)

_STAND_IN = (
    "Stand-in: the regimens of the randomised, placebo-controlled trials of this record, equally weighted; "
    "the pooled regimens themselves are not recorded."
)


def print_trials(result: TrialValidation, console: Console) -> None:
    """Rows by group, scores, coverage, what is not predicted, and the two answers."""
    from sciatwin.validation.trials.words import GROUPS

    found = result.comparison
    _say(console, _LEGEND)
    weights = ", ".join(f"{key} {weight:.0%}" for key, weight in found.weights.items())
    _say(console, f"Weights, from calibration trials only: {weights}.")
    for group in GROUPS:
        if found.of(group):
            _print_group(group, found, console)
    console.print(_score_table(found))
    _say(console, "Each trial counts once. CRPS in % of the scale; log score: natural logarithm of the density.")
    _say(console, result.held_out_verdict)
    console.print(_coverage_table(found))
    _print_not_predicted(found.not_predicted, console)
    for answer in result.answers:
        console.print(styled("\n", (answer.trial, "bold"), f": {answer.question}"))
        for line in answer.says:
            _say(console, line, indent="  ")


def _print_group(group: Group, found: TrialComparison, console: Console) -> None:
    from sciatwin.validation.trials.words import GROUPS

    console.print(f"\n{GROUPS[group]}", style="bold")
    if group == "consistency":
        _say(console, _STAND_IN)
    accounts = "".join(f"{name:>5}" for name in _SHORT.values()) if group in _scored() else ""
    console.print(f"{'':26}{'obs.':>6}{'pred.':>6} {'interval':>12} {'':3}{accounts}".rstrip(), style="dim")
    for trial, rows in _by_trial(found.of(group)).items():
        _print_trial(trial, rows, console)


def _by_trial(rows: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.trial.key, []).append(row)
    return found


def _print_trial(key: str, rows: Sequence[Row], console: Console) -> None:
    """A heading, what was assumed, and the rows arm by arm."""
    from sciatwin.validation.trials.words import arms_of

    trial = rows[0].trial
    people = f", {trial.population.n} people" if trial.population.n else ""
    first, *others = wrap(f"{key}: {trial.kind}, {trial.condition}{people}", _WIDTH, subsequent_indent="  ")
    console.print(styled((key, "bold"), first.removeprefix(key)))
    for line in others:
        console.print(line)
    _print_assumed(rows[0], console)
    for arms in dict.fromkeys(arms_of(row) for row in rows):
        console.print(f"  {arms}", style="italic")
        for row in rows:
            if arms_of(row) == arms:
                console.print(_line(row))


def _print_assumed(row: Row, console: Console) -> None:
    from sciatwin.validation.trials.population import assumptions_of

    trial = row.trial
    if trial.kind == "meta-analysis":
        return
    assumed = (*assumptions_of(trial), *(arm.regimen_assumed for arm in trial.arms if arm.regimen_assumed))
    if assumed:
        _say(console, f"assumed: {'; '.join(assumed)}", indent="  ", style="dim")


def _line(row: Row) -> str:
    from sciatwin.validation.trials.score import row_crps
    from sciatwin.validation.trials.words import name_of

    mark = "*" if row.is_fitted else " "
    inside = "" if row.observed is None else ("in" if row.is_inside() else "OUT")
    scores = [f"{100 * row_crps(row, key):5.1f}" for key in _SHORT] if row.group in _scored() else []
    numbers = f"{_observed(row):>6}{_predicted(row):>6} {_interval(row):>12} {inside:<3}"
    return f" {mark}{name_of(row):<24}{numbers}{''.join(scores)}".rstrip()


def _scored() -> Sequence[Group]:
    from sciatwin.validation.trials.compare import SCORED

    return SCORED


def _observed(row: Row) -> str:
    if row.observed is None:
        return "–"
    if row.kind == "yes or no":
        return "yes" if row.observed else "no"
    if row.is_range and row.observed_interval is not None:
        low, high = (_number(row, end) if row.kind == "fraction" else f"{end:g}" for end in row.observed_interval)
        return f"{low.removesuffix('%')}–{high}"
    return _number(row, row.observed)


def _predicted(row: Row) -> str:
    return f"{row.predicted():.0%}" if row.kind == "yes or no" else _number(row, row.predicted())


def _interval(row: Row) -> str:
    low, high = row.interval()
    if row.kind == "yes or no":
        return ""
    if row.kind == "points":
        return f"{low + 0.0:.1f} to {high + 0.0:.1f}".replace("-", "−")
    if row.kind == "ratio":
        return f"{low:.2f} to {high:.2f}"
    return f"{100 * low:.0f} to {100 * high:.0f} %".replace("-", "−")


def _number(row: Row, value: float) -> str:
    text = f"{value:.0%}" if row.kind == "fraction" else f"{value + 0.0:.2f}"
    return text.replace("-", "−")


def _score_table(found: TrialComparison) -> Table:
    table = _table("\nScores by account")
    table.add_column("account")
    groups = list(dict.fromkeys(score.group for score in found.scores))
    for group in groups:
        table.add_column(f"{group}\nCRPS", justify="right")
        table.add_column("log\nscore", justify="right")
    for account in _SHORT:
        cells = [
            score for group in groups for score in found.scores if (score.group, score.account) == (group, account)
        ]
        table.add_row(account, *(text for s in cells for text in (f"{100 * s.crps:.1f}", f"{s.log_score:+.2f}")))
    return table


def _coverage_table(found: TrialComparison) -> Table:
    table = _table("\nCoverage and sharpness (yes-or-no rows left out)")
    for column in ("rows of", "account"):
        table.add_column(column)
    for column in ("number", "in 50 %", "in 90 %", "width of 90 %"):
        table.add_column(column, justify="right")
    for item in found.coverages:
        shares = [f"{share:.0%}" for share in item.inside.values()]
        table.add_row(item.group, item.account, str(item.rows), *shares, f"{item.width:.0%} of scale")
    return table


def _table(title: str) -> Table:
    from rich import box
    from rich.table import Table

    return Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)


def _print_not_predicted(items: Sequence[NotPredicted], console: Console) -> None:
    """Reasons, each with the trials and the number of their rows."""
    console.print(styled(("\nNot predicted", "bold"), f": {len(items)} reported numbers or trials"))
    reasons: dict[str, dict[str, int]] = {}
    for item in items:
        counts = reasons.setdefault(item.because, {})
        counts[item.trial.key] = counts.get(item.trial.key, 0) + 1
    for reason, counts in reasons.items():
        trials = ", ".join(f"{key} ({count})" if count > 1 else key for key, count in counts.items())
        _say(console, f"- {reason}: {trials}")


def _say(console: Console, text: str, indent: str = "", style: str = "") -> None:
    for line in wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=indent + "  "):
        console.print(line, style=style)
