"""A published model becomes a system that holds what is asked for and no more."""

import numpy as np
import pytest

from sciatwin.analytes import Analyte
from sciatwin.errors import ModelError
from sciatwin.pharmacokinetics.enantiomers import as_r_ketamine
from sciatwin.pharmacokinetics.engine import solve
from sciatwin.pharmacokinetics.parameters import typical
from sciatwin.pharmacokinetics.systems import EffectSite, build_system
from sciatwin.pharmacokinetics.which_model.library import MODELS, model_named
from sciatwin.regimen import Bolus, Infusion

SIMONS = model_named("simons_2022")
TYPICAL = typical(SIMONS, np.array([70.0, 90.0]))


def test_outputs_are_all_analytes_in_the_order_of_the_model():
    assert build_system(SIMONS, TYPICAL).output_names == SIMONS.analytes


def test_outputs_come_in_the_order_asked_for_and_effect_sites_last():
    site = EffectSite(name="brain", analyte=Analyte.S_KETAMINE, rate_per_h=5.0)
    wanted = (Analyte.S_NORKETAMINE, Analyte.S_KETAMINE)
    assert build_system(SIMONS, TYPICAL, analytes=wanted, effect_sites=(site,)).output_names == (*wanted, "brain")


def test_compartments_that_feed_no_wanted_analyte_are_left_out():
    parent = build_system(SIMONS, TYPICAL, analytes=(Analyte.S_KETAMINE,))
    assert parent.rate_per_h.shape == (3, 3, 2)
    with_norketamine = build_system(SIMONS, TYPICAL, analytes=(Analyte.S_NORKETAMINE,))
    assert with_norketamine.rate_per_h.shape == (7, 7, 2)


def test_an_analyte_that_the_model_lacks_is_refused_with_those_there_are():
    with pytest.raises(ModelError, match=r"has no R-ketamine \(available: S-ketamine") as error:
        build_system(SIMONS, TYPICAL, analytes=(Analyte.R_KETAMINE,))
    assert error.value.exit_code == 15


def test_an_effect_site_comes_to_the_level_of_its_analyte():
    site = EffectSite(name="brain", analyte=Analyte.S_NORKETAMINE, rate_per_h=3.0)
    system = build_system(SIMONS, TYPICAL, effect_sites=(site,))
    steady = solve(system, [Infusion(start_h=0, duration_h=3000, dose_mg=3000)], np.array([3000.0]))[:, 0]
    np.testing.assert_allclose(steady[-1], steady[1], rtol=1e-9)


def test_an_effect_site_follows_with_its_own_rate_for_each_person():
    rates = np.array([0.5, 8.0])
    site = EffectSite(name="brain", analyte=Analyte.S_KETAMINE, rate_per_h=rates)
    system = build_system(SIMONS, TYPICAL, effect_sites=(site,))
    moment = 1e-4
    plasma, *_, brain = solve(system, [Bolus(start_h=0, dose_mg=10)], np.array([0.0, moment]))
    assert not brain[0].any()
    np.testing.assert_allclose(brain[1] / moment, rates * plasma[0], rtol=2e-3)


def test_an_effect_site_takes_no_drug():
    site = EffectSite(name="brain", analyte=Analyte.S_KETAMINE, rate_per_h=8.0)
    doses, times_h = [Bolus(start_h=0, dose_mg=10)], np.array([0.5, 6.0])
    with_site = solve(build_system(SIMONS, TYPICAL, effect_sites=(site,)), doses, times_h)
    np.testing.assert_allclose(with_site[:-1], solve(build_system(SIMONS, TYPICAL), doses, times_h), rtol=1e-10)


def test_a_dose_may_name_any_compartment_of_the_model():
    system = build_system(SIMONS, TYPICAL)
    here = solve(system, [Bolus(start_h=0, dose_mg=5, compartment="norketamine")], np.array([0.0, 1.0]))
    np.testing.assert_allclose(here[1, 0], 5 * 1000 * 223.70 / 237.73 / TYPICAL["v1_nk"], rtol=1e-12)
    assert not here[0].any()  # norketamine does not turn back into ketamine


def test_naming_the_compartment_where_a_dose_goes_anyway_changes_nothing():
    system, times_h = build_system(SIMONS, TYPICAL), np.array([0.5, 6.0])
    named = solve(system, [Bolus(start_h=0, dose_mg=5, compartment="central")], times_h)
    np.testing.assert_allclose(named, solve(system, [Bolus(start_h=0, dose_mg=5)], times_h), rtol=1e-14)


def test_an_unknown_model_is_refused_with_those_there_are():
    with pytest.raises(ModelError, match="no pharmacokinetic model 'domino'") as error:
        model_named("domino")
    assert all(key in str(error.value) for key in MODELS)


@pytest.mark.parametrize("key", ["kamp_2020", "domino_1984", "perez_ruixo_2021"])
def test_only_an_s_ketamine_model_with_one_clearance_has_an_r_twin(key):
    with pytest.raises(ModelError, match="only an S-ketamine model"):
        as_r_ketamine(model_named(key))


def test_an_r_twin_has_no_twin():
    with pytest.raises(ModelError, match="only an S-ketamine model"):
        as_r_ketamine(as_r_ketamine(SIMONS))
