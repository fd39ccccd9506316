"""Drawn people spread as printed, around the typical person, and one person is the same person in every model."""

import numpy as np
import pytest

from sciatwin.pharmacokinetics.enantiomers import as_r_ketamine, has_r_twin
from sciatwin.pharmacokinetics.parameters import draw, typical, variability
from sciatwin.pharmacokinetics.which_model.library import MODELS, model_named

COUNT, SEED = 40_000, 20262
MONTE_CARLO = 5.0  # standard errors
UNPRINTED_RELATIVE_ERROR = 0.10  # assumed where a paper prints no standard error
BORROWED = {"clearance": 0.029, "elimination rate": 0.029, "central volume": 0.057}  # of Simons 2022


def _omega_squared(model, parameter):
    if all(p.omega_squared is None for p in model.parameters.values()):
        return BORROWED.get(parameter.role, 0.0)
    return parameter.omega_squared.value if parameter.omega_squared else 0.0


def _assert_spread(logs, expected_sd, name):
    assert logs.mean() == pytest.approx(0.0, abs=MONTE_CARLO * max(expected_sd, 1e-12) / COUNT**0.5), name
    assert logs.std() == pytest.approx(expected_sd, rel=MONTE_CARLO / (2 * COUNT) ** 0.5, abs=1e-12), name


def test_people_deviate_by_the_printed_variance(model):
    deviations = variability(model, COUNT, SEED)
    for name, parameter in model.parameters.items():
        _assert_spread(deviations[name], _omega_squared(model, parameter) ** 0.5, name)


def test_drawn_people_add_the_standard_error_of_the_estimate(model):
    drawn, centre = draw(model, 74.0, COUNT, SEED), typical(model, 74.0)
    for name, parameter in model.parameters.items():
        relative = 0.0
        if parameter.dimension != "fraction":
            printed = parameter.typical.standard_error
            relative = UNPRINTED_RELATIVE_ERROR if printed is None else printed / parameter.typical.value
        expected = np.sqrt(_omega_squared(model, parameter) + np.log1p(relative**2))
        _assert_spread(np.log(drawn[name] / centre[name]), expected, name)


def test_median_of_drawn_people_is_the_typical_person(model):
    drawn, centre = draw(model, 74.0, COUNT, SEED), typical(model, 74.0)
    for name in model.parameters:
        spread = np.log(drawn[name]).std()
        assert np.log(np.median(drawn[name]) / centre[name][0]) == pytest.approx(
            0, abs=MONTE_CARLO * 1.2534 * max(spread, 1e-12) / COUNT**0.5
        ), name


def test_drawn_parameters_are_positive_and_fractions_at_most_one(model):
    for name, values in draw(model, 74.0, 2000, SEED).items():
        assert values.min() > 0
        if model.parameters[name].dimension == "fraction" and name != "s_over_r":
            assert values.max() <= 1


def test_same_seed_gives_the_same_people_and_another_seed_gives_others(model):
    once, again, other = (draw(model, 74.0, 50, seed) for seed in (1, 1, 2))
    for name in model.parameters:
        np.testing.assert_array_equal(once[name], again[name])
    assert any(not np.array_equal(once[name], other[name]) for name in model.parameters)


def test_first_people_of_many_are_the_few(model):
    few, many = draw(model, 74.0, 30, SEED), draw(model, 74.0, 300, SEED)
    for name in model.parameters:
        np.testing.assert_array_equal(many[name][:30], few[name])


def test_each_person_may_have_an_own_weight(model):
    weights = np.linspace(50, 120, 40)
    drawn, at_70 = draw(model, weights, 40, SEED), draw(model, 70.0, 40, SEED)
    for name, parameter in model.parameters.items():
        expected = at_70[name] * (weights / 70) ** parameter.weight_exponent
        np.testing.assert_allclose(drawn[name], expected, rtol=1e-12)


def test_people_of_one_trial_share_the_error_of_the_estimates(model):
    subjects, trials = 20, 30
    drawn = draw(model, 74.0, subjects * trials, SEED, subjects=subjects)
    deviations, centre = variability(model, subjects * trials, SEED), typical(model, 74.0)
    for name in model.parameters:
        of_estimate = (np.log(drawn[name] / centre[name]) - deviations[name]).reshape(trials, subjects)
        np.testing.assert_allclose(of_estimate, np.broadcast_to(of_estimate[:, :1], of_estimate.shape), atol=1e-12)


PRINTED_COVARIANCES = [("v1", "cl", 0.02261), ("v1_nk", "cl_nk", 0.04456)]


@pytest.mark.parametrize(("one", "other", "covariance"), PRINTED_COVARIANCES)
def test_otto_parameters_covary_as_printed(one, other, covariance):
    deviations = variability(model_named("otto_2021"), COUNT, SEED)
    found = np.cov(deviations[one], deviations[other])[0, 1]
    product_sd = deviations[one].std() * deviations[other].std()
    assert found == pytest.approx(covariance, abs=MONTE_CARLO * 1.3 * product_sd / COUNT**0.5)


def test_one_person_deviates_alike_in_clearance_whichever_model_asks():
    of_simons = variability(model_named("simons_2022"), 500, SEED)["cl"] / 0.029**0.5
    of_otto = variability(model_named("otto_2021"), 500, SEED)["cl"] / 0.026048**0.5
    np.testing.assert_allclose(of_simons, of_otto, rtol=1e-12)


def test_norketamine_volume_of_simons_stays_equal_to_the_ketamine_volume():
    drawn = draw(model_named("simons_2022"), 74.0, 500, SEED)
    np.testing.assert_array_equal(drawn["v1_nk"], drawn["v1"])


@pytest.mark.parametrize("key", [key for key, model in MODELS.items() if has_r_twin(model)])
def test_a_drawn_person_has_the_same_volumes_and_flows_for_both_mirror_images(key):
    """Of R-ketamine only the clearance is assumed to differ; every other number is the one estimate of S."""
    of_s = draw(model_named(key), 74.0, 200, SEED)
    of_r = draw(as_r_ketamine(model_named(key)), 74.0, 200, SEED)
    for name in of_s:
        np.testing.assert_allclose(of_r[name], of_s[name], rtol=1e-12, err_msg=name)
