"""The engine gives the curves of other programs: `tests/data/reference/README.md` names them and their settings."""

import pytest

from sciatwin.regimen import Infusion
from support.kinetics.reference_runs import (
    CASES,
    SETS,
    Rates,
    clements_250,
    curve,
    kamp_linear_weight,
    with_effect_site,
    worst_difference,
)

KE0_DECLARED = 0.1  # per min
KE0_OF_STANPUMPR = 0.0856641489947982  # per min, its inputs.csv

every_case = pytest.mark.parametrize("case", CASES)


@every_case
@pytest.mark.parametrize("name", SETS)
def test_engine_meets_the_matrix_exponential(name, case):
    weight_kg, events = CASES[case]
    system = with_effect_site(SETS[name](weight_kg), KE0_DECLARED)
    assert worst_difference(system, events, curve("exact", f"{name}__{case}")).max() <= 1e-9


@every_case
@pytest.mark.parametrize("name", SETS)
def test_engine_meets_mrgsolve(name, case):
    weight_kg, events = CASES[case]
    system = with_effect_site(SETS[name](weight_kg), KE0_DECLARED)
    assert worst_difference(system, events, curve("mrgsolve", f"{name}__{case}")).max() <= 1e-8


@every_case
@pytest.mark.parametrize("name", ["domino", "kamp_3cmt_linear_weight"])
def test_engine_meets_the_exact_integrator_of_pytci(name, case):
    weight_kg, events = CASES[case]
    system = with_effect_site(SETS[name](weight_kg), KE0_DECLARED)
    expected = curve("pytci", f"{name.split('_')[0]}_exact__{case}")
    assert worst_difference(system, events, expected).max() <= 1e-9


@every_case
def test_engine_meets_stanpumpr(case):
    weight_kg, events = CASES[case]
    system = with_effect_site(SETS["domino"](weight_kg), KE0_OF_STANPUMPR)
    plasma, effect_site = worst_difference(system, events, curve("stanpumpR", f"ketamine__{case}"))
    assert plasma <= 1e-9
    assert effect_site <= 0.02  # its effect site differs from the exact solution by up to 1.7 %


def _domino_of_opentiva(weight_kg):
    return Rates(0.063 * weight_kg, 0.4381, 0.5921, 0.247, 0.590, 0.0146)


ADULT_CLASSES = {
    "Domino": (_domino_of_opentiva, 0.652),
    "Klamp": (kamp_linear_weight, 2.791),
    "Clements250": (clements_250, 5.2),
}


def _bolus_over_ten_seconds(events):
    return tuple(
        event
        if isinstance(event, Infusion)
        else Infusion(start_h=event.start_h, duration_h=10 / 3600, dose_mg=event.dose_mg)
        for event in events
    )


@every_case
@pytest.mark.parametrize("name", ADULT_CLASSES)
def test_engine_meets_opentiva(name, case):
    weight_kg, events = CASES[case]
    rates, ke0_per_min = ADULT_CLASSES[name]
    system = with_effect_site(rates(weight_kg), ke0_per_min)
    plasma, effect_site = worst_difference(
        system, _bolus_over_ten_seconds(events), curve("opentiva", f"{name}__{case}")
    )
    assert plasma <= 1e-9
    assert effect_site <= 5e-3  # its effect site differs from the exact solution by up to 0.3 %


def _two_compartments(v1_l, v2_l, clearance_l_per_h, q_l_per_h):
    """A 70 kg set scaled to the child of 40 kg: volumes in proportion, flows to the power 0.75."""
    ratio = 40 / 70
    v1, v2 = v1_l * ratio, v2_l * ratio
    clearance, q = (flow * ratio**0.75 / 60 for flow in (clearance_l_per_h, q_l_per_h))
    return Rates(v1, clearance / v1, q / v1, q / v2)


CHILD_CLASSES = {
    "Hijazi": (Rates(1.08 * 40, 0.0333, 0.0088, 0.0030), 4.773),
    "Herd": (_two_compartments(38.7, 102, 90, 215), 2.995),
    "Hornik": (_two_compartments(32.8, 152, 38.9, 54.9), 4.212),
}


@pytest.mark.parametrize("name", CHILD_CLASSES)
def test_engine_meets_opentiva_in_a_child(name):
    case = "A_70kg_0.5mgkg_40min"
    rates, ke0_per_min = CHILD_CLASSES[name]
    system = with_effect_site(rates, ke0_per_min)
    plasma, effect_site = worst_difference(system, CASES[case][1], curve("opentiva", f"{name}__{case}"))
    assert plasma <= 1e-9
    assert effect_site <= 5e-3
