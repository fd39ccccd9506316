"""Side effects of a session: the printed risk ratios and differences come out at the reference, nothing is invented."""

import numpy as np
import pytest

from sciatwin.response.side_effects import any_adverse_event, dizziness, headache, nausea, psychotomimetic, sedation
from sciatwin.response.side_effects.session_side_effects import PARAMETERS, RISKS, session_probabilities
from sciatwin.response.side_effects.side_effect_risk import own_part, session_probability

PRINTED = [
    (nausea.RISK, 3.97, 0.12, (0.05, 0.25)),
    (dizziness.RISK, 3.66, 0.11, (0.01, 0.40)),
    (sedation.RISK, 2.89, 0.27, (0.12, 0.50)),
]
LEVEL = 125.0


def _at(risk, level):
    return float(session_probability(level, risk.placebo_risk.estimate.value, risk.drug_risk.estimate.value, LEVEL))


@pytest.mark.parametrize(("risk", "ratio", "difference", "interval"), PRINTED, ids=lambda v: getattr(v, "key", ""))
def test_printed_ratio_and_difference_are_reproduced_at_the_reference(risk, ratio, difference, interval):
    placebo, ketamine = _at(risk, 0.0), _at(risk, LEVEL)
    assert ketamine / placebo == pytest.approx(ratio, rel=1e-9)
    assert ketamine - placebo == pytest.approx(difference, rel=1e-9)


@pytest.mark.parametrize(("risk", "ratio", "difference", "interval"), PRINTED, ids=lambda v: getattr(v, "key", ""))
def test_derived_placebo_risk_explains_the_printed_interval_of_the_difference(risk, ratio, difference, interval):
    """The source prints intervals of ratio and difference; one placebo risk joins them, to a whole percent."""
    placebo = risk.placebo_risk.estimate.value
    ends = [placebo * (end - 1) for end in (risk.relative_risk.low, risk.relative_risk.high)]
    assert ends == pytest.approx(interval, abs=0.006)


def test_any_side_effect_reproduces_the_cochrane_ratio():
    risk = any_adverse_event.RISK
    assert _at(risk, LEVEL) / _at(risk, 0.0) == pytest.approx(3.26, rel=1e-9)
    assert 0.295 < _at(risk, LEVEL) < 0.50  # Stoker 2019 and Corriger 2022


@pytest.mark.parametrize("risk", [risk for risk in RISKS if risk.frequency_found], ids=lambda risk: risk.key)
def test_probability_rises_from_the_placebo_risk_and_stays_a_probability(risk):
    curve = np.array([_at(risk, level) for level in np.linspace(0, 5000, 60)])
    assert curve[0] == pytest.approx(risk.placebo_risk.estimate.value)
    assert np.all(np.diff(curve) > 0)
    assert curve[-1] <= 1


def test_small_risk_is_in_proportion_to_the_level():
    halves = session_probability(np.array([25.0, 50.0]), 0.0, 0.02, LEVEL)
    assert halves[1] / halves[0] == pytest.approx(2.0, rel=0.01)


def test_drug_part_and_placebo_part_are_independent_causes():
    placebo, ketamine = 0.1, 0.4
    assert 1 - (1 - placebo) * (1 - own_part(placebo, ketamine)) == pytest.approx(ketamine)


@pytest.mark.parametrize("risk", [headache.RISK, psychotomimetic.RISK], ids=lambda risk: risk.key)
def test_what_was_not_found_is_said_and_not_drawn(risk):
    assert not risk.frequency_found
    assert not risk.parameters
    assert "frequency not found" in risk.words


def test_drawn_numbers_give_one_probability_for_each_session_and_person():
    drawn = {name: item.draw(name, 3, 500) for name, item in PARAMETERS.items()}
    found = session_probabilities(np.full((4, 500), LEVEL), drawn)
    assert set(found) == {"nausea", "dizziness", "sedation", "any adverse event"}
    for values in found.values():
        assert values.shape == (4, 500)
        assert np.all((values > 0) & (values < 1))


def test_spread_between_studies_is_wide():
    """Any side effect was seen in 29.5 and in 50 % of people: both lie well inside the predictions."""
    drawn = {name: item.draw(name, 3, 20_000) for name, item in PARAMETERS.items()}
    low, high = np.quantile(session_probabilities(np.array(LEVEL), drawn)["any adverse event"], [0.05, 0.95])
    assert low < 0.295
    assert high > 0.50


def test_exact_gradient_agrees_with_the_slope():
    step = 1e-30
    exact = np.imag(session_probability(LEVEL + 1j * step, 0.04, 0.125, LEVEL)) / step
    slope = (session_probability(LEVEL + 1e-4, 0.04, 0.125, LEVEL) - _plain(LEVEL - 1e-4)) / 2e-4
    assert float(exact) == pytest.approx(float(slope), rel=1e-6)


def _plain(level):
    return session_probability(level, 0.04, 0.125, LEVEL)
