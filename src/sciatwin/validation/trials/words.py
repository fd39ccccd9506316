"""What a row is called where space is short: in a table, beside a mark."""

from collections.abc import Mapping

from sciatwin.evidence.published_trial import Measure
from sciatwin.trials.statistic import MEANINGFUL_FALL
from sciatwin.validation.trials.predict import FALLS_IN_WORDS
from sciatwin.validation.trials.row import RowUse, TrialRow

GROUPS: Mapping[RowUse, str] = {
    RowUse.CALIBRATION: "Trials open for calibration (* this number was fitted)",
    RowUse.HELD_OUT: "Held-out trials: no constant and no weight was fitted to them",
    RowUse.CONSISTENCY: "Meta-analyses, overlapping with calibration: a check of consistency",
    RowUse.SHOWN: "Background and biased reports: shown, not scored",
    RowUse.PROSPECTIVE: "Has not reported: predicted now",
}

_MEASURES = {
    Measure.PAIN: "pain",
    Measure.PAIN_DIFFERENCE: "difference",
    Measure.PAIN_FALL: "fall",
    Measure.PAIN_RATIO: "ratio",
    Measure.PERCENT_FALL: "mean fall",
    Measure.RESPONDERS_30: "fell 30 %",
    Measure.RESPONDERS_50: "fell 50 %",
    Measure.IMPROVED: "improved",
    Measure.RECOVERED: "recovered",
    Measure.SIGNIFICANT: "significant",
    Measure.PSYCHOMIMETIC: "psychomimetic",
    Measure.ANY_ADVERSE_EVENT: "side effect",
    Measure.INTERFERENCE: "interference",
}


def name_of(row: TrialRow) -> str:
    """Measure and time of a row."""
    question = row.question
    if question.measures is Measure.MEANINGFUL_CHANGE:
        least = FALLS_IN_WORDS.get(question.what, MEANINGFUL_FALL.value)
        return f"fell {100 * least:.0f} % {question.when}"
    return f"{_MEASURES[question.measures]} {question.when}"


def arms_of(row: TrialRow) -> str:
    """The arm, or the two that are compared."""
    return " − ".join(row.question.arms)
