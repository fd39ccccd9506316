"""Bands of a course as curves that are stored, and back."""

from collections.abc import Iterable
from itertools import groupby

import numpy as np

from sciaclinic.answers.curves import CurveRecord, CurvesRecord
from sciatwin.twin.shown.bands import Band, Bands

_DIGITS = 6
"""Significant digits that are kept."""
_SMALLEST_USUAL = 1e-15
"""Below it a power of ten is not exact, and a number takes the slow way."""


def curves_of(bands: Bands, names: Iterable[str]) -> tuple[CurvesRecord, ...]:
    """The bands of a course as they are stored: those along the same moments together."""
    found = sorted(((name, bands[name]) for name in names), key=lambda item: (item[1].by, len(item[1].at)))
    return tuple(
        CurvesRecord(by=by, at=_kept(group[0][1].at), curves=tuple(_curve(name, band) for name, band in group))
        for (by, _), group in (
            (key, list(items)) for key, items in groupby(found, key=lambda item: (item[1].by, len(item[1].at)))
        )
    )


def bands_of(groups: Iterable[CurvesRecord]) -> Bands:
    """Stored curves as bands, by name, to be drawn."""
    return {curve.name: _band(group, curve) for group in groups for curve in group.curves}


def _curve(name: str, band: Band) -> CurveRecord:
    return CurveRecord(
        name=name,
        label=band.label,
        unit=band.unit,
        mean=_kept(band.mean),
        low=_kept(band.low),
        high=_kept(band.high),
    )


def _band(group: CurvesRecord, curve: CurveRecord) -> Band:
    at, mean, low, high = (np.array(values) for values in (group.at, curve.mean, curve.low, curve.high))
    return Band(label=curve.label, unit=curve.unit, by=group.by, at=at, mean=mean, low=low, high=high)


def _kept(values: np.ndarray) -> tuple[float, ...]:
    """Rounded to the nearest number that is written with so many digits, without a negative zero."""
    size = np.abs(values)
    usual = (size > _SMALLEST_USUAL) & np.isfinite(size)
    digits = _DIGITS - 1 - np.floor(np.log10(np.where(usual, size, 1.0)))
    shift = 10.0 ** np.abs(digits)
    rounded = np.where(digits >= 0, np.round(values * shift) / shift, np.round(values / shift) * shift)
    for place in np.flatnonzero(~usual):
        rounded[place] = float(f"{values[place]:.{_DIGITS}g}")
    return tuple((rounded + 0.0).tolist())
