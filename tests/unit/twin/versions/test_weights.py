"""Weights of versions: equal ones change nothing, whole ones are repetition, evidence moves a belief as Bayes says."""

import numpy as np
import pytest
import xarray as xr
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sciatwin.analytes import Drug
from sciatwin.errors import ModelError
from sciatwin.individualise.learn import learn
from sciatwin.observation import GivenSession, Observations
from sciatwin.observation.seen.pressure import Pressure
from sciatwin.plan import plan_infusion
from sciatwin.plan.choose.panels import Panels
from sciatwin.plan.told.beyond_pain import score_outcomes, side_effect_chances
from sciatwin.plan.told.in_hundred import lasting_relief_probability
from sciatwin.plan.told.outcomes import peaks, week_outcomes
from sciatwin.plan.worth.sensitivity import influences
from sciatwin.regimen import Regimen
from sciatwin.response import fast_effect_site
from sciatwin.twin import Twin
from sciatwin.twin.people import versions_of
from sciatwin.twin.shown.bands import CourseBands
from sciatwin.twin.shown.dangers import dangers
from sciatwin.twin.shown.interval import Interval, IntervalAlong
from sciatwin.twin.shown.risks import Risks, risks_at_peak
from sciatwin.twin.simulate import follow
from sciatwin.twin.versions.ensemble import draw_ensemble
from sciatwin.twin.versions.weights import after_evidence, effective_number, mean, percentiles, spread

DRAWS = 120
REGIMEN = Regimen.repeat(dose_mg_per_kg=0.5, duration_h=40 / 60, count=2)
NUMBERS = st.floats(-50, 50).map(lambda x: round(x, 3))
COUNTS = st.lists(st.integers(0, 4), min_size=2, max_size=12).filter(lambda counts: sum(counts) > 1)


@pytest.fixture(scope="module")
def twin(typical_patient):
    return Twin(typical_patient, draws=DRAWS, seed=6)


@pytest.fixture(scope="module")
def course(twin):
    return twin.follow(REGIMEN)


@pytest.fixture(scope="module")
def counts():
    return np.random.default_rng(4).integers(0, 4, DRAWS).astype(float)


@pytest.fixture(scope="module")
def weighted(twin, counts):
    """The course of versions of which some count for several, some for none."""
    return follow(_counted(twin.ensemble, counts), REGIMEN)


@pytest.fixture(scope="module")
def repeated(twin, counts):
    """The same versions, standing there as often."""
    return follow(twin.ensemble.part(np.repeat(np.arange(DRAWS), counts.astype(int))), REGIMEN)


def _counted(ensemble, counts):
    return type(ensemble)(**{**ensemble.__dict__, "version_weights": counts})


@given(COUNTS, st.data(), st.sampled_from([0.0, 0.05, 1 / 3, 0.5, 0.95, 1.0]))
def test_whole_weights_are_repetition(counts, data, level):
    values = data.draw(arrays(float, (3, len(counts)), elements=NUMBERS))
    weights, again = np.array(counts, dtype=float), np.repeat(values, counts, axis=-1)
    np.testing.assert_allclose(mean(values, weights), again.mean(axis=-1), atol=1e-9)
    np.testing.assert_allclose(spread(values, weights), again.std(axis=-1), atol=1e-6)
    np.testing.assert_allclose(
        percentiles(values, [level], weights)[0], np.quantile(again, level, axis=-1), rtol=1e-9, atol=1e-9
    )


@given(arrays(float, st.integers(2, 30), elements=NUMBERS), st.floats(-5, 5))
def test_equal_weights_are_none_at_all(values, same):
    assert after_evidence(np.full(len(values), same)) is None
    ones = np.ones(len(values))
    assert Interval.of(values, ones).low == pytest.approx(Interval.of(values).low, abs=1e-9)
    assert Interval.of(values, ones).mean == pytest.approx(Interval.of(values).mean, abs=1e-9)


@given(st.data(), st.integers(2, 20))
def test_evidence_adds_up(data, count):
    """Two pieces of evidence one after another are both at once; a constant in a log weight is nothing."""
    first, second = (data.draw(arrays(float, count, elements=st.floats(-3, 3))) for _ in range(2))
    one_by_one, at_once = after_evidence(second, after_evidence(first)), after_evidence(first + second + 2.5)
    as_weights = [np.ones(count) if w is None else w for w in (one_by_one, at_once)]
    np.testing.assert_allclose(*as_weights, rtol=1e-6)


@given(arrays(float, st.integers(2, 20), elements=st.floats(-8, 8)))
def test_weights_count_equal_draws_and_never_more_than_there_are_versions(log_weights):
    weights = after_evidence(log_weights)
    if weights is not None:
        assert weights.sum() == pytest.approx(effective_number(weights, np.arange(len(weights))))
        assert 1 - 1e-9 <= weights.sum() <= len(log_weights) + 1e-9


def test_a_version_without_weight_is_as_if_it_were_not_there():
    values, weights = np.array([1.0, 2.0, 4.0, 900.0]), np.array([1.0, 1.0, 1.0, 0.0])
    kept = Interval.of(values[:3])
    found = Interval.of(values, weights)
    assert (found.mean, found.low, found.high) == pytest.approx((kept.mean, kept.low, kept.high))


def test_evidence_gives_the_posterior_that_is_known_in_closed_form(typical_patient):
    """A log-normal number, measured once with normal error: the posterior is normal, with the weighted mean."""
    ensemble = draw_ensemble(versions_of(typical_patient, 20_000), 3, systems=())
    logs = np.log(ensemble.drawn[fast_effect_site.C50])
    seen, error = logs.mean() + 0.3, 0.25
    found = ensemble.reweighed(-0.5 * ((logs - seen) / error) ** 2)
    precision = 1 / logs.var() + 1 / error**2
    expected = (logs.mean() / logs.var() + seen / error**2) / precision
    assert mean(logs, found.version_weights) == pytest.approx(expected, abs=0.01)
    assert spread(logs, found.version_weights) == pytest.approx(precision**-0.5, rel=0.03)
    assert found.effective < ensemble.effective == 20_000


def test_every_outcome_of_whole_weights_is_that_of_repeated_versions(weighted, repeated):
    for found, wanted in zip(week_outcomes(weighted, 4), week_outcomes(repeated, 4), strict=True):
        _agree(found, wanted)
    first, second = weighted.dataset(), repeated.dataset()
    _agree(peaks(first), peaks(second))
    for told in (lambda course: score_outcomes(course, (1, 4)), side_effect_chances):
        for found, wanted in zip(told(first), told(second), strict=True):
            _agree(found, wanted)
    assert dangers(first) == dangers(second)
    for name in ("pain_treated", "nausea", "depression_treated"):
        found, wanted = CourseBands(first)[name], CourseBands(second)[name]
        for part in ("mean", "low", "high"):
            np.testing.assert_allclose(getattr(found, part), getattr(wanted, part), rtol=1e-9, atol=1e-9)


def _agree(found, wanted):
    for name, value in wanted.__dict__.items():
        other = getattr(found, name)
        if isinstance(value, Interval):
            assert (other.mean, other.low, other.high) == pytest.approx((value.mean, value.low, value.high), abs=1e-9)
        else:
            assert other == (pytest.approx(value, abs=1e-12) if isinstance(value, float) else value)


def test_expected_gains_chances_and_influences_of_whole_weights_are_those_of_repeated_versions(weighted, repeated):
    gains = [one.gains_at([168.0, 672.0], 2.0) for one in (weighted, repeated)]
    for found, wanted in zip(*gains, strict=True):
        np.testing.assert_allclose(found.over_placebo, wanted.over_placebo, rtol=1e-9)
        np.testing.assert_allclose(found.worthwhile, wanted.worthwhile, rtol=1e-9)
        assert found.worthwhile_on_placebo == pytest.approx(wanted.worthwhile_on_placebo)
    chance = lasting_relief_probability(weighted.ensemble)
    assert chance == pytest.approx(lasting_relief_probability(repeated.ensemble))
    gain = [(c.by_time["pain_placebo"] - c.by_time["pain_treated"])[-1] for c in (weighted, repeated)]
    by_name = [
        {item.name: item.change_points for item in influences(c.ensemble, g)}
        for c, g in zip((weighted, repeated), gain, strict=True)
    ]
    assert by_name[0] == pytest.approx(by_name[1], abs=1e-9)


@given(COUNTS, st.integers(-300, 300))
def test_versions_that_are_repeated_are_worth_what_weighted_ones_are(counts, power):
    """By Kish's formula, whatever form the repeats have and however large the weights are."""
    once, again = np.arange(len(counts)), np.repeat(np.arange(len(counts)), counts)
    expected = sum(counts) ** 2 / sum(count**2 for count in counts)
    assert effective_number(np.array(counts) * 10.0**power, once) == pytest.approx(expected)
    assert effective_number(None, again) == pytest.approx(expected)
    assert effective_number(np.full(len(again), 0.5), again) == pytest.approx(expected)


def test_nothing_that_counts_is_worth_nothing(twin):
    assert effective_number(np.zeros(3), np.arange(3)) == 0
    assert twin.ensemble.part(np.arange(0)).effective == 0
    assert twin.ensemble.effective == DRAWS


def test_a_version_that_was_learned_twice_is_one_whatever_was_learned_of_it(typical_patient):
    """Cuff readings tell nothing of the effect site's C50: it is drawn anew for each of several equal versions."""
    cuff = Pressure(time_h=0.6, systolic_mmhg=165, diastolic_mmhg=88)
    session = GivenSession(start_h=0.0, duration_h=0.67, dose_mg=37.0, drug=Drug.RACEMIC_KETAMINE)
    seen = Observations((cuff,), (session,))
    learned = learn(Twin(typical_patient, draws=300, seed=3), seen).twin.ensemble
    rises = learned.drawn["blood pressure/systolic rise"]
    assert len(np.unique(rises)) < learned.count == len(np.unique(learned.drawn[fast_effect_site.C50]))
    assert learned.effective == int(effective_number(None, rises))
    sides = [set(half.drawn["blood pressure/systolic rise"]) for half in learned.halves()]
    assert not sides[0] & sides[1]
    assert min(map(len, sides)) > len(rises) / 5


def test_risks_count_weights_and_their_bound_counts_only_what_the_versions_are_worth(weighted, repeated):
    first, second = (risks_at_peak(c.ensemble, c.visit_peaks.max(axis=0)) for c in (weighted, repeated))
    assert first.peak_dissociation == pytest.approx(second.peak_dissociation)
    assert first.severe_dissociation == pytest.approx(second.severe_dissociation)
    assert first.severe_hypertension == pytest.approx(second.severe_hypertension)
    assert first.draws == second.draws < DRAWS  # unequal weights are worth less than as many different versions
    assert first.at_most().severe_dissociation == pytest.approx(second.at_most().severe_dissociation)


def _highest(share, draws):
    return Risks(0.0, share, None, draws).at_most().severe_dissociation


@given(st.floats(0, 1), st.integers(0, 400))
def test_the_highest_plausible_risk_lies_above_the_share_that_was_found(share, draws):
    assert share - 1e-12 <= _highest(share, draws) <= 1


@given(st.data(), st.integers(1, 200), st.integers(2, 6))
def test_the_same_share_of_fewer_versions_is_never_bounded_lower(data, draws, times):
    harmed = data.draw(st.integers(0, draws))
    fewer, more = (_highest(harmed / draws, count) for count in (draws, times * draws))
    assert fewer > more or harmed == draws


@given(st.data(), st.integers(1, 300))
def test_more_harm_among_as_many_versions_is_never_bounded_lower(data, draws):
    low, high = sorted(data.draw(st.lists(st.floats(0, 1), min_size=2, max_size=2)))
    assert _highest(low, draws) <= _highest(high, draws)


def test_to_weigh_anew_simulates_nothing(course, twin, monkeypatch):
    before = week_outcomes(course, 4)
    course.by_day, course.by_session, course.by_time  # noqa: B018  the whole course, once

    def never(*_, **__):
        raise AssertionError("a course that was there is followed again")

    for what in ("drug.levels.solve_along", "simulated.exposure", "simulated.gain_model", "simulated.reliefs_along"):
        monkeypatch.setattr(f"sciatwin.twin.{what}", never)
    monkeypatch.setattr("sciatwin.twin.simulated.pain_courses", never)
    worse = np.where(twin.ensemble.responds_to_drug, -2.0, 0.0)
    after = week_outcomes(course.reweighed(worse), 4)
    assert all(a.gain_over_placebo.mean < b.gain_over_placebo.mean for a, b in zip(after, before, strict=True))
    assert week_outcomes(course.reweighed(np.zeros(DRAWS)), 4) == before
    assert peaks(course.reweighed(worse).dataset()).cadss.mean > 0


def test_a_course_carries_its_weights_wherever_it_is_cut(weighted, counts, course):
    found = weighted.dataset()
    np.testing.assert_array_equal(found["version_weight"], counts)
    cut = found["cadss"].max("time")
    assert isinstance(cut, xr.DataArray)
    assert Interval.over(cut) == Interval.of(cut.to_numpy(), counts)
    assert "version_weight" not in course.dataset().coords


def test_a_twin_keeps_its_history_and_its_panels_are_the_versions_that_were_weighed(twin):
    given = twin.after(REGIMEN)
    found = given.reweighed(np.where(twin.ensemble.responds_to_drug, 1.0, 0.0))
    assert (found.given, found.now_h, found.seen) == (given.given, given.now_h, given.seen)
    panels = Panels.of(found)
    for part in (panels.choosing.ensemble, panels.checking.ensemble):
        assert part.version_weights is not None
        assert len(part.version_weights) == part.count
    assert lasting_relief_probability(found.ensemble) != lasting_relief_probability(twin.ensemble)
    np.testing.assert_array_equal(
        found.simulate(REGIMEN.starting_at(200.0))["version_weight"], found.ensemble.version_weights
    )


def test_a_plan_is_made_with_the_versions_that_were_weighed(typical_patient, outpatient_site):
    """Evidence for lasting relief leaves fewer in whom nothing lasts; no turning weight is told of what was assumed."""
    before = Twin(typical_patient, draws=400, seed=6)
    after = before.reweighed(np.where(before.ensemble.responds_to_drug, 0.5, 0.0))
    usual, told = (plan_infusion(one, outpatient_site) for one in (before, after))
    assert usual.fragility is not None
    assert told.fragility is None
    assert any("changed how surely relief is thought to last" in reason for reason in told.reasons)
    assert told.in_hundred.nothing_lasting < usual.in_hundred.nothing_lasting
    assert told.compared.risks.draws <= after.ensemble.effective < before.ensemble.count


def test_parts_keep_their_weights(twin, counts):
    part = _counted(twin.ensemble, counts).part(np.arange(10, 20))
    np.testing.assert_array_equal(part.version_weights, counts[10:20])


def test_an_interval_along_a_course_weighs_its_last_axis(counts):
    values = np.random.default_rng(0).random((4, DRAWS))
    along = IntervalAlong.of(values, counts)
    assert along.at(2).low == pytest.approx(Interval.of(values[2], counts).low)


@pytest.mark.parametrize(
    ("log_weights", "says"),
    [
        (np.zeros(3), "need a log weight each"),
        (np.full(DRAWS, np.nan), "not numbers"),
        (np.full(DRAWS, np.inf), "not numbers or infinite"),
        (np.full(DRAWS, -np.inf), "impossible in every version"),
    ],
)
def test_what_is_no_weight_is_refused(twin, log_weights, says):
    with pytest.raises(ModelError, match=says):
        twin.reweighed(log_weights)
