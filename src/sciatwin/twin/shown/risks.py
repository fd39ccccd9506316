"""Predicted risks of an infusion, from the highest level at the fast effect site."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import betaincinv

from sciatwin.evidence import Estimate, Status
from sciatwin.response.side_effects import blood_pressure, dissociation
from sciatwin.response.side_effects.blood_pressure import PressureStop
from sciatwin.twin.versions.ensemble import Ensemble
from sciatwin.twin.versions.weights import mean

_ROUNDING = 1e-9

CHANCE_OF_MORE = Estimate(
    value=0.005,
    unit="1",
    meaning="chance that a risk lies above the highest one that is told, by the luck of the draws",
    status=Status.ASSUMED,
    low=0.001,
    high=0.05,
    reason="the upper end of an interval of 99 %: limits are to be kept by nearly every other set of draws",
)


@dataclass(frozen=True)
class Risks:
    """Probabilities between 0 and 1, and the mean peak of dissociation (fraction of the scale).

    ``severe_hypertension`` is None if the resting pressure is unknown: it cannot be predicted then. ``draws`` is the
    number of different versions that were counted, or as many as repeated or weighted ones are worth.
    """

    peak_dissociation: float
    severe_dissociation: float
    severe_hypertension: float | None
    draws: int

    def at_most(self) -> "Risks":
        """The highest risks that these counts leave plausible (Clopper and Pearson 1934, one-sided).

        The chance of 0.5 % that a risk lies above is that of equal draws, each independent of the others. For versions
        of unequal weight or several times the same, ``draws`` is an effective number (Kish 1965): the bound is then an
        approximation, rounded to the safe side twice (fewer draws, more harm).
        """
        high = self.severe_hypertension
        return replace(
            self,
            severe_dissociation=self._highest(self.severe_dissociation),
            severe_hypertension=None if high is None else self._highest(high),
        )

    @staticmethod
    def highest(found: Sequence["Risks"]) -> "Risks":
        """The highest of each risk and the fewest draws; a pressure that one cannot predict is not predicted."""
        pressures = [risks.severe_hypertension for risks in found]
        return Risks(
            peak_dissociation=max(risks.peak_dissociation for risks in found),
            severe_dissociation=max(risks.severe_dissociation for risks in found),
            severe_hypertension=None if None in pressures else max(p for p in pressures if p is not None),
            draws=min(risks.draws for risks in found),
        )

    def _highest(self, share: float) -> float:
        count = math.ceil(share * self.draws - _ROUNDING)  # part of a version counts as one
        return (
            1.0 if count >= self.draws else float(betaincinv(count + 1, self.draws - count, 1 - CHANCE_OF_MORE.value))
        )


def risks_at_peak(
    ensemble: Ensemble, peak_site_ng_per_ml: np.ndarray, stop: PressureStop = blood_pressure.STOP
) -> Risks:
    """Risks of a course whose fast effect site peaks at these levels, shape (draws,).

    Args: stop: the pressures at which an infusion is stopped; hypertension above one counts as severe.
    """
    drawn = ensemble.drawn
    intensity = dissociation.intensity_fraction(peak_site_ng_per_ml, drawn)
    rise = blood_pressure.systolic_rise_mmhg(peak_site_ng_per_ml, drawn)
    return Risks(
        peak_dissociation=float(mean(intensity, ensemble.version_weights)),
        severe_dissociation=float(mean(intensity > dissociation.SEVERE.estimate.value, ensemble.version_weights)),
        severe_hypertension=_severe_hypertension(ensemble, rise, stop),
        draws=ensemble.effective,
    )


def _severe_hypertension(ensemble: Ensemble, systolic_rise_mmhg: np.ndarray, stop: PressureStop) -> float | None:
    people = ensemble.people
    if people.systolic_mmhg is None or people.diastolic_mmhg is None:
        return None
    systolic = people.systolic_mmhg + systolic_rise_mmhg
    diastolic = people.diastolic_mmhg + blood_pressure.DIASTOLIC_PER_SYSTOLIC.value * systolic_rise_mmhg
    too_high = (systolic > stop.systolic_mmhg) | (diastolic > stop.diastolic_mmhg)
    return float(mean(too_high, ensemble.version_weights))
