"""From a regimen to concentrations and effect sites, exactly: four linear systems and their totals."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sciatwin.pharmacokinetics.engine import LinearSystem, solve
from sciatwin.regimen import DosingEvent, Regimen
from sciatwin.twin.ensemble import FAST_SITE, SLOW_SITE, Ensemble
from sciatwin.twin.highest_visits import highest_visits
from sciatwin.twin.time_grid import peak_times

Levels = dict[str, np.ndarray]
"""Level by its name, shape (times, people), ng/mL."""


def effect_levels(ensemble: Ensemble, regimen: Regimen, times_h: np.ndarray) -> Levels:
    """Concentrations and effect sites, each of shape (times, people), ng/mL."""
    levels: Levels = {}
    for key in ensemble.systems:
        levels |= solved(ensemble, regimen, times_h, key)
    return with_totals(levels)


def with_totals(levels: Levels) -> Levels:
    """The levels, and S + R at each site where both are there."""
    totals = {
        f"ketamine_{site}": levels[f"s_ketamine_{site}"] + levels[f"r_ketamine_{site}"]
        for site in ("arterial", "venous")
        if f"r_ketamine_{site}" in levels
    }
    return {**levels, **totals}


def effect_sites(ensemble: Ensemble, regimen: Regimen, times_h: np.ndarray) -> Levels:
    """The two effect sites alone: all that a choice between regimens needs."""
    levels = {
        **solved(ensemble, regimen, times_h, "arterial S"),
        **solved(ensemble, regimen, times_h, "venous S"),
    }
    return {site: levels[site] for site in (FAST_SITE, SLOW_SITE)}


def fast_site_peak(ensemble: Ensemble, regimen: Regimen) -> np.ndarray:
    """Highest level of S-ketamine at the fast effect site in the whole course, ng/mL, shape (people,)."""
    peak = np.zeros(ensemble.count)
    for visit in highest_visits(regimen):  # one after another, so that memory does not grow with their number
        levels = solved(ensemble, regimen, peak_times(visit), "arterial S")
        np.maximum(peak, levels[FAST_SITE].max(axis=0), out=peak)
    return peak


@dataclass(frozen=True)
class Scale:
    """How a regimen enters one system: events for 1 kg of body weight, and the factor on them for each person."""

    events: Sequence[DosingEvent]
    dose_scale: np.ndarray

    @classmethod
    def of(cls, ensemble: Ensemble, regimen: Regimen, key: str) -> "Scale":
        share = regimen.drug.s_fraction if key.endswith("S") else regimen.drug.r_fraction
        return cls(regimen.events(1.0), share * ensemble.people.weight_kg)


def solved(ensemble: Ensemble, regimen: Regimen, times_h: np.ndarray, key: str) -> Levels:
    """Levels of one system, by the name of the variable."""
    system, scale = ensemble.systems[key], Scale.of(ensemble, regimen, key)
    return named_levels(system, key, solve(system, scale.events, times_h, dose_scale=scale.dose_scale))


def named_levels(system: LinearSystem, key: str, found: np.ndarray) -> Levels:
    """Outputs of one system by the name of the variable."""
    site = key.split()[0]
    return {_variable(name, site): values for name, values in zip(system.output_names, found, strict=True)}


def _variable(output_name: str, site: str) -> str:
    if output_name in (FAST_SITE, SLOW_SITE):
        return output_name
    return f"{output_name.lower().replace('-', '_')}_{site}"
