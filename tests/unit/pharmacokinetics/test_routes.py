"""Doses by a route become doses into compartments, exactly, for one person and for many who differ in timing."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from sciatwin.analytes import Analyte
from sciatwin.errors import ModelError, RegimenError
from sciatwin.evidence import Input, Route
from sciatwin.pharmacokinetics.engine import solve
from sciatwin.pharmacokinetics.parameters import draw, typical
from sciatwin.pharmacokinetics.routes import concentrations_by_route
from sciatwin.pharmacokinetics.systems import build_system
from sciatwin.pharmacokinetics.which_model.library import model_named
from sciatwin.regimen import Bolus, Infusion

PEREZ, SIMONS = model_named("perez_ruixo_2021"), model_named("simons_2022")
NOSE, MOUTH, FILM, VEIN = Route.INTRANASAL, Route.ORAL, Route.ORAL_THIN_FILM, Route.INTRAVENOUS
TIMES_H = np.linspace(0.0, 12.0, 49)


def test_a_nasal_dose_is_split_into_nose_and_swallowed():
    """The first device of three, 28 mg, and the other two leave other shares in the nose, says the paper."""
    later = 0.54 * 0.62
    entering = [
        Bolus(start_h=1, dose_mg=28 * 0.54 + 56 * later, compartment="nasal cavity"),
        Infusion(
            start_h=1,
            duration_h=0.53,
            dose_mg=(28 * 0.46 + 56 * (1 - later)) * 0.64,
            compartment="swallowed",
        ),
    ]
    parameters = typical(PEREZ, 70.0, routes=(NOSE,))
    levels = concentrations_by_route(PEREZ, parameters, {NOSE: [Bolus(start_h=1, dose_mg=84)]}, TIMES_H)
    expected = solve(build_system(PEREZ, parameters, routes=(NOSE,)), entering, TIMES_H)
    np.testing.assert_allclose(levels, expected, rtol=1e-10, atol=1e-12)


def test_intravenous_doses_pass_unchanged():
    events = (Bolus(start_h=0, dose_mg=5), Infusion(start_h=0, duration_h=2, dose_mg=40))
    parameters = typical(SIMONS, 70.0)
    levels = concentrations_by_route(SIMONS, parameters, {VEIN: events}, TIMES_H)
    np.testing.assert_allclose(levels, solve(build_system(SIMONS, parameters), events, TIMES_H), rtol=1e-10)


def test_people_who_differ_in_timing_are_each_solved_as_if_alone():
    drawn = draw(SIMONS, 74.0, 5, 11, routes=(FILM,))
    assert len(np.unique(drawn["d_mucosa"])) == 5
    together = concentrations_by_route(SIMONS, drawn, {FILM: [Bolus(start_h=0, dose_mg=50)]}, TIMES_H)
    for person in range(5):
        own = {name: values[person : person + 1] for name, values in drawn.items()}
        alone = concentrations_by_route(SIMONS, own, {FILM: [Bolus(start_h=0, dose_mg=50)]}, TIMES_H)
        np.testing.assert_allclose(together[:, :, person], alone[:, :, 0], rtol=1e-10, atol=1e-12)


def test_routes_add_up():
    parameters = typical(SIMONS, 70.0, routes=(FILM, VEIN))
    film, vein = [Bolus(start_h=0, dose_mg=50)], [Infusion(start_h=6, duration_h=1, dose_mg=20)]
    both = concentrations_by_route(SIMONS, parameters, {FILM: film, VEIN: vein}, TIMES_H)
    apart = sum(concentrations_by_route(SIMONS, parameters, {r: e}, TIMES_H) for r, e in ((FILM, film), (VEIN, vein)))
    np.testing.assert_allclose(both, apart, rtol=1e-9, atol=1e-12)


def test_an_oral_dose_is_what_an_ode_solver_says():
    """The printed equations of Perez-Ruixo 2021, with shares of the dose instead of its two misprinted lines."""
    kel, kmet, qh, vh, vc = 1.11, 2.77, 151.0, 101.0, 192.0

    def right_hand_side(time_h, x):
        gut, central, shallow, deep, liver = x
        rate = 84 * 0.64 / 0.32 if time_h <= 0.32 else 0.0
        return [
            rate - 0.97 * gut,
            qh * (liver / vh - central / vc)
            + 84.3 * (shallow / 143 - central / vc)
            + 37.6 * (deep / 417 - central / vc),
            84.3 * (central / vc - shallow / 143),
            37.6 * (central / vc - deep / 417),
            0.97 * gut + qh * (central / vc - liver / vh) - (kel + kmet) * liver,
        ]

    state, marks = np.zeros(5), [0.0, 0.32, 12.0]
    first = solve_ivp(right_hand_side, marks[:2], state, "DOP853", rtol=1e-12, atol=1e-12)
    rest = solve_ivp(
        right_hand_side, (0.32 + 1e-12, 12.0), first.y[:, -1], "DOP853", rtol=1e-12, atol=1e-12, t_eval=TIMES_H[2:]
    )
    parameters = typical(PEREZ, 70.0, routes=(MOUTH,))
    levels = concentrations_by_route(
        PEREZ, parameters, {MOUTH: [Bolus(start_h=0, dose_mg=84)]}, TIMES_H, analytes=(Analyte.S_KETAMINE,)
    )
    np.testing.assert_allclose(levels[0, 2:, 0], 1000 * rest.y[1] / vc, rtol=1e-8)


def test_a_lag_shifts_the_dose():
    lagged = replace(
        PEREZ,
        absorption={**PEREZ.absorption, "lag": PEREZ.absorption["d_oral"]},
        routes={**PEREZ.routes, MOUTH: (Input(compartment="oral solution", fractions=("f_gut",), lag="lag"),)},
    )
    parameters = typical(lagged, 70.0, routes=(MOUTH,))
    levels = concentrations_by_route(
        lagged, parameters, {MOUTH: [Bolus(start_h=2, dose_mg=84)]}, np.array([2.31, 2.33])
    )
    assert (levels[:, 0] == 0).all()
    assert (levels[:, 1] > 0).all()


def test_an_infusion_by_a_route_with_its_own_duration_is_refused():
    parameters = typical(PEREZ, 70.0, routes=(MOUTH,))
    with pytest.raises(RegimenError, match="own duration"):
        concentrations_by_route(PEREZ, parameters, {MOUTH: [Infusion(start_h=0, duration_h=1, dose_mg=84)]}, TIMES_H)


def test_a_dose_by_route_names_no_compartment():
    parameters = typical(PEREZ, 70.0, routes=(MOUTH,))
    with pytest.raises(RegimenError, match="names no compartment"):
        concentrations_by_route(
            PEREZ, parameters, {MOUTH: [Bolus(start_h=0, dose_mg=84, compartment="liver")]}, TIMES_H
        )


def test_a_system_for_a_route_needs_its_parameters():
    with pytest.raises(ModelError, match="routes="):
        build_system(PEREZ, typical(PEREZ, 70.0), routes=(MOUTH,))


def test_an_infusion_needs_no_compartment_of_other_routes():
    system = build_system(SIMONS, typical(SIMONS, 70.0))
    assert not {"film on mucosa", "film in gut", "gut delay"} & set(system.further_inputs)


def test_an_input_that_feeds_no_wanted_analyte_is_left_out():
    """The swallowed film never becomes S-ketamine in plasma."""
    parameters = typical(SIMONS, 70.0, routes=(FILM,))
    swallowed_only = replace(SIMONS, routes={**SIMONS.routes, FILM: SIMONS.routes[FILM][1:]})
    levels = concentrations_by_route(
        swallowed_only, parameters, {FILM: [Bolus(start_h=0, dose_mg=50)]}, TIMES_H, analytes=(Analyte.S_KETAMINE,)
    )
    assert (levels == 0).all()
