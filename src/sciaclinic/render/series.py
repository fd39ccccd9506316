"""Curves as JSON for a chart that a browser draws: one list of moments, and for each curve its mean and range."""

import math
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from sciaclinic.answers.curves import CurveRecord, CurvesRecord
from sciatwin.twin.shown.nested import NestedBand

_DIGITS = 4
"""Of the largest number of a curve that moves under a hand: finer than any line is drawn."""


def curve_series(curves: Iterable[CurvesRecord]) -> list[dict[str, Any]]:
    """Each group of curves: ``by``, ``at``, and ``curves`` with name, label, unit, mean, low and high."""
    return [
        {"by": group.by, "at": list(group.at), "curves": [_curve(curve) for curve in group.curves]} for group in curves
    ]


def _curve(curve: CurveRecord) -> dict[str, Any]:
    return curve.model_dump(mode="json")


def nested_series(at: np.ndarray, bands: Mapping[str, NestedBand]) -> dict[str, Any]:
    """Moments and, by name, the lines of each band: mean, low and high of 90 % and of 50 %; for one chart."""
    return {"at": _rounded(at), "curves": {name: _lines(band) for name, band in bands.items()}}


def _lines(band: NestedBand) -> dict[str, list[float]]:
    digits = _decimals(band.high_90)
    lines = ("mean", "low_90", "low_50", "high_50", "high_90")
    return {name: np.round(getattr(band, name), digits).tolist() for name in lines}


def _rounded(values: np.ndarray) -> list[float]:
    return np.round(values, _decimals(values)).tolist()


def _decimals(values: np.ndarray) -> int:
    largest = float(np.abs(values).max(initial=0.0))
    return max(0, _DIGITS - 1 - math.floor(math.log10(largest))) if largest > 0 else 0
