"""Exact derivatives of a whole course with respect to the logarithm of any drawn number.

Levels have exact derivatives of their own (``pharmacokinetics.gradients``). Everything after them is made of analytic
functions, so a step in the imaginary direction, too small to be seen in the real part, carries the derivative through
the same code without any difference being taken (the complex-step method). What a person was drawn to be (recovering,
a responder, an account of relief) stays as it was drawn.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import xarray as xr

from sciatwin.errors import ModelError
from sciatwin.pharmacokinetics import gradients
from sciatwin.pharmacokinetics.engine import LinearSystem
from sciatwin.pharmacokinetics.parameters import Parameters
from sciatwin.regimen import Regimen
from sciatwin.response import fast_effect_site
from sciatwin.response.lasting_relief import slow_effect_site
from sciatwin.twin.course import Course, variable_name
from sciatwin.twin.drug.levels import DoseScale, Levels, effect_levels, named_levels, with_totals
from sciatwin.twin.drug.time_grid import report_times
from sciatwin.twin.simulate import HORIZON_DAYS
from sciatwin.twin.simulated import Simulated
from sciatwin.twin.versions.ensemble import RESPONSE_PARAMETERS, Ensemble, build, kinetic_model

_STEP = 1e-40
"""Imaginary part: its square is nothing beside any number here."""

_HALF_LIVES = {fast_effect_site.SITE_HALF_LIFE: "arterial S", slow_effect_site.SITE_HALF_LIFE: "venous S"}


def gradient(ensemble: Ensemble, regimen: Regimen, name: str, *, horizon_days: float = HORIZON_DAYS) -> xr.Dataset:
    """Derivative of every variable of the course with respect to the logarithm of one drawn number.

    Args:
        name: a number of the response ("fast relief/C50") or of the kinetics ("simons_2022/clearance").
    Returns: a data set like a course; a value is the change for a change of the number by 100 % of itself.
    Raises: ModelError naming the choices.
    """
    if name not in ensemble.drawn:
        raise ModelError(f"no drawn number '{name}' (available: {', '.join(sorted(ensemble.drawn))}).")
    times_h = report_times(regimen, horizon_days)
    levels = effect_levels(ensemble, regimen, times_h)
    slopes = _level_slopes(ensemble, regimen, times_h, name)
    stepped = {key: values + 1j * _STEP * slopes[key] if key in slopes else values for key, values in levels.items()}
    drawn = dict(ensemble.drawn)
    if name in RESPONSE_PARAMETERS:
        drawn[name] = drawn[name] * (1 + 1j * _STEP)
    found = Simulated(ensemble=replace(ensemble, drawn=drawn), regimen=regimen, grid_h=times_h, levels=stepped)
    by_time, by_day, by_session = map(_slope, (found.by_time, found.by_day, found.by_session))
    return Course(time_h=times_h, by_time=by_time, by_day=by_day, by_session=by_session).dataset()


def _slope(arrays: Mapping[str, np.ndarray]) -> Levels:
    return {variable_name(name): np.imag(values) / _STEP for name, values in arrays.items()}


def _level_slopes(ensemble: Ensemble, regimen: Regimen, times_h: np.ndarray, name: str) -> Levels:
    """Derivatives of the levels that the number moves, by the name of the level."""
    slopes: Levels = {}
    for key, values in ensemble.kinetics.items():
        parameter = _parameter_of(key, name)
        if parameter:
            slopes |= _system_slopes(ensemble, regimen, times_h, key, values, parameter)
        elif _HALF_LIVES.get(name) == key:
            slopes |= _system_slopes(ensemble, regimen, times_h, key, {**values, name: ensemble.drawn[name]}, name)
    return with_totals(slopes)


def _parameter_of(key: str, name: str) -> str:
    """The parameter of a system that is called "model/role", or ""; the twin of R-ketamine shares those of S."""
    s_model = kinetic_model(f"{key.split()[0]} S")
    found = (p for p, parameter in s_model.parameters.items() if f"{s_model.key}/{parameter.role}" == name)
    return next(found, "")


def _system_slopes(
    ensemble: Ensemble, regimen: Regimen, times_h: np.ndarray, key: str, values: Parameters, parameter: str
) -> Levels:
    def rebuilt(changed: Parameters) -> LinearSystem:
        drawn = {**ensemble.drawn, **{parameter: changed[parameter]}} if parameter in _HALF_LIVES else ensemble.drawn
        return build(key, changed, drawn)

    scale = DoseScale.of(ensemble, regimen, key)
    solved = gradients.gradient(rebuilt, values, parameter, scale.events, times_h, dose_scale=scale.dose_scale)
    return named_levels(ensemble.systems[key], key, solved)
