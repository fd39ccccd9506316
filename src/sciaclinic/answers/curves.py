"""What was predicted along time, as a reader sees it: a mean and a range. The versions behind it are not stored."""

from collections.abc import Iterable
from itertools import groupby
from typing import Self

import numpy as np
from pydantic import model_validator

from sciaclinic.answers.record import Record
from sciatwin.twin.bands import Band, Bands

_DIGITS = 6
"""Significant digits that are kept."""
_SMALLEST_USUAL = 1e-15
"""Below it a power of ten is not exact, and a number takes the slow way."""


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

    @model_validator(mode="after")
    def _as_long_as_its_axis(self) -> Self:
        for curve in self.curves:
            if {len(curve.mean), len(curve.low), len(curve.high)} != {len(self.at)}:
                raise ValueError(f"curve '{curve.name}' needs one number for each of the {len(self.at)} moments")
        return self

    def among(self, names: Iterable[str]) -> "CurvesRecord":
        """Only the curves of these names, in their order; those that are not here are left out."""
        known = {curve.name: curve for curve in self.curves}
        return self.model_copy(update={"curves": tuple(known[name] for name in names if name in known)})

    def renamed(self, pattern: str) -> "CurvesRecord":
        """The same with other names, such as ``{}_before``."""
        curves = tuple(curve.model_copy(update={"name": pattern.format(curve.name)}) for curve in self.curves)
        return self.model_copy(update={"curves": curves})


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
