"""What one patient teaches: the twin nears what was seen, and says when it cannot."""

from dataclasses import replace

import numpy as np
import pytest

from sciatwin.analytes import Analyte, BloodSite, Drug
from sciatwin.errors import InvalidInputError
from sciatwin.individualise import learn
from sciatwin.individualise.learn import posterior_of
from sciatwin.individualise.likelihood import likelihood_of
from sciatwin.inference import importance
from sciatwin.inference.posterior import Method
from sciatwin.observation import Concentration, Dissociation, GivenSession, Observations, PainScore, Period
from sciatwin.plan import plan_infusion
from sciatwin.regimen import Regimen
from sciatwin.response.side_effects.dissociation import LEVEL_PER_POINT
from sciatwin.twin import Twin
from sciatwin.twin.versions.weights import mean

DAY_H = 24.0
DRAWS = 400
SESSIONS = tuple(
    GivenSession(start_h=2 * DAY_H * index, duration_h=40 / 60, dose_mg=37, drug=Drug.RACEMIC_KETAMINE)
    for index in range(3)
)


def _diary(scores, first_day=1):
    return tuple(
        PainScore(time_h=DAY_H * day, score=float(score), period=Period.DAY)
        for day, score in enumerate(scores, start=first_day)
    )


def _level(time_h, level=None, limit=None):
    return Concentration(
        time_h=time_h, analyte=Analyte.KETAMINE, site=BloodSite.VENOUS, conc_ng_per_ml=level, limit_ng_per_ml=limit
    )


def _scores(*values):
    return tuple(Dissociation(time_h=0.6 + 2 * DAY_H * visit, cadss=value) for visit, value in enumerate(values))


@pytest.fixture(scope="module")
def twin(typical_patient):
    return Twin(typical_patient, draws=DRAWS)


def _learned(twin, *observed, sessions=SESSIONS, **options):
    return learn(twin, Observations(observed, sessions), **options)


def _change(learned, name):
    return next(change for change in learned.changes if change.name.startswith(name))


def _chance(learned, name):
    return next(chance for chance in learned.chances if chance.name == name)


def test_the_twin_nears_what_was_seen(twin):
    high, low = (_change(_learned(twin, *_scores(*values)), "CADSS") for values in ((30, 26, 28), (1, 0, 1)))
    assert high.after.mean > 20 > high.before.mean > low.after.mean
    assert high.after.low > high.before.mean


def test_high_levels_mean_slow_clearance(twin):
    fast, slow = (
        _change(_learned(twin, *(_level(t, factor * c) for t, c in ((0.7, 165), (2, 65), (5, 22)))), "clearance")
        for factor in (0.6, 1.7)
    )
    assert slow.after.mean < slow.before.mean < fast.after.mean


def test_a_level_below_the_limit_of_an_assay_tells_that_it_is_low(twin):
    """Samples late after the dose: what was not detected clears fast; what was, slowly."""
    not_seen = _change(_learned(twin, *(_level(t, limit=8.0) for t in (6.0, 8.0))), "clearance")
    seen = _change(_learned(twin, *(_level(t, level=40.0) for t in (6.0, 8.0))), "clearance")
    assert not_seen.after.mean > seen.after.mean
    assert not_seen.after.mean > not_seen.before.mean


def test_a_limit_that_everybody_lies_below_teaches_nothing(twin):
    learned = _learned(twin, _level(6.0, limit=5000.0))
    assert learned.gained.total == pytest.approx(0.0, abs=0.01)
    assert _change(learned, "clearance").after.mean == pytest.approx(
        _change(learned, "clearance").before.mean, rel=0.03
    )


def test_a_diary_that_falls_and_stays_low_is_one_of_recovery(twin):
    learned = _learned(twin, *_diary([7, 6, 6, 5, 5, 4, 4, 3, 3, 2, 2, 2, 1, 2, 1, 1, 1, 1, 1, 1, 1]), sessions=())
    recovers = _chance(learned, "recovers without treatment")
    assert recovers.after > 0.95 > recovers.before


def test_a_diary_that_never_moves_is_one_of_persistence(twin):
    learned = _learned(twin, *_diary([7, 7, 6, 7, 8, 7, 7, 7, 6, 7, 7, 7, 8, 7, 7, 7]))
    assert _chance(learned, "recovers without treatment").after < 0.02
    lasting, placebo = (_chance(learned, name) for name in ("has lasting relief by the drug", "responds to placebo"))
    assert lasting.after < lasting.before
    assert placebo.after < 0.1


def test_the_spread_of_a_diary_is_learned(twin):
    steady, wild = (
        _change(_learned(twin, *_diary(scores)), "day-to-day spread").after.mean
        for scores in ([6] * 14, [9, 4, 8, 3, 9, 5, 8, 3, 9, 4, 7, 3, 9, 5])
    )
    assert steady < 0.6 < 1.5 < wild


def test_the_learned_course_follows_the_diary(twin):
    scores = [7, 7, 5, 5, 4, 4, 3, 3, 3, 3, 3, 2, 3, 3]
    learned = _learned(twin, *_diary(scores))
    course = learned.twin.simulate(Regimen.none(), horizon_days=14)["pain_treated"].mean("draw")
    days = DAY_H * np.arange(8, 14) + 12
    assert course.sel(time=days, method="nearest").to_numpy() == pytest.approx(np.full(6, 3.0), abs=0.7)


def test_a_learned_twin_plans_like_any_other(twin, outpatient_site):
    learned = _learned(twin, *_diary([7, 7, 7, 7, 7, 7, 7]), *_scores(3, 2, 4))
    assert plan_infusion(learned.twin, outpatient_site).draws == DRAWS


def test_the_same_seed_learns_the_same(twin):
    first, again = (_learned(twin, *_scores(8, 6), seed=4) for _ in range(2))
    for name, values in first.twin.ensemble.drawn.items():
        np.testing.assert_array_equal(again.twin.ensemble.drawn[name], values)


def test_what_nothing_was_seen_of_stays_as_it_was(twin):
    learned = _learned(twin, *_scores(8, 6))
    name = "untreated/recovery time"
    np.testing.assert_array_equal(learned.twin.ensemble.drawn[name], twin.ensemble.drawn[name])


def test_a_model_that_is_wrong_for_this_patient_is_noticed(twin):
    """Pain that swings by the week between the ends of the scale: no course of the model does."""
    odd = [1, 1, 0, 1, 1, 0, 1, 9, 9, 10, 9, 9, 10, 9, 1, 0, 1, 1, 0, 1, 1, 9, 10, 9, 9, 10, 9, 9]
    likely = [7, 6, 7, 7, 6, 7, 7, 6, 7, 8, 7, 7, 6, 7, 7, 6, 7, 7, 7, 6, 7, 7, 7, 6, 7, 7, 6, 7]
    assert not _learned(twin, *_diary(likely)).check.warnings
    assert any("Perhaps no course" in warning for warning in _learned(twin, *_diary(odd)).check.warnings)


def test_scores_that_follow_one_another_more_than_any_version_would_are_noticed(twin):
    """Levels that are half of the predicted ones early, and twice late, visit after visit."""
    early_and_late = [
        _level(48 * visit + t, c) for visit in range(3) for t, c in ((0.2, 20), (0.5, 60), (6, 80), (8, 60))
    ]
    found = _learned(twin, *early_and_late).check
    assert found.warnings
    assert set(found.order_by_kind) == {"concentration"}


def test_levels_ten_times_too_high_are_noticed(twin):
    """A unit mistaken for another: µg/L entered as if it were ten times that."""
    assert _learned(twin, *(_level(t, 10 * c) for t, c in ((0.7, 165), (2, 65), (5, 22)))).check.warnings


def test_what_was_not_learned_from_is_said(twin):
    learned = _learned(twin, *_scores(4), replace(_level(0.7, 150.0), site=BloodSite.NOT_STATED))
    assert any("do not state their site" in note for note in learned.notes)


@pytest.mark.parametrize("seen", [(), _scores(4)])
def test_what_was_supposed_while_a_file_was_read_is_said_too(twin, seen):
    assert "supposed" in learn(twin, Observations(seen, SESSIONS, ("supposed",))).notes


def test_the_default_falls_back_and_says_so(typical_patient, monkeypatch):
    monkeypatch.setattr(importance, "LARGEST_PARETO_K", -10.0)
    likelihood = likelihood_of(typical_patient, Observations(_scores(8, 6), SESSIONS))
    _, found = posterior_of(likelihood, Method.IMPORTANCE, DRAWS, 1)
    monkeypatch.undo()
    _, trusted = posterior_of(likelihood, Method.IMPORTANCE, DRAWS, 1)
    assert found.diagnostics.used == "tempering"
    assert found.diagnostics.trusted
    assert any("could not be trusted" in note for note in found.diagnostics.notes)
    assert found.log_evidence == pytest.approx(trusted.log_evidence, abs=0.2)


def test_an_unknown_method_is_refused(twin):
    with pytest.raises(InvalidInputError, match="'guess'; one of importance"):
        _learned(twin, *_scores(8), method="guess")


@pytest.mark.parametrize("draws", [DRAWS, 4000])
def test_versions_may_all_be_different_and_keep_their_weights(typical_patient, draws):
    """The same posterior: means agree within four errors of both, and no version stands there twice.

    Of more draws than are asked for some are left out, and most that stay count alike.
    """
    twin, observed = Twin(typical_patient, draws=draws), _scores(30, 28, 33)
    equal, weighted = (_learned(twin, *observed, weighted=choice) for choice in (False, True))
    versions = weighted.twin.ensemble
    assert len(np.unique(versions.drawn[LEVEL_PER_POINT])) == versions.count <= draws
    assert versions.effective > 0.9 * min(equal.twin.ensemble.effective, equal.diagnostics.effective)
    assert (versions.version_weights is not None) == (draws > DRAWS)
    logs = [np.log(found.twin.ensemble.drawn[LEVEL_PER_POINT]) for found in (equal, weighted)]
    error = logs[0].std() / np.sqrt(equal.twin.ensemble.effective) + logs[0].std() / np.sqrt(versions.effective)
    assert mean(logs[1], versions.version_weights) == pytest.approx(logs[0].mean(), abs=4 * error)
    changed = {change.name: change.after for change in weighted.changes}
    assert changed["CADSS after a usual session"].mean == pytest.approx(
        next(c.after.mean for c in equal.changes if c.name == "CADSS after a usual session"), rel=0.1
    )
    assert weighted.log_evidence == equal.log_evidence
