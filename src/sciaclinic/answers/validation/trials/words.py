"""Numbers of a row in words: what was reported and what is predicted of it."""

from sciaclinic.answers.blocks import NONE
from sciaclinic.answers.validation.trials.document import RowRecord
from sciatwin.validation.trials.row import Kind


def observed_in_words(row: RowRecord) -> str:
    if row.observed is None:
        return NONE
    if row.kind is Kind.YES_NO:
        return "yes" if row.observed else "no"
    if row.is_range and row.observed_interval_95 is not None:
        ends = row.observed_interval_95
        low, high = (_number(row, end) if row.kind is Kind.FRACTION else f"{end:g}" for end in ends)
        return f"{low.removesuffix('%')}–{high}"
    return _number(row, row.observed)


def predicted_in_words(row: RowRecord) -> str:
    return f"{row.predicted:.0%}" if row.kind is Kind.YES_NO else _number(row, row.predicted)


def interval_in_words(row: RowRecord) -> str:
    """The 90 % interval; a yes or no has none."""
    low, high = row.interval_90
    match row.kind:
        case Kind.YES_NO:
            return ""
        case Kind.POINTS:
            return f"{low + 0.0:.1f} to {high + 0.0:.1f}".replace("-", "−")
        case Kind.RATIO:
            return f"{low:.2f} to {high:.2f}"
    return f"{100 * low:.0f} to {100 * high:.0f} %".replace("-", "−")


def inside_in_words(row: RowRecord) -> str:
    return "" if row.inside is None else "in" if row.inside else "OUT"


def _number(row: RowRecord, value: float) -> str:
    text = f"{value:.0%}" if row.kind is Kind.FRACTION else f"{value + 0.0:.2f}"
    return text.replace("-", "−")
