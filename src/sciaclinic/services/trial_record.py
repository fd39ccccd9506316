"""The validation against trials as a record for JSON: numbers as computed, nothing rounded away."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sciaclinic.services.validate_models import TrialValidation
    from sciatwin.validation.trials.compare import TrialComparison
    from sciatwin.validation.trials.row import Row
    from sciatwin.validation.trials.score import Coverage

Record = dict[str, Any]


def trial_record(result: TrialValidation) -> Record:
    """Rows, scores, coverage, what is not predicted, and the two answers."""
    found = result.comparison
    return {
        "weights": dict(found.weights),
        "rows": [_row(row, found) for row in found.rows],
        "not_predicted": [
            {
                "trial": item.trial.key,
                "measure": str(item.observation.measures) if item.observation else None,
                "arm": item.observation.arm if item.observation else None,
                "what": item.observation.what if item.observation else None,
                "because": item.because,
            }
            for item in found.not_predicted
        ],
        "scores": [asdict(score) for score in found.scores],
        "coverage": [_coverage(item) for item in found.coverages],
        "held_out_verdict": result.held_out_verdict,
        "answers": [asdict(answer) for answer in result.answers],
    }


def _row(row: Row, found: TrialComparison) -> Record:
    from sciatwin.validation.trials.population import assumptions_of

    question = row.question
    return {
        "trial": row.trial.key,
        "group": str(row.group),
        "measure": str(question.measures),
        "what": question.what,
        "arms": list(question.arms),
        "when": question.when,
        "unit": "points of 10" if row.scale > 1 else str(row.kind),
        "fitted": row.is_fitted,
        "assumed": list(assumptions_of(row.trial)),
        "observed": row.observed,
        "observed_interval_95": row.observed_interval,
        "predicted": row.predicted(),
        "interval_50": row.interval(0.5),
        "interval_90": row.interval(),
        "inside": None if row.observed is None else row.is_inside(),
        **_scores(row, found),
    }


def _scores(row: Row, found: TrialComparison) -> Record:
    from sciatwin.validation.trials.compare import SCORED
    from sciatwin.validation.trials.score import row_crps, row_log_score

    if row.group not in SCORED:
        return {"crps": None, "log_score": None}
    return {
        "crps": {account: row_crps(row, account) for account in row.studies},
        "log_score": {account: row_log_score(row, account, found.weights) for account in row.studies},
    }


def _coverage(item: Coverage) -> Record:
    return {**asdict(item), "inside": {f"{level:.0%}": share for level, share in item.inside.items()}}
