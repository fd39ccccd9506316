"""Curves as JSON for a chart that a browser draws: one list of moments, and for each curve its mean and range."""

from collections.abc import Iterable
from typing import Any

from sciaclinic.answers.curves import CurveRecord, CurvesRecord


def curve_series(curves: Iterable[CurvesRecord]) -> list[dict[str, Any]]:
    """Each group of curves: ``by``, ``at``, and ``curves`` with name, label, unit, mean, low and high."""
    return [
        {"by": group.by, "at": list(group.at), "curves": [_curve(curve) for curve in group.curves]} for group in curves
    ]


def _curve(curve: CurveRecord) -> dict[str, Any]:
    return curve.model_dump(mode="json")
