"""Pain is composed in one place: a factor that is added there is seen by everything that speaks of pain.

The factor of these tests is a rescue medicine: it halves pain for two days around a moment a week after the first
session, in everybody, whatever else they take.
"""

import ast
from pathlib import Path

import numpy as np
import pytest

import sciaclinic
import sciatwin
from sciatwin.analytes import Drug
from sciatwin.calibration import relief_rows, untreated_rows
from sciatwin.evidence.published_trial import trial_named
from sciatwin.individualise.courses import Courses
from sciatwin.individualise.likelihood import likelihood_of
from sciatwin.observation import GivenSession, Observations, PainScore, Period
from sciatwin.regimen import Regimen
from sciatwin.response.lasting_relief import ACCOUNTS, Exposure
from sciatwin.trials.arms import simulate_trial
from sciatwin.twin import Twin
from sciatwin.twin.drug.exposure import exposure_to
from sciatwin.twin.pain.expectation import gain_model, reliefs_along
from sciatwin.twin.pain.factors import FACTORS, FAST, LASTING, PLACEBO, CourseArm, Factor, PainFactors, Situation
from sciatwin.twin.shown.explanation import explain_mechanism
from sciatwin.twin.simulate import simulate
from sciatwin.twin.versions.classes import DrawnResponses, Response

WEEK_H = 168.0
REGIMEN = Regimen.repeat(dose_mg_per_kg=0.5, duration_h=40 / 60, count=3)
NOPPERS = trial_named("noppers2011")
SEEN = Observations(
    (PainScore(time_h=72.0, score=5, period=Period.NOW), PainScore(time_h=WEEK_H, score=4, period=Period.NOW)),
    (GivenSession(start_h=0.0, duration_h=40 / 60, dose_mg=37, drug=Drug.RACEMIC_KETAMINE),),
)


def _rescue(*needs, around_h=WEEK_H):
    def halves(situation, form):
        taken = np.abs(situation.times_h - around_h) <= 24.0
        return 0.5 * taken[:, None] * np.ones(len(situation.drawn["placebo/relief"]))

    return Factor("rescue", frozenset(needs), lambda response: "", halves)


@pytest.fixture
def add(monkeypatch):
    """Adds a factor in the one place, until the test is over."""

    def to_factors(*more):
        monkeypatch.setattr("sciatwin.twin.pain.factors.FACTORS", (*FACTORS, *more))

    return to_factors


@pytest.fixture(scope="module")
def ensemble(typical_patient):
    return Twin(typical_patient, draws=4_000, seed=5).ensemble


def _pain(ensemble):
    return simulate(ensemble, REGIMEN, times_h=np.array([72.0, WEEK_H]))


def test_a_simulated_course_sees_it_in_the_arms_that_take_it(ensemble, add):
    before = _pain(ensemble)
    add(_rescue(CourseArm.KETAMINE))
    after = _pain(ensemble)
    np.testing.assert_allclose(after["pain_treated"].sel(time=WEEK_H), before["pain_treated"].sel(time=WEEK_H) / 2)
    np.testing.assert_array_equal(after["pain_treated"].sel(time=72.0), before["pain_treated"].sel(time=72.0))
    for arm in ("pain_untreated", "pain_placebo"):
        np.testing.assert_array_equal(after[arm], before[arm])


@pytest.mark.parametrize("needs", [{CourseArm.KETAMINE}, {CourseArm.KETAMINE, CourseArm.PLACEBO}, set(CourseArm)])
def test_expected_gains_see_it_as_counting_over_the_drawn_courses_does(ensemble, add, needs):
    """Four Monte Carlo errors of the counted number, most of which is the luck of the classes."""
    add(_rescue(*needs))
    along = reliefs_along(ensemble, exposure_to(ensemble, REGIMEN, horizon_days=7))
    model = gain_model(ensemble, WEEK_H, np.array(REGIMEN.visits_h), 2.0)
    expected = model.gains({key: relief[-1:] for key, relief in along.items()})
    moment = _pain(ensemble).sel(time=WEEK_H)
    untreated, placebo, treated = (moment[f"pain_{arm}"].to_numpy() for arm in CourseArm)
    least = 4 / ensemble.count  # an outcome of a few in ten thousand may be counted in nobody
    for found, counted in (
        (expected.over_placebo[0], placebo - treated),
        (expected.worthwhile[0], untreated - treated >= 2),
        (expected.worthwhile_on_placebo, untreated - placebo >= 2),
    ):
        assert found == pytest.approx(counted.mean(), abs=4 * counted.std() / ensemble.count**0.5 + least)


def test_the_likelihood_of_what_was_seen_sees_it_in_every_class(typical_patient, add):
    likelihood = likelihood_of(typical_patient, SEEN)
    x = np.random.default_rng(1).standard_normal((5, likelihood.dimension))
    before = [_course(likelihood, x, group) for group in likelihood.groups]
    chances = likelihood.by_class(x)
    add(_rescue(CourseArm.KETAMINE))
    for group, (unhelped, helped) in zip(likelihood.groups, before, strict=True):
        then, now = _course(likelihood, x, group)
        np.testing.assert_array_equal(then, unhelped)
        np.testing.assert_allclose(now, helped / 2)
    assert not np.allclose(likelihood.by_class(x), chances)


def _course(likelihood, x, group):
    """Treated pain on day 3 and at week 1, each of shape (versions,)."""
    paths = likelihood.paths(likelihood.unknowns.known(x), len(x))
    return Courses.of(paths, np.array([72.0, WEEK_H])).course(group).treated


@pytest.mark.parametrize(
    ("needs", "control_keeps"), [({CourseArm.KETAMINE}, 1.0), ({CourseArm.KETAMINE, CourseArm.PLACEBO}, 0.5)]
)
def test_the_arms_of_trials_see_it(add, needs, control_keeps):
    times_h = np.array([0.75, WEEK_H, 1344.0])
    before = simulate_trial(NOPPERS, times_h, studies=4)
    add(_rescue(*needs))
    after = simulate_trial(NOPPERS, times_h, studies=4)
    for key in ACCOUNTS:
        for arm, keeps in (("S-ketamine", 0.5), ("midazolam", control_keeps)):
            kept = np.array([1.0, keeps, 1.0])[:, None, None]
            np.testing.assert_allclose(after[arm].pain[key], kept * before[arm].pain[key])


@pytest.mark.parametrize(
    ("needs", "ratio_keeps"), [({CourseArm.KETAMINE}, 0.5), ({CourseArm.KETAMINE, CourseArm.PLACEBO}, 1.0)]
)
@pytest.mark.parametrize("key", ACCOUNTS)
def test_calibration_sees_it(add, needs, ratio_keeps, key):
    """The ratio of both arms at week 1 halves; where both take it, it stays."""
    values = {constant.name: float(constant.value(constant.centre)) for constant in relief_rows.constants_of(key)}
    before = relief_rows.predicted(values, ACCOUNTS[key])
    add(_rescue(*needs))
    after = relief_rows.predicted(values, ACCOUNTS[key])
    row = "sigtermans2009, ratio at week 1"
    assert after[row] == pytest.approx(ratio_keeps * before[row])
    assert after["max1995, fall on ketamine"] == before["max1995, fall on ketamine"]


def test_calibration_of_the_untreated_course_sees_it_where_capsules_are_given(add):
    """Eight weeks of placebo capsules; everybody else of these rows takes nothing."""
    constants = (*untreated_rows.CONSTANTS, *untreated_rows.NUISANCE)
    values = {constant.name: float(constant.value(constant.centre)) for constant in constants}
    before = untreated_rows.predicted(values)
    add(_rescue(CourseArm.PLACEBO, around_h=8 * WEEK_H))
    after = untreated_rows.predicted(values)
    row = "mathieson2017, pain left at week 8"
    assert after.pop(row) == pytest.approx(before.pop(row) / 2)
    assert after == before


def test_an_explanation_reads_its_factors_off_and_shows_the_same_pain(typical_patient, add, no_circuit):
    twin = Twin(typical_patient, draws=50, seed=2)
    add(_rescue(CourseArm.KETAMINE))
    shown, course = explain_mechanism(twin, REGIMEN), twin.simulate(REGIMEN)
    np.testing.assert_array_equal(shown.pain_treated.mean, course["pain_treated"].mean("draw"))


def test_each_version_has_what_its_class_has(typical_patient):
    """What is drawn for many at once equals what is asked for one class after another."""
    ensemble = Twin(typical_patient, draws=80, seed=4).ensemble
    seen = exposure_to(ensemble, REGIMEN, horizon_days=20)
    factors = PainFactors(ensemble.people, Situation(seen, np.array(REGIMEN.visits_h), ensemble.drawn))
    random = np.random.default_rng(0)
    drawn = DrawnResponses(random.random(80) < 0.5, random.random(80) < 0.8, random.integers(0, len(ACCOUNTS), 80))
    untreated = factors.untreated(ensemble.recovers, ensemble.relapse_week)
    together = factors.pain(untreated, drawn, CourseArm.KETAMINE)
    occurring = list(drawn)
    assert np.sum([has for _, has in occurring], axis=0).tolist() == [1] * 80
    assert len(occurring) == 8  # with and without placebo: three accounts of relief, and none
    for response, has in occurring:
        alone = factors.pain(untreated, response, CourseArm.KETAMINE)
        np.testing.assert_allclose(together[:, has], alone[:, has], rtol=1e-12)


def test_pain_is_the_product_of_what_each_factor_leaves(typical_patient):
    ensemble = Twin(typical_patient, draws=30, seed=4).ensemble
    seen = exposure_to(ensemble, REGIMEN, horizon_days=20)
    factors = PainFactors(ensemble.people, Situation(seen, np.array(REGIMEN.visits_h), ensemble.drawn))
    response = Response(to_placebo=True, account="slow effect site")
    left = np.prod([1 - factors.relief(factor, response) for factor in (PLACEBO, FAST, LASTING)], axis=0)
    untreated = factors.untreated(ensemble.recovers, ensemble.relapse_week)
    np.testing.assert_allclose(factors.pain(untreated, response, CourseArm.KETAMINE), untreated * left, rtol=1e-12)
    np.testing.assert_array_equal(factors.pain(untreated, response, CourseArm.NOTHING), untreated)


def test_nobody_whom_no_drug_has_reached_has_relief_of_it(typical_patient):
    ensemble = Twin(typical_patient, draws=10, seed=4).ensemble
    factors = PainFactors.without_drug(ensemble.people, ensemble.drawn, np.array([0.0, 50.0]), np.empty((0, 2)))
    for key in ACCOUNTS:
        assert not factors.relief(FAST, Response(account=key)).any()
        assert not factors.relief(LASTING, Response(account=key)).any()
    assert Exposure.none(np.arange(3.0), 2).part(np.array([1])).fast_site_ng_per_ml.shape == (3, 1)


def test_pain_is_composed_in_one_file():
    """The product of the reliefs is asked for nowhere else in the source."""
    callers = set()
    for package in (sciatwin, sciaclinic):
        for path in Path(package.__file__).parent.rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                called = getattr(node, "func", None)
                if getattr(called, "attr", getattr(called, "id", "")) == "pain_score":
                    callers.add(path.name)
    assert callers == {"factors.py"}
