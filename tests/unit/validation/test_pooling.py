"""Pooling: closed forms, and what may not be pooled."""

import math

import pytest

from sciatwin.errors import ModelError
from sciatwin.evidence.published_meta_analysis import (
    Effect,
    PooledArm,
    PooledTrial,
    meta_analysis_named,
    published_meta_analyses,
)
from sciatwin.evidence.trial_reference import TrialReference
from sciatwin.validation.meta_analysis import TrialEffect, VarianceMethod, meta_analysis, pool, trial_effect


def _trials(*effects, error=1.0):
    return [TrialEffect(f"trial {index}", value, error) for index, value in enumerate(effects)]


@pytest.mark.parametrize("method", VarianceMethod)
def test_two_equally_sure_trials_meet_in_the_middle(method):
    """With equal errors s and values ±d, Q = 2 d² / s² and tau² = 2 d² − s²; the error of the mean is d."""
    pooled = pool(_trials(-3.0, 3.0), method)
    assert pooled.value == pytest.approx(0)
    assert pooled.q == pytest.approx(18)
    assert pooled.tau2 == pytest.approx(17)
    assert pooled.i2 == pytest.approx(1 - 1 / 18)
    assert pooled.standard_error == pytest.approx(3)
    assert pooled.weights == pytest.approx((0.5, 0.5))


@pytest.mark.parametrize("method", VarianceMethod)
def test_trials_that_agree_too_well_have_no_variance_between_them(method):
    pooled = pool(_trials(1.0, 1.1, 0.9), method)
    assert pooled.tau2 == 0
    assert pooled.i2 == 0
    assert pooled.value == pytest.approx(1)
    assert pooled.standard_error == pytest.approx(1 / math.sqrt(3))


def test_hartung_knapp_interval_follows_from_the_spread_of_equally_sure_trials():
    """With equal errors it is the t interval of the values: mean ± t(2) · SD / √3, and t(2) at 97.5 % is 4.3027."""
    low, high = pool(_trials(0.0, 3.0, 6.0)).hartung_knapp
    assert (low, high) == pytest.approx((3 - 4.3027 * 3 / math.sqrt(3), 3 + 4.3027 * 3 / math.sqrt(3)), abs=1e-3)


def test_one_more_trial_is_less_sure_than_the_mean_and_unknown_after_two_trials():
    pooled = pool(_trials(0.0, 3.0, 6.0))
    assert pooled.prediction[0] < pooled.low < pooled.high < pooled.prediction[1]
    assert pool(_trials(0.0, 3.0)).prediction is None


def test_the_order_of_trials_does_not_matter():
    forwards, backwards = pool(_trials(0.0, 1.0, 5.0)), pool(_trials(5.0, 1.0, 0.0))
    assert forwards.value == pytest.approx(backwards.value)
    assert forwards.weights == pytest.approx(backwards.weights[::-1])


def test_log_risk_ratio_and_its_variance_by_hand():
    trial = PooledTrial(name="x", treated=PooledArm(n=12, events=8), control=PooledArm(n=12, events=3))
    effect = trial_effect(trial, Effect.RISK_RATIO)
    assert effect.value == pytest.approx(math.log(8 / 3))
    assert effect.standard_error == pytest.approx(math.sqrt(1 / 8 - 1 / 12 + 1 / 3 - 1 / 12))


def test_hedges_correction_shrinks_a_standardised_difference():
    """g = (1 − 3 / (4 · 18 − 1)) · d with 18 degrees of freedom."""
    trial = PooledTrial(name="x", treated=PooledArm(n=10, mean=2.0, sd=1.0), control=PooledArm(n=10, mean=3.0, sd=1.0))
    assert trial_effect(trial, Effect.STANDARDISED_DIFFERENCE).value == pytest.approx(-(1 - 3 / 71), abs=1e-3)
    plain = trial_effect(trial, Effect.DIFFERENCE)
    assert (plain.value, plain.standard_error) == pytest.approx((-1.0, math.sqrt(0.2)))


def test_scores_give_no_ratio_and_counts_no_difference():
    scores = PooledTrial(name="x", treated=PooledArm(n=10, mean=2.0, sd=1.0), control=PooledArm(n=10, mean=3.0, sd=1.0))
    counts = PooledTrial(name="x", treated=PooledArm(n=10, events=2), control=PooledArm(n=10, events=3))
    with pytest.raises(ValueError, match="no risk ratio"):
        trial_effect(scores, Effect.RISK_RATIO)
    with pytest.raises(ValueError, match="no mean difference"):
        trial_effect(counts, Effect.DIFFERENCE)


@pytest.mark.parametrize("key", published_meta_analyses())
def test_every_recorded_meta_analysis_can_be_pooled_and_weighs_its_trials(key):
    result = meta_analysis(meta_analysis_named(key))
    assert sum(result.pooled.weights) == pytest.approx(1)
    assert len({trial.name for trial in result.trials}) == len(result.trials)
    assert min(e.value for e in result.trials) <= result.pooled.value <= max(e.value for e in result.trials)


def test_numbers_of_recorded_trials_are_pointed_to_and_stand_once():
    fast = meta_analysis_named("ketamine_fast_relief")
    assert [(a.events, a.n, c.events, c.n) for a, c in (trial.groups for trial in fast.trials)] == [
        (7, 12, 2, 12),
        (8, 12, 3, 12),
    ]


def test_the_positive_and_the_negative_trial_do_not_agree():
    result = meta_analysis(meta_analysis_named("ketamine_lasting_relief"))
    assert [round(effect.value, 2) for effect in result.trials] == [-2.77, -0.06]
    assert result.pooled.i2 > 0.75
    assert result.pooled.low < 0 < result.pooled.high


def test_an_unknown_meta_analysis_names_the_choices():
    with pytest.raises(ModelError, match="haeuser2009_pain"):
        meta_analysis_named("nobody")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"trial": "nobody", "measures": "pain", "arm": "x"}, "no trial"),
        ({"trial": "sigtermans2009", "measures": "significant", "arm": "S-ketamine - placebo"}, "3 observations"),
        ({"trial": "sigtermans2009", "measures": "pain", "arm": "S-ketamine", "day": 8}, "0 observations"),
    ],
)
def test_a_pointer_must_find_one_number(fields, message):
    with pytest.raises(ValueError, match=message):
        TrialReference.model_validate(fields)


@pytest.mark.parametrize(
    ("group", "message"),
    [
        ({"n": 10}, "needs a mean"),
        ({"n": 10, "mean": 1.0}, "needs a mean"),
        ({"n": 10, "mean": 1.0, "sd": 1.0, "events": 2}, "needs a mean"),
        ({"n": 10, "events": 11}, "11 events among 10"),
    ],
)
def test_a_group_is_a_score_or_a_count(group, message):
    with pytest.raises(ValueError, match=message):
        PooledArm.model_validate(group)
