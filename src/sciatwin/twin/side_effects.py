"""What the level at the fast effect site does besides taking off pain: dissociation, heart rate, blood pressure."""

from collections.abc import Container, Mapping

import numpy as np

from sciatwin.response.side_effects import blood_pressure, dissociation, heart_rate
from sciatwin.twin.drug.levels import Levels
from sciatwin.twin.versions.ensemble import Ensemble

_BY_LEVEL = {
    "dissociation": dissociation.intensity_fraction,
    "cadss": dissociation.cadss_score,
    "systolic_rise": blood_pressure.systolic_rise_mmhg,
    "heart_rate_rise": heart_rate.rise_per_min,
}
_PRESSURES = ("systolic", "diastolic")


def side_effects(ensemble: Ensemble, fast_site_ng_per_ml: np.ndarray, keep: Container[str]) -> Levels:
    """Those that are asked for, shape (times, people); pressures where the resting pressure is known."""
    drawn, people = ensemble.drawn, ensemble.people
    found = {name: by_level(fast_site_ng_per_ml, drawn) for name, by_level in _BY_LEVEL.items() if name in keep}
    if people.systolic_mmhg is None or people.diastolic_mmhg is None or not any(name in keep for name in _PRESSURES):
        return found
    rise = _rise(found, fast_site_ng_per_ml, drawn)
    if "systolic" in keep:
        found["systolic"] = people.systolic_mmhg + rise
    if "diastolic" in keep:
        found["diastolic"] = people.diastolic_mmhg + blood_pressure.DIASTOLIC_PER_SYSTOLIC.value * rise
    return found


def _rise(found: Levels, fast_site_ng_per_ml: np.ndarray, drawn: Mapping[str, np.ndarray]) -> np.ndarray:
    known = found.get("systolic_rise")
    return blood_pressure.systolic_rise_mmhg(fast_site_ng_per_ml, drawn) if known is None else known
