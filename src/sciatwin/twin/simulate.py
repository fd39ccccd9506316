"""The main path: one patient's ensemble and one regimen → the course over months.

1. The regimen becomes dosing events in mg for this body weight.
2. Four linear systems turn them into arterial and venous levels and the two effect sites, exactly.
3. The fast site gives dissociation, blood pressure and fast relief; the slow site gives lasting relief.
4. Pain = today's pain × untreated course × (1 − placebo) × (1 − fast) × (1 − lasting relief).
5. The untreated and the placebo course come from the same draws: arms differ only by treatment.
"""

import numpy as np
import xarray as xr

from sciatwin.pharmacokinetics.engine import solve
from sciatwin.regimen import Regimen
from sciatwin.response import (
    blood_pressure,
    dissociation,
    fast_effect_site,
    no_lasting_effect,
    pain,
    placebo,
    slow_effect_site,
    untreated_course,
)
from sciatwin.twin.ensemble import FAST_SITE, SLOW_SITE, Ensemble
from sciatwin.twin.time_grid import report_times
from sciatwin.units import HOURS_PER_DAY, HOURS_PER_WEEK

Levels = dict[str, np.ndarray]

HORIZON_DAYS = 90.0

_CONCENTRATIONS = {
    "s_ketamine": "S-ketamine",
    "r_ketamine": "R-ketamine",
    "s_norketamine": "S-norketamine",
    "r_norketamine": "R-norketamine",
}


def simulate(
    ensemble: Ensemble,
    regimen: Regimen,
    *,
    times_h: np.ndarray | None = None,
    horizon_days: float = HORIZON_DAYS,
) -> xr.Dataset:
    """Course of every version of the patient, dimensions (draw, time).

    Args:
        times_h: hours since the first session, strictly increasing; by default dense around sessions.
    Returns: levels in ng/mL, dissociation from 0 to 1, pressures in mmHg, pain from 0 to 10 treated, on placebo
        and untreated. Pressures are absent if the patient's resting pressure is unknown.
    """
    times = report_times(regimen, horizon_days) if times_h is None else np.asarray(times_h, dtype=float)
    levels = effect_levels(ensemble, regimen, times)
    arrays = {
        **levels,
        **side_effects(ensemble, levels[FAST_SITE]),
        **pain_courses(ensemble, regimen, times, levels),
    }
    return _dataset(times, arrays)


def effect_levels(ensemble: Ensemble, regimen: Regimen, times_h: np.ndarray) -> Levels:
    """Concentrations and effect sites, each of shape (times, draws), ng/mL."""
    events = regimen.events(ensemble.patient.weight_kg)
    share = {"S": regimen.drug.s_fraction, "R": regimen.drug.r_fraction}
    levels: Levels = {}
    for key, system in ensemble.systems.items():
        site, enantiomer = key.split()
        solved = solve(system, events, times_h, dose_scale=np.full(ensemble.count, share[enantiomer]))
        for name, values in zip(system.output_names, solved, strict=True):
            levels[_variable(name, site)] = values
    for site in ("arterial", "venous"):
        levels[f"ketamine_{site}"] = levels[f"s_ketamine_{site}"] + levels[f"r_ketamine_{site}"]
    return levels


def _variable(output_name: str, site: str) -> str:
    if output_name in (FAST_SITE, SLOW_SITE):
        return output_name
    return f"{output_name.lower().replace('-', '_')}_{site}"


def effect_site_course(ensemble: Ensemble, regimen: Regimen, *, horizon_days: float = HORIZON_DAYS) -> xr.Dataset:
    """The two effect sites alone, at the times of ``simulate``: all that a choice between regimens needs."""
    times, events = report_times(regimen, horizon_days), regimen.events(ensemble.patient.weight_kg)
    share = np.full(ensemble.count, regimen.drug.s_fraction)
    levels: Levels = {}
    for key, site in (("arterial S", FAST_SITE), ("venous S", SLOW_SITE)):
        system = ensemble.systems[key]
        levels[site] = solve(system, events, times, dose_scale=share)[system.output_names.index(site)]
    return _dataset(times, levels)


def side_effects(ensemble: Ensemble, fast_site_ng_per_ml: np.ndarray) -> Levels:
    """Dissociation and, where resting pressure is known, blood pressure; shape (times, draws)."""
    drawn, vitals = ensemble.drawn, ensemble.patient.vitals
    rise = blood_pressure.systolic_rise_mmhg(fast_site_ng_per_ml, drawn["blood pressure/systolic rise"])
    effects = {
        "dissociation": dissociation.intensity_fraction(fast_site_ng_per_ml, drawn["dissociation/C50"]),
        "systolic_rise": rise,
    }
    if vitals.systolic_mmhg is not None and vitals.diastolic_mmhg is not None:
        effects["systolic"] = vitals.systolic_mmhg + rise
        effects["diastolic"] = vitals.diastolic_mmhg + blood_pressure.DIASTOLIC_PER_SYSTOLIC.value * rise
    return effects


def untreated_fraction(ensemble: Ensemble, times_h: np.ndarray) -> np.ndarray:
    """Pain without treatment as a fraction of today's, shape (times, draws)."""
    drawn = ensemble.drawn
    return untreated_course.remaining_fraction(
        times_h / HOURS_PER_WEEK,
        ensemble.recovers,
        drawn["untreated/recovery time"],
        drawn["untreated/plateau"],
        drawn["untreated/persistent fall"],
    )


def lasting_relief_fraction(ensemble: Ensemble, slow_site_ng_per_ml: np.ndarray) -> np.ndarray:
    """Lasting relief of each version by the rival account it was drawn with, shape (times, draws)."""
    drawn = ensemble.drawn
    slow = slow_effect_site.relief_fraction(
        slow_site_ng_per_ml,
        drawn["lasting relief/C50"],
        drawn["lasting relief/largest effect"],
        ensemble.responds_to_ketamine,
    )
    null = no_lasting_effect.relief_fraction(slow_site_ng_per_ml)
    return np.where(ensemble.has_lasting_effect, slow, null)


def pain_courses(ensemble: Ensemble, regimen: Regimen, times_h: np.ndarray, levels: Levels) -> Levels:
    """Pain untreated, on placebo and treated, from the same draws; shape (times, draws)."""
    drawn, today = ensemble.drawn, ensemble.patient.sciatica.leg_pain
    remaining = untreated_fraction(ensemble, times_h)
    visits = np.array([session.start_h for session in regimen.sessions])
    inert = placebo.relief_fraction(
        times_h, visits, ensemble.responds_to_placebo, drawn["placebo/relief"], drawn["placebo/fading half-life"]
    )
    fast = fast_effect_site.relief_fraction(
        levels[FAST_SITE], drawn["fast relief/C50"], drawn["fast relief/largest effect"]
    )
    lasting = lasting_relief_fraction(ensemble, levels[SLOW_SITE])
    return {
        "pain_untreated": pain.pain_score(today, remaining),
        "pain_placebo": pain.pain_score(today, remaining, inert),
        "pain_treated": pain.pain_score(today, remaining, inert, fast, lasting),
    }


def variable_name(level: str) -> str:
    """Name of a level in the course."""
    return level.replace(" ", "_")


def _dataset(times_h: np.ndarray, arrays: Levels) -> xr.Dataset:
    variables = {variable_name(name): (("time", "draw"), values, _attributes(name)) for name, values in arrays.items()}
    coordinates = {
        "time": ("time", times_h, {"units": "h", "long_name": "time since the first session"}),
        "day": (
            "time",
            times_h / HOURS_PER_DAY,
            {"units": "day", "long_name": "day since the first session"},
        ),
    }
    return xr.Dataset(variables, coords=coordinates).transpose("draw", "time")


_LABELS = {
    "ketamine_arterial": ("ng/mL", "total ketamine (S + R), arterial plasma"),
    "ketamine_venous": ("ng/mL", "total ketamine (S + R), venous plasma"),
    FAST_SITE: ("ng/mL", "S-ketamine at the fast effect site"),
    SLOW_SITE: ("ng/mL", "S-ketamine at the slow effect site"),
    "dissociation": ("1", "dissociation, fraction of the scale's maximum"),
    "systolic_rise": ("mmHg", "rise of systolic pressure"),
    "systolic": ("mmHg", "systolic pressure"),
    "diastolic": ("mmHg", "diastolic pressure"),
    "pain_untreated": ("points", "leg pain without treatment (0 to 10)"),
    "pain_placebo": ("points", "leg pain with placebo infusions (0 to 10)"),
    "pain_treated": ("points", "leg pain with ketamine (0 to 10)"),
} | {
    f"{key}_{site}": ("ng/mL", f"{name}, {site} plasma")
    for key, name in _CONCENTRATIONS.items()
    for site in ("arterial", "venous")
}


def _attributes(name: str) -> dict[str, str]:
    units, long_name = _LABELS[name]
    return {"units": units, "long_name": long_name}
