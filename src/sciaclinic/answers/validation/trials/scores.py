"""Scores and coverage of the accounts of lasting relief, as tables."""

from collections.abc import Sequence

from sciaclinic.answers.blocks import NONE, Table
from sciaclinic.answers.validation.trials.document import CoverageRecord, ScoreRecord


def score_table(scores: Sequence[ScoreRecord]) -> Table:
    """An account a row, a group of trials a pair of columns."""
    groups = list(dict.fromkeys(score.group for score in scores))
    by_place = {(score.account, score.group): score for score in scores}
    columns = ("account", *(name for group in groups for name in (f"{group} CRPS", "log score")))
    rows = tuple(
        (account, *(cell for group in groups for cell in _cells(by_place.get((account, group)))))
        for account in dict.fromkeys(score.account for score in scores)
    )
    return Table(
        "Scores by account",
        columns,
        rows,
        numeric=tuple(range(1, len(columns))),
        note="Each trial counts once. CRPS in % of the scale; log score: natural logarithm of the density.",
    )


def _cells(score: ScoreRecord | None) -> tuple[str, str]:
    return (NONE, NONE) if score is None else (f"{100 * score.crps:.1f}", f"{score.log_score:+.2f}")


def coverage_table(items: Sequence[CoverageRecord]) -> Table:
    """How often reported numbers lay inside, and how wide the intervals were."""
    return Table(
        "Coverage and sharpness (yes-or-no rows left out)",
        ("rows of", "account", "number", "in 50 %", "in 90 %", "width of 90 %"),
        tuple(
            (
                item.group,
                item.account,
                str(item.rows),
                *(f"{share:.0%}" for share in item.inside.values()),
                f"{item.width:.0%} of scale",
            )
            for item in items
        ),
        numeric=(2, 3, 4, 5),
    )
