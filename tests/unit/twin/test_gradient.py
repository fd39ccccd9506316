"""Exact derivatives of the whole chain agree with central differences of the same draws."""

from dataclasses import replace

import numpy as np
import pytest

from sciatwin.errors import ModelError
from sciatwin.regimen import Regimen
from sciatwin.twin import Twin
from sciatwin.twin.drug.levels import effect_levels
from sciatwin.twin.drug.time_grid import report_times
from sciatwin.twin.gradient import gradient
from sciatwin.twin.simulated import Simulated
from sciatwin.twin.versions.ensemble import build

REGIMEN = Regimen.repeat(dose_mg_per_kg=0.5, duration_h=40 / 60, count=3)
HORIZON_DAYS = 30
TIMES_H = report_times(REGIMEN, HORIZON_DAYS)
STEP = 1e-4

IN_THE_RESPONSE = (
    "fast relief/C50",
    "sensitisation/fading rate",
    "slow effect site/C50",
    "peak/strength",
    "placebo/relief",
    "untreated/recovery time",
    "depression/effect of a session",
    "dissociation/level per CADSS point",
    "nausea/drug risk",
)
IN_THE_KINETICS = {
    "fast effect site/half-life": (),
    "simons_2022/clearance": (("arterial S", "cl"), ("arterial R", "cl")),
}


@pytest.fixture(scope="module")
def ensemble(typical_patient):
    return Twin(typical_patient, draws=40, seed=5).ensemble


def _course(ensemble):
    levels = effect_levels(ensemble, REGIMEN, TIMES_H)
    found = Simulated(ensemble=ensemble, regimen=REGIMEN, grid_h=TIMES_H, levels=levels)
    return {**found.by_time, **found.by_day, **found.by_session}


def _changed(ensemble, name, factor, places=()):
    drawn = {**ensemble.drawn, name: ensemble.drawn[name] * factor}
    kinetics = {key: dict(values) for key, values in ensemble.kinetics.items()}
    for key, parameter in places:
        kinetics[key][parameter] = kinetics[key][parameter] * factor
    systems = {key: build(key, values, drawn) for key, values in kinetics.items()}
    return replace(ensemble, drawn=drawn, kinetics=kinetics, systems=systems)


def _largest_difference(ensemble, name, places=()):
    """Between the derivative and the central difference, in units of each variable's largest value."""
    exact = gradient(ensemble, REGIMEN, name, horizon_days=HORIZON_DAYS)
    above, below = (_course(_changed(ensemble, name, np.exp(s * STEP), places)) for s in (1, -1))
    moved, worst = 0.0, 0.0
    for key, values in above.items():
        numeric = (values - below[key]) / (2 * STEP)
        found = exact[key.replace(" ", "_")].transpose(..., "draw").to_numpy()
        scale = np.abs(values).max() + 1e-12
        moved, worst = max(moved, np.abs(numeric).max() / scale), max(worst, np.abs(numeric - found).max() / scale)
    return moved, worst


@pytest.mark.parametrize("name", IN_THE_RESPONSE)
def test_derivative_of_a_response_number_agrees_with_central_differences(ensemble, name):
    moved, worst = _largest_difference(ensemble, name)
    assert moved > 1e-3
    assert worst < 1e-7


@pytest.mark.parametrize("name", IN_THE_KINETICS)
def test_derivative_of_a_kinetic_number_agrees_with_central_differences(ensemble, name):
    moved, worst = _largest_difference(ensemble, name, IN_THE_KINETICS[name])
    assert moved > 1e-2
    assert worst < 1e-7


def test_unknown_number_names_the_choices(ensemble):
    with pytest.raises(ModelError, match="fast relief/C50"):
        gradient(ensemble, REGIMEN, "fast relief/c50")
