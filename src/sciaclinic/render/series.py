"""Curves as JSON for a chart that a browser draws: one list of moments, and for each curve its mean and range."""

from collections.abc import Iterable
from typing import Any

from sciaclinic.answers.blocks import Sheet
from sciaclinic.answers.curves import CurveRecord, CurvesRecord


def sheet_series(sheet: Sheet) -> list[dict[str, Any]]:
    """The series of every figure of a sheet that has curves, with its words."""
    return [
        {"key": figure.key, "title": figure.title, "caption": figure.caption, "series": curve_series(figure.curves)}
        for figure in sheet.figures
        if figure.curves
    ]


def curve_series(curves: Iterable[CurvesRecord]) -> list[dict[str, Any]]:
    """Each group of curves: ``by``, ``at``, and ``curves`` with name, label, unit, mean, low and high."""
    return [
        {"by": group.by, "at": list(group.at), "curves": [_curve(curve) for curve in group.curves]} for group in curves
    ]


def _curve(curve: CurveRecord) -> dict[str, Any]:
    return curve.model_dump(mode="json")
