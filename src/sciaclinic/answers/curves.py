"""What was predicted along time, as a reader sees it: a mean and a range. The versions behind it are not stored."""

from sciaclinic.answers.record import Record


class CurveRecord(Record):
    """Mean with the 5th and 95th percentile of the predictions at each moment of its axis."""

    name: str
    """As in the course of a twin, such as ``pain_treated``."""
    label: str
    unit: str
    """``1`` for a fraction or a probability."""
    mean: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


class CurvesRecord(Record):
    """Curves that share their moments."""

    by: str
    """What ``at`` counts: ``hour`` and ``day`` from the start of the course, or ``session``."""
    at: tuple[float, ...]
    curves: tuple[CurveRecord, ...]
