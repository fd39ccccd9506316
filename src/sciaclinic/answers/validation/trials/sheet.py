"""What a reader sees of the trials: every reported number beside its prediction, then scores and answers."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from sciaclinic.answers.blocks import (
    NOT_ON_TERMINAL,
    Block,
    Figure,
    Heading,
    Notes,
    Point,
    Points,
    Sheet,
    Table,
    Text,
    Tone,
    points,
    titled,
)
from sciaclinic.answers.validation.levels.sheet import inside_in_words as levels_in_words
from sciaclinic.answers.validation.trials.document import RowRecord, SimulatedTrial, TrialsValidationDocument
from sciaclinic.answers.validation.trials.scores import coverage_table, score_table
from sciaclinic.answers.validation.trials.words import (
    inside_in_words,
    interval_in_words,
    observed_in_words,
    predicted_in_words,
)
from sciatwin.validation.trials.row import RowUse
from sciatwin.validation.trials.words import GROUPS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LEGEND = (
    "Each trial is simulated with its doses, comparator, times, size and blinding in many studies. Predicted and "
    "interval: median and 90 % of what a study like it would report, by the weighted average of the accounts of "
    "lasting relief; of a yes or no, its chance. Last columns: CRPS in % of the scale (lower is better) of the average "
    "(avg) and of each account alone: slow effect site, fading sensitisation, peak driven, no lasting effect (none)."
)

_STAND_IN = (
    "Stand-in: the regimens of the randomised, placebo-controlled trials of this record, equally weighted; "
    "the pooled regimens themselves are not recorded."
)

_SHORT = {
    "weighted average": "avg",
    "slow effect site": "slow",
    "fading sensitisation": "fade",
    "peak driven": "peak",
    "no lasting effect": "none",
}
"""Accounts of lasting relief as a narrow table names them."""

_COLUMNS = ("", "obs.", "pred.", "90 %", "")
_NUMERIC = (1, 2, 3)


def sheet_of(document: TrialsValidationDocument) -> Sheet:
    reported = [row for row in document.rows if row.inside is not None]
    levels = document.levels
    return Sheet(
        question="How well are published trials predicted?",
        title="Published trials beside their predictions",
        tone=Tone.STRONG,
        headline=(
            f"{sum(bool(row.inside) for row in reported)} of {len(reported)} reported numbers lie inside the 90 % "
            "interval."
        ),
        status="" if levels is None else f"Levels: {levels_in_words(levels.inside, levels.of)}",
        statement=document.statement,
        made=document.made,
        has_contents=True,
        blocks=tuple(_blocks(document)),
    )


def _blocks(document: TrialsValidationDocument) -> Iterator[Block]:
    weights = ", ".join(f"{key} {weight:.0%}" for key, weight in document.weights.items())
    yield Notes((_LEGEND, f"Weights, from calibration trials only: {weights}."))
    for group, title in GROUPS.items():
        rows = [row for row in document.rows if row.group == group]
        yield from titled(Heading(title, key=f"group-{group.lower()}"), *_group(group, rows, document))
    yield Heading("Scores", key="scores")
    yield score_table(document.scores)
    yield Text(document.held_out_verdict)
    yield coverage_table(document.coverage)
    yield _figure(document)
    yield Heading(f"Not predicted: {len(document.not_predicted)} reported numbers or trials", key="not-predicted")
    yield Points(tuple(_not_predicted(document)))
    for answer in document.answers:
        yield Heading(f"{answer.trial}: {answer.question}")
        yield Points(points(*answer.says))


def _group(group: RowUse, rows: Sequence[RowRecord], document: TrialsValidationDocument) -> Iterator[Block]:
    if not rows:
        return
    if group is RowUse.CONSISTENCY:
        yield Text(_STAND_IN)
    trials = {trial.key: trial for trial in document.trials}
    for key in dict.fromkeys(row.trial for row in rows):
        yield from _trial(trials[key], [row for row in rows if row.trial == key])


def _trial(trial: SimulatedTrial, rows: Sequence[RowRecord]) -> Iterator[Block]:
    """A heading, what was assumed, and the rows arm by arm."""
    people = f", {trial.people} people" if trial.people else ""
    yield Heading(f"{trial.key}: {trial.trial_kind}, {trial.condition}{people}", level=3)
    if trial.assumed:
        yield Text(f"assumed: {'; '.join(trial.assumed)}", tone=Tone.SOFT)
    in_order = list(dict.fromkeys(row.arms_in_words for row in rows))
    by_arms = sorted(rows, key=lambda row: in_order.index(row.arms_in_words))
    for arms, members in groupby(by_arms, key=lambda row: row.arms_in_words):
        yield _table(arms, tuple(members))


def _table(arms: str, rows: Sequence[RowRecord]) -> Table:
    scored = tuple(_SHORT.values()) if rows[0].crps else ()
    columns = (*_COLUMNS, *scored)
    numeric = (*_NUMERIC, *range(len(_COLUMNS), len(columns)))
    return Table(arms, columns, tuple(map(_row, rows)), numeric=numeric)


def _row(row: RowRecord) -> tuple[str, ...]:
    scores = () if row.crps is None else tuple(f"{100 * row.crps[key]:.1f}" for key in _SHORT)
    return (
        f"{row.name}{'*' if row.fitted else ''}",
        observed_in_words(row),
        predicted_in_words(row),
        interval_in_words(row),
        inside_in_words(row),
        *scores,
    )


def _figure(document: TrialsValidationDocument) -> Figure:
    def draw() -> "Axes":
        from sciatwin.plotting.trials.validation import plot_validation

        return plot_validation([row.shown for row in document.rows])[0]

    return Figure(
        key="validation",
        title="Every reported number beside its prediction",
        caption="Black: reported; hollow: outside. Blue: predicted. Grey: predicted if nothing outlasts the drug.",
        alt=f"{len(document.rows)} rows in three panels: differences of pain, pain, and shares; tables say the same.",
        draw=draw,
        on=NOT_ON_TERMINAL,
    )


def _not_predicted(document: TrialsValidationDocument) -> Iterator[Point]:
    """Reasons, each with the trials and the number of their rows."""
    reasons: dict[str, dict[str, int]] = {}
    for item in document.not_predicted:
        counts = reasons.setdefault(item.because, {})
        counts[item.trial] = counts.get(item.trial, 0) + 1
    for reason, counts in reasons.items():
        trials = ", ".join(f"{key} ({count})" if count > 1 else key for key, count in counts.items())
        yield Point(f"{reason}: {trials}")
