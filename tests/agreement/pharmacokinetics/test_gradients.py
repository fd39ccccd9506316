"""Gradients of levels agree with central differences for every parameter of every model."""

import numpy as np
import pytest

from sciatwin.errors import ModelError
from sciatwin.pharmacokinetics.engine import solve
from sciatwin.pharmacokinetics.gradients import gradient
from sciatwin.pharmacokinetics.parameters import draw
from sciatwin.pharmacokinetics.systems import EffectSite, build_system
from sciatwin.pharmacokinetics.which_model.library import MODELS
from sciatwin.regimen import Bolus, Infusion

EVENTS = [Infusion(start_h=0, duration_h=2, dose_mg=40), Bolus(start_h=3, dose_mg=10)]
TIMES = np.array([0.5, 1.9, 2.0, 3.5, 8.0, 24.0])


@pytest.mark.parametrize("key", MODELS)
def test_gradient_agrees_with_central_differences(key):
    model = MODELS[key]
    site = EffectSite(name="site", analyte=model.analytes[0], rate_per_h=5.0)

    def build(parameters):
        return build_system(model, parameters, effect_sites=(site,))

    parameters = draw(model, 75.0, 3, seed=8)
    for name in model.parameters:
        found = gradient(build, parameters, name, EVENTS, TIMES)

        def level(log_change, name=name):
            return solve(build({**parameters, name: parameters[name] * np.exp(log_change)}), EVENTS, TIMES)

        h = 2e-3  # five-point stencil: truncation h⁴, so a step far above rounding can be used
        stencil = (8 * (level(h) - level(-h)) - (level(2 * h) - level(-2 * h))) / (12 * h)
        scale = np.abs(level(0)).max(axis=1, keepdims=True)
        np.testing.assert_allclose(found / scale, stencil / scale, atol=1e-9)


def test_gradient_of_exposure_to_clearance_is_minus_the_exposure():
    """AUC = dose / clearance, so d AUC / d log clearance = −AUC; with a slow effect site as the integrator."""
    model = MODELS["kamp_2020"]
    slow = EffectSite(name="integral", analyte=model.analytes[0], rate_per_h=1e-9)

    def build(parameters):
        return build_system(model, parameters, analytes=(), effect_sites=(slow,))

    parameters = draw(model, 70.0, 4, seed=1)
    times = np.array([400.0])
    level = solve(build(parameters), EVENTS, times)
    np.testing.assert_allclose(gradient(build, parameters, "cl", EVENTS, times), -level, rtol=1e-6)


def test_unknown_parameter_is_refused_with_the_choices():
    model = MODELS["kamp_2020"]
    parameters = draw(model, 70.0, 2, seed=1)
    with pytest.raises(ModelError, match="available: v1"):
        gradient(lambda p: build_system(model, p), parameters, "v9", EVENTS, TIMES)
