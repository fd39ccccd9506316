"""Every library model and its R twin, stepped by SciPy, gives the curves of the engine.

Models of `written_out.py` are stepped from equations written by hand, which also checks how the system is built; any
other model is stepped from its matrix.
"""

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from sciatwin.pharmacokinetics.enantiomers import as_r_ketamine, has_r_twin
from sciatwin.pharmacokinetics.engine import solve
from sciatwin.pharmacokinetics.parameters import typical
from sciatwin.pharmacokinetics.systems import EffectSite, build_system
from sciatwin.pharmacokinetics.which_model.library import MODELS
from sciatwin.regimen import Bolus, Infusion
from support.kinetics.written_out import EFFECT_SITE_RATE_PER_H, WRITTEN_OUT, WrittenOut

EVERY_MODEL = MODELS | {f"{model.key}_as_r": as_r_ketamine(model) for model in MODELS.values() if has_r_twin(model)}
WEIGHT_KG = 82.0
EVENTS = (
    Bolus(start_h=0, dose_mg=8),
    Infusion(start_h=0, duration_h=2 / 3, dose_mg=30),
    Infusion(start_h=0.5, duration_h=3, dose_mg=24),  # overlaps the first
    Bolus(start_h=2, dose_mg=5),
    Bolus(start_h=3.5, dose_mg=5),  # at the end of an infusion
    Infusion(start_h=20, duration_h=10, dose_mg=60),  # still running at the last observation
)
TIMES_H = np.union1d(np.linspace(0, 26, 40), [0.1, 0.5, 2 / 3, 2.0, 3.5])
RTOL, ATOL = 1e-12, 1e-12


def test_models_written_out_are_in_the_library():
    assert set(WRITTEN_OUT) <= set(EVERY_MODEL)


def _equations(key, system):
    if key in WRITTEN_OUT:
        return WRITTEN_OUT[key](WEIGHT_KG)
    matrix, scale = system.rate_per_h[:, :, 0], system.output_scale[:, 0]
    *analytes, _ = system.output_names
    outputs = {name: (system.output_state[i], scale[i]) for i, name in enumerate(analytes)}
    return WrittenOut(len(matrix), lambda _, x: matrix @ x, outputs, system.dosed_state)


def _stepped(model, method):
    """States at TIMES_H, shape (times, states). No step crosses a time at which input changes or a level is read."""
    marks = np.union1d(TIMES_H, [mark for event in EVENTS for mark in _marks(event) if mark < TIMES_H[-1]])
    state, states = np.zeros(model.states), []
    for start, end in zip(marks, [*marks[1:], None], strict=True):
        state[model.dosed_state] += sum(e.dose_mg for e in EVENTS if isinstance(e, Bolus) and e.start_h == start)
        states.append(state.copy())
        if end is not None:
            rate = sum(e.rate_mg_per_h for e in EVENTS if isinstance(e, Infusion) and e.start_h <= start < e.end_h)
            solution = solve_ivp(_with_input(model, rate), (start, end), state, method, rtol=RTOL, atol=ATOL)
            assert solution.success
            state = solution.y[:, -1]
    return np.array(states)[np.searchsorted(marks, TIMES_H)]


def _marks(event):
    return (event.start_h, event.end_h) if isinstance(event, Infusion) else (event.start_h,)


def _with_input(model, rate_mg_per_h):
    def right_hand_side(time_h, x):
        change = model.right_hand_side(time_h, x)
        change[model.dosed_state] += rate_mg_per_h
        return change

    return right_hand_side


@pytest.mark.parametrize("method", ["DOP853", "LSODA"])
@pytest.mark.parametrize("key", EVERY_MODEL)
def test_engine_gives_the_curves_of_an_ode_solver(key, method):
    model = EVERY_MODEL[key]
    site = EffectSite(name="effect site", analyte=model.dosed, rate_per_h=EFFECT_SITE_RATE_PER_H)
    system = build_system(model, typical(model, WEIGHT_KG), effect_sites=(site,))
    levels = dict(zip(system.output_names, solve(system, EVENTS, TIMES_H)[:, :, 0], strict=True))
    equations = _equations(key, system)
    states = _stepped(equations, method)
    expected = {analyte: states[:, state] * scale for analyte, (state, scale) in equations.outputs.items()}
    expected["effect site"] = states[:, -1]
    assert set(levels) == set(expected)
    for name, curve in expected.items():
        assert np.max(np.abs(levels[name] - curve)) <= 1e-8 * curve.max(), name
