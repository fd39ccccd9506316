"""What the likelihood expects is what the twin simulates, and its sum over classes is a plain enumeration."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.special import logsumexp, softmax
from scipy.stats import norm

from sciatwin.individualise.likelihood import likelihood_of
from sciatwin.individualise.likelihoods.pain_diary import RESEMBLANCE, SPREAD
from sciatwin.individualise.versions import learned_ensemble
from sciatwin.inference.target import linearised, log_likelihood
from sciatwin.observation import Observations, PainScore, Period
from sciatwin.response.outcomes.variation import DAY_TO_DAY_CORRELATION, WITHIN_PERSON_SD
from sciatwin.twin.simulate import simulate
from support.made_up_visits import DAY_H, EVERYTHING, sessions

VERSIONS, SEED = 60, 3


@pytest.fixture(scope="module")
def likelihood(typical_patient):
    return likelihood_of(typical_patient, EVERYTHING)


@pytest.fixture(scope="module")
def x(likelihood):
    return np.random.default_rng(SEED).standard_normal((VERSIONS, likelihood.dimension))


@pytest.fixture(scope="module")
def independent_days(likelihood, x):
    """The same versions with days that do not resemble each other, so that a score does not follow the one before, and
    with the resting pressure of the file on every day."""
    apart = x.copy()
    apart[:, [name.startswith("error/blood pressure") for name in likelihood.unknowns.names]] = 0.0
    apart[:, likelihood.unknowns.names.index(f"estimate/{RESEMBLANCE}")] = -40.0
    return apart


@pytest.fixture(scope="module")
def classes(likelihood):
    return np.arange(VERSIONS) % len(likelihood.groups)


@pytest.fixture(scope="module")
def simulated(likelihood, independent_days, classes):
    """The same versions through the chain of the twin, at the times of the observations and on whole days."""
    ensemble = learned_ensemble(likelihood, independent_days, classes, SEED)
    times_h = np.union1d(likelihood.rows.time_h, [21 * 24.0])
    return simulate(ensemble, likelihood.setting.regimen, times_h=times_h)


def _row(likelihood, words):
    return next(row for row, found in enumerate(likelihood.rows.words) if found.startswith(words))


@pytest.mark.parametrize(
    ("words", "variable", "time_h", "tolerance"),
    [
        ("ketamine in venous", "ketamine_venous", 0.7, 1e-9),
        ("S-ketamine in arterial", "s_ketamine_arterial", 2.0, 1e-9),
        ("CADSS", "cadss", 0.6, 1e-9),
        ("blood pressure", "systolic", 0.6, 1e-9),
        ("pain on day 0.5", "pain_treated", 12.0, 0.02),
        ("pain on day 3.0", "pain_treated", 72.0, 0.02),
        ("pain on day 40.0", "pain_treated", 960.0, 0.02),
    ],
)
def test_expected_values_are_those_that_the_twin_simulates(
    likelihood, independent_days, classes, simulated, words, variable, time_h, tolerance
):
    mean = likelihood.normal_of(independent_days, classes).mean[_row(likelihood, words)]
    course = simulated[variable].sel(time=time_h, method="nearest").to_numpy()
    assert mean == pytest.approx(course, rel=tolerance, abs=tolerance)


def test_norketamine_is_the_sum_of_both_halves(likelihood, independent_days, classes, simulated):
    mean = likelihood.normal_of(independent_days, classes).mean[_row(likelihood, "norketamine in venous")]
    both = simulated["s_norketamine_venous"] + simulated["r_norketamine_venous"]
    assert mean == pytest.approx(both.sel(time=3.0).to_numpy())


def test_probability_of_a_side_effect_is_that_of_the_session(likelihood, independent_days, classes, simulated):
    mean = likelihood.normal_of(independent_days, classes).mean[_row(likelihood, "nausea")]
    assert norm.cdf(mean - 0.5) == pytest.approx(simulated["nausea"].to_numpy()[:, 0], rel=0.02)


@pytest.mark.parametrize(("words", "variable"), [("patient health", "depression"), ("oswestry", "disability")])
def test_questionnaires_follow_the_simulated_course(likelihood, independent_days, classes, words, variable):
    ensemble = learned_ensemble(likelihood, independent_days, classes, SEED)
    course = simulate(ensemble, likelihood.setting.regimen, horizon_days=22)[f"{variable}_treated"].sel(day=21)
    row = next(r for r, kind in enumerate(likelihood.rows.kind) if kind == variable)
    mean = likelihood.normal_of(independent_days, classes).mean[row]
    assert mean == pytest.approx(course.to_numpy(), abs=0.03)


def test_impression_has_the_simulated_probability(likelihood, independent_days, classes):
    ensemble = learned_ensemble(likelihood, independent_days, classes, SEED)
    course = simulate(ensemble, likelihood.setting.regimen, horizon_days=22)["much_improved_treated"].sel(day=21)
    mean = likelihood.normal_of(independent_days, classes).mean[_row(likelihood, "global impression")]
    assert norm.cdf(mean - 0.5) == pytest.approx(course.to_numpy(), abs=0.01)


def test_classes_summed_out_equal_a_plain_enumeration(likelihood, x):
    """Each class by itself, from its own normal numbers and SciPy's normal distribution."""
    low, high = likelihood.edges
    prior = likelihood.log_prior(x)
    total = []
    for group in range(len(likelihood.groups)):
        normal = likelihood.normal_of(x, np.full(VERSIONS, group))
        a, b = ((edge[:, None] - normal.mean) / normal.sd for edge in (low, high))
        exact = (low == high)[:, None]
        with np.errstate(divide="ignore"):  # SciPy's difference of probabilities is 0 far out
            between = np.where(a + b > 0, norm.sf(a) - norm.sf(b), norm.cdf(b) - norm.cdf(a))
            rows = np.where(exact, norm.logpdf(a) - np.log(normal.sd), np.log(between))
        total.append(prior[group] + rows.sum(axis=0))
    expected, found = logsumexp(total, axis=0), log_likelihood(likelihood, x)
    known = np.isfinite(expected)
    assert known.sum() > VERSIONS / 2
    assert found[known] == pytest.approx(expected[known], abs=1e-6)


def test_prior_probabilities_of_the_classes_add_up_to_one(likelihood, x):
    assert np.exp(likelihood.log_prior(x)).sum(axis=0) == pytest.approx(np.ones(VERSIONS))


def test_a_diary_is_a_chain_of_scores_that_resemble_the_one_before(likelihood, x, classes):
    """The expected score keeps a part of the deviation before it: what one day apart keeps, to the power of the gap."""
    known = likelihood.unknowns.known(x)
    kept = DAY_TO_DAY_CORRELATION.draw(RESEMBLANCE, known, VERSIONS)
    spread = WITHIN_PERSON_SD["pain"].draw(SPREAD, known, VERSIONS)
    apart = x.copy()
    apart[:, likelihood.unknowns.names.index(f"estimate/{RESEMBLANCE}")] = -40.0
    alone, chained = likelihood.normal_of(apart, classes), likelihood.normal_of(x, classes)
    first, second = _row(likelihood, "pain on day 3.0"), _row(likelihood, "pain on day 5.0")
    deviation = likelihood.rows.value[first] - alone.mean[first]
    assert chained.mean[second] == pytest.approx(alone.mean[second] + kept**2 * deviation)
    assert chained.sd[second] == pytest.approx(spread * np.sqrt(1 - kept**4))


def test_derivatives_are_those_of_the_summed_terms(likelihood, x):
    point, directions, group = x[:1] * 0.3, np.eye(likelihood.dimension), 9
    found = linearised(likelihood, point, [group], directions)
    step = 1e-4
    up, down = (likelihood.by_class(point + sign * step * directions)[group] for sign in (1, -1))
    assert found.value[0] == pytest.approx(likelihood.by_class(point)[group, 0])
    assert found.gradient[0] == pytest.approx((up - down) / (2 * step), abs=1e-3)


def test_simulated_observations_have_the_predicted_frequencies(likelihood, x, classes):
    """Each row, averaged over versions: what is written down lies below what was observed as often as predicted."""
    many, members = np.repeat(x, 200, axis=0), np.repeat(classes, 200)
    values = likelihood.simulated(many, members, np.random.default_rng(1))
    level_rows = sum(len(reading.rows) for reading in likelihood.level_readings)
    normal = likelihood.normal_of(many, members)
    for row in range(level_rows):
        high = likelihood.edges[1][row]
        below = (values[row] <= likelihood.rows.value[row]).mean()
        predicted = norm.cdf((high - normal.mean[row]) / normal.sd[row]).mean()
        assert below == pytest.approx(predicted, abs=4.5 * 0.5 / np.sqrt(VERSIONS * 200)), likelihood.rows.words[row]


def test_written_scores_stay_on_their_scale(likelihood, x, classes):
    values = likelihood.simulated(x, classes, np.random.default_rng(2))
    for row, kind in enumerate(likelihood.rows.kind):
        if kind == "pain":
            assert np.isin(values[row], np.arange(11)).all()


def test_average_of_a_period_is_taken_over_the_period(typical_patient):
    """A week that recovery changes: its average lies between the pain at its ends."""

    def expected(period, day):
        seen = Observations((PainScore(time_h=DAY_H * day, score=5, period=period),), sessions(1))
        one = likelihood_of(typical_patient, seen)
        at = np.zeros((1, one.dimension))
        recovering = next(i for i, g in enumerate(one.groups) if g.natural.recovers and not g.natural.relapses)
        return one.normal_of(at, np.array([recovering])).mean[0, 0]

    assert expected(Period.NOW, 20) < expected(Period.WEEK, 20) < expected(Period.NOW, 13)


def test_learned_versions_keep_their_classes(likelihood, x):
    chances = softmax(likelihood.by_class(x), axis=0)
    classes = chances.argmax(axis=0)
    ensemble = learned_ensemble(likelihood, x, classes, SEED)
    groups = [likelihood.groups[index] for index in classes]
    assert ensemble.recovers.tolist() == [group.natural.recovers for group in groups]
    responds = ensemble.lasting_probability.sum(axis=0)
    assert responds.tolist() == [float(bool(group.response.account)) for group in groups]
    believed = replace(ensemble).placebo_probability
    assert believed.tolist() == [float(group.response.to_placebo) for group in groups]
