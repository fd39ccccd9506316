"""Responses to one mg/kg or one mg/kg/h, from which any regimen follows exactly: the kinetics are linear.

The search for a plan looks at thousands of regimens. Each is a sum of shifted and scaled copies of one bolus and of
one infusion of each duration, so only those are solved.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sciatwin.analytes import Drug
from sciatwin.pharmacokinetics.engine import solve
from sciatwin.regimen import INJECTION_H, DosingEvent, Infusion
from sciatwin.twin.drug.time_grid import AFTER_BOLUS_STEPS
from sciatwin.twin.versions.ensemble import FAST_SITE, SLOW_SITE, Ensemble
from sciatwin.units import HOURS_PER_DAY

LAG_STEP_DAYS = 0.5
_PEAK_STEPS_PER_H = 12
_WASHOUT_H = np.array([1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0, 20.0, 24.0])


@dataclass(frozen=True)
class UnitResponses:
    """Effect-site levels of S-ketamine per mg/kg (bolus) or mg/kg/h (infusion), ng/mL.

    Attributes:
        fast_bolus, fast_infusion: duration → shape (times, draws), from the start until the drug has left.
        slow_bolus: shape (lags, draws); slow_infusion: duration → shape (lags, draws); lags are LAG_STEP_DAYS apart.
    """

    durations_h: tuple[float, ...]
    fast_bolus: dict[float, np.ndarray]
    fast_infusion: dict[float, np.ndarray]
    slow_bolus: np.ndarray
    slow_infusion: dict[float, np.ndarray]


def unit_responses(ensemble: Ensemble, drug: Drug, durations_h: Sequence[float], horizon_days: float) -> UnitResponses:
    """Solve one bolus and one infusion of each duration for every draw."""
    bolus = Infusion(start_h=0, duration_h=INJECTION_H, dose_mg=1.0)
    infusions = {d: Infusion(start_h=0, duration_h=d, dose_mg=d) for d in durations_h}
    lags_h = np.arange(0, horizon_days + LAG_STEP_DAYS / 2, LAG_STEP_DAYS) * HOURS_PER_DAY

    def fast(event: DosingEvent, duration_h: float) -> np.ndarray:
        return _site_level(ensemble, "arterial S", event, drug, session_times_h(duration_h))

    return UnitResponses(
        durations_h=tuple(durations_h),
        fast_bolus={d: fast(bolus, d) for d in durations_h},
        fast_infusion={d: fast(infusion, d) for d, infusion in infusions.items()},
        slow_bolus=_site_level(ensemble, "venous S", bolus, drug, lags_h),
        slow_infusion={d: _site_level(ensemble, "venous S", i, drug, lags_h) for d, i in infusions.items()},
    )


def session_times_h(duration_h: float) -> np.ndarray:
    """Times at which one session is looked at: every minute after a bolus, every five until an hour after the end,
    then ever more apart until the drug has left."""
    even = np.linspace(0, duration_h + 1, int((duration_h + 1) * _PEAK_STEPS_PER_H) + 1)
    return np.union1d(np.union1d(even, INJECTION_H * np.arange(AFTER_BOLUS_STEPS + 1)), duration_h + _WASHOUT_H)


_SITES = {"arterial S": FAST_SITE, "venous S": SLOW_SITE}


def _site_level(ensemble: Ensemble, system: str, event: DosingEvent, drug: Drug, times_h: np.ndarray) -> np.ndarray:
    scale = drug.s_fraction * ensemble.people.weight_kg
    site = ensemble.systems[system].only([_SITES[system]])
    return solve(site, [event], times_h, dose_scale=scale)[0]
