"""From a regimen to concentrations and effect sites, exactly: four linear systems and their totals."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from sciatwin.pharmacokinetics.engine import LinearSystem, solve_along
from sciatwin.pharmacokinetics.timeline import Timeline, cut
from sciatwin.regimen import DosingEvent, Regimen
from sciatwin.twin.drug.highest_visits import highest_visits
from sciatwin.twin.drug.time_grid import peak_times
from sciatwin.twin.versions.ensemble import FAST_SITE, SLOW_SITE, Ensemble

Levels = dict[str, np.ndarray]
"""Level by its name, shape (times, people), ng/mL."""


def effect_levels(
    ensemble: Ensemble,
    regimen: Regimen,
    times_h: np.ndarray,
    *,
    only: Collection[str] | None = None,
    workers: int = 1,
) -> Levels:
    """Concentrations and effect sites, each of shape (times, people), ng/mL.

    Args:
        only: names of those that are needed; all by default. Totals come from their parts.
        workers: threads; the result does not depend on it.
    """
    levels: Levels = {}
    timeline = cut(regimen.events(1.0), times_h)
    for key, system in ensemble.systems.items():
        names = [name for name in _variables(system, key) if only is None or name in only]
        if names:
            levels |= _along(ensemble, regimen, timeline, key, names, workers)
    return with_totals(levels)


def with_totals(levels: Levels) -> Levels:
    """The levels, and S + R at each site where both are there."""
    totals = {
        f"ketamine_{site}": levels[f"s_ketamine_{site}"] + levels[f"r_ketamine_{site}"]
        for site in ("arterial", "venous")
        if {f"s_ketamine_{site}", f"r_ketamine_{site}"} <= levels.keys()
    }
    return {**levels, **totals}


def effect_sites(ensemble: Ensemble, regimen: Regimen, times_h: np.ndarray, *, workers: int = 1) -> Levels:
    """The two effect sites alone: all that a choice between regimens needs."""
    return effect_levels(ensemble, regimen, times_h, only=(FAST_SITE, SLOW_SITE), workers=workers)


def fast_site_peak(ensemble: Ensemble, regimen: Regimen) -> np.ndarray:
    """Highest level of S-ketamine at the fast effect site in the whole course, ng/mL, shape (people,)."""
    peak = np.zeros(ensemble.count)
    for visit in highest_visits(regimen):  # one after another, so that memory does not grow with their number
        levels = solved(ensemble, regimen, peak_times(visit), "arterial S", only=(FAST_SITE,))
        np.maximum(peak, levels[FAST_SITE].max(axis=0), out=peak)
    return peak


@dataclass(frozen=True)
class DoseScale:
    """How a regimen enters one system: events for 1 kg of body weight, and the factor on them for each person."""

    events: Sequence[DosingEvent]
    dose_scale: np.ndarray

    @classmethod
    def of(cls, ensemble: Ensemble, regimen: Regimen, key: str) -> "DoseScale":
        share = regimen.drug.s_fraction if key.endswith("S") else regimen.drug.r_fraction
        return cls(regimen.events(1.0), share * ensemble.people.weight_kg)


def solved(
    ensemble: Ensemble,
    regimen: Regimen,
    times_h: np.ndarray,
    key: str,
    *,
    only: Collection[str] | None = None,
    workers: int = 1,
) -> Levels:
    """Levels of one system, by the name of the variable; ``only`` and ``workers`` as in ``effect_levels``."""
    names = _variables(ensemble.systems[key], key) if only is None else only
    return _along(ensemble, regimen, cut(regimen.events(1.0), times_h), key, names, workers)


def _along(
    ensemble: Ensemble, regimen: Regimen, timeline: Timeline, key: str, names: Collection[str], workers: int
) -> Levels:
    whole = ensemble.systems[key]
    system = whole.only([name for name in whole.output_names if _variable(name, key) in names])
    scale = DoseScale.of(ensemble, regimen, key).dose_scale
    return named_levels(system, key, solve_along(system, timeline, dose_scale=scale, workers=workers))


def named_levels(system: LinearSystem, key: str, found: np.ndarray) -> Levels:
    """Outputs of one system by the name of the variable."""
    return dict(zip(_variables(system, key), found, strict=True))


def _variables(system: LinearSystem, key: str) -> list[str]:
    return [_variable(name, key) for name in system.output_names]


def _variable(output_name: str, key: str) -> str:
    if output_name in (FAST_SITE, SLOW_SITE):
        return output_name
    return f"{output_name.lower().replace('-', '_')}_{key.split()[0]}"
