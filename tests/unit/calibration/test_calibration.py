"""The shipped constants fit the rows they name, no others were touched, and the same seed gives the same numbers."""

import numpy as np
import pytest
from scipy.stats import norm

from sciatwin.calibration import relief_rows, untreated_rows
from sciatwin.calibration.calibrate import account_weights
from sciatwin.calibration.constant import FreeConstant
from sciatwin.calibration.posterior import sample
from sciatwin.calibration.rows import CountRow, MeanRow, reported
from sciatwin.errors import ModelError
from sciatwin.evidence import Shape, Status
from sciatwin.evidence.published_trial import Measure, Role, published_trials, trial_named
from sciatwin.response.calibrated import calibration
from sciatwin.response.lasting_relief import ACCOUNTS
from sciatwin.twin.versions.ensemble import RESPONSE_PARAMETERS

SHIPPED = calibration()


def _shipped_values(constants):
    return {constant.name: SHIPPED.constants[constant.name].value for constant in constants}


def _prior_values(constants):
    return {constant.name: constant.median for constant in constants}


def test_only_rows_marked_for_calibration_were_fitted():
    fitted = {key for constant in SHIPPED.constants.values() for key in constant.fitted_to}
    assert fitted
    assert {trial_named(key).role for key in fitted} == {Role.CALIBRATE}


@pytest.mark.parametrize("key", [key for key, trial in published_trials().items() if trial.role is Role.HOLD_OUT])
def test_a_held_out_trial_cannot_be_read_for_fitting(key):
    with pytest.raises(ModelError, match="only CAL rows"):
        reported(key, Measure.PAIN, "ketamine")


def test_every_calibrated_number_says_so_and_names_its_data():
    for name in SHIPPED.constants:
        estimate = RESPONSE_PARAMETERS[name].estimate
        assert estimate.status is Status.CALIBRATED
        assert all(key in estimate.reason for key in SHIPPED.constants[name].fitted_to)


def test_untreated_constants_predict_their_rows():
    values = _shipped_values(untreated_rows.CONSTANTS) | _prior_values(untreated_rows.NUISANCE)
    predicted = untreated_rows.predicted(values)
    for row in untreated_rows.rows():
        assert abs(row.observed - predicted[row.name]) < 2 * row.standard_error, row.name


@pytest.mark.parametrize("key", [key for key in ACCOUNTS if key != "no lasting effect"])
def test_relief_constants_predict_their_rows_under_accounts_that_let_relief_last(key):
    predicted = relief_rows.predicted(_shipped_values(relief_rows.constants_of(key)), ACCOUNTS[key])
    for row in relief_rows.rows():
        if isinstance(row, MeanRow):
            assert abs(row.observed - predicted[row.name]) < 2.5 * row.standard_error, row.name


def test_the_null_account_does_not_explain_days_of_infusion():
    """Sigtermans 2009: pain ratio 0.49 (SE 0.10) a week after 100 h of S-ketamine; belief alone gives more."""
    predicted = relief_rows.predicted(
        _shipped_values(relief_rows.constants_of("no lasting effect")), ACCOUNTS["no lasting effect"]
    )
    assert predicted["sigtermans2009, ratio at week 1"] > 0.49 + 2 * 0.10


def test_weights_are_the_evidence_of_equally_probable_accounts():
    assert account_weights({"one": 0.0, "other": -np.log(3)}) == pytest.approx({"one": 0.75, "other": 0.25})
    assert account_weights(SHIPPED.log_evidence) == pytest.approx(dict(SHIPPED.weights), abs=1e-3)


def test_drawn_constants_keep_the_correlations_of_their_fit():
    names = [name for name, constant in SHIPPED.constants.items() if len(constant.loadings) > 0]
    assert names
    for name in names:
        loadings = SHIPPED.constants[name].loadings
        assert sum(weight**2 for weight in loadings.values()) == pytest.approx(1, abs=1e-3)
    first, second = "untreated/recovery odds at one week", "untreated/recovery slope"
    draws = [np.log(RESPONSE_PARAMETERS[name].draw(name, 1, 40_000)) for name in (first, second)]
    expected = SHIPPED.constants[second].loadings[first]
    assert np.corrcoef(draws)[0, 1] == pytest.approx(expected, abs=0.02)


def test_nested_sampling_finds_a_known_posterior_and_its_evidence():
    """A normal prior times a normal likelihood: the posterior and the evidence have closed forms."""
    constant = FreeConstant("x", float(np.exp(1.0)), 1.0, "test")
    found = sample((constant,), lambda values: float(norm.logpdf(np.log(values["x"]), 2.0, 0.5)), seed=4)
    precision = 1 / 1.0**2 + 1 / 0.5**2
    assert found.transformed.mean() == pytest.approx((1.0 + 2.0 / 0.5**2) / precision, abs=0.05)
    assert found.transformed.std() == pytest.approx(precision**-0.5, rel=0.1)
    assert found.log_evidence == pytest.approx(norm.logpdf(2.0, 1.0, np.hypot(1.0, 0.5)), abs=0.25)


def test_the_same_seed_gives_the_same_draws():
    constant = FreeConstant("p", 0.3, 0.5, "test", Shape.PROBABILITY)
    one, two = (sample((constant,), lambda values: -20 * (values["p"] - 0.5) ** 2, seed=9) for _ in range(2))
    np.testing.assert_array_equal(one.transformed, two.transformed)


def test_a_constant_drawn_with_its_standard_error_has_the_spread_of_its_fit():
    for shape, median in ((Shape.LOGNORMAL, 3.0), (Shape.PROBABILITY, 0.3)):
        constant = FreeConstant("x", median, 0.5, "test", shape)
        error = constant.standard_error(median, 0.4)
        relative = error / median
        sd = relative / (1 - median) if shape is Shape.PROBABILITY else np.sqrt(np.log1p(relative**2))
        assert sd == pytest.approx(0.4)


def test_distance_of_a_count_is_in_standard_deviations():
    row = CountRow("x", count=8, of=12)
    even = np.full(10, 0.5)
    assert row.distance(even) == pytest.approx((8 / 12 - 0.5) / np.sqrt(0.25 / 12))


def test_without_the_one_multi_day_trial_the_null_account_leads():
    """What is said of lasting relief rests on Sigtermans 2009; its page says so."""
    without = SHIPPED.weights_without["sigtermans2009"]
    assert max(without, key=without.get) == "no lasting effect"
    assert sum(without.values()) == pytest.approx(1)
