"""The ways to a posterior agree within what chance brings; ``agreement.py`` does the same for ten patients.

No single seed decides: what holds on average is asked of several, and what may fail by chance is counted over them.
"""

import numpy as np
import pytest

from sciatwin.inference import importance, nuts
from sciatwin.inference.posterior import Method
from support.posteriors.agreement import SCHEDULES, apart, found, observed

PATIENT, SEEDS = 20, (1, 2, 3)
MOST = 4.5  # standard errors, of six directions
RUNS = len(SCHEDULES) * len(SEEDS)


@pytest.fixture(scope="module")
def patients():
    return {schedule: observed(schedule, PATIENT) for schedule in SCHEDULES}


@pytest.fixture(scope="module")
def defaults(patients):
    return _by_schedule(patients, Method.IMPORTANCE)


@pytest.fixture(scope="module")
def quick(patients):
    return _by_schedule(patients, Method.LAPLACE)


def _by_schedule(patients, method):
    return {name: [found(likelihood, method, seed) for seed in SEEDS] for name, likelihood in patients.items()}


def _of_all(posteriors):
    return [posterior for several in posteriors.values() for posterior in several]


def _apart(some, others):
    """Of each seed."""
    return [apart(one, other) for one, other in zip(some, others, strict=True)]


def _agree(far, *, error, classes):
    """Each seed within chance; spreads, classes and the average of the means over all seeds as well."""
    shifts = np.stack([one.shift for one in far])
    assert np.abs(shifts).max() < MOST * error
    assert np.abs(shifts.mean(axis=0)).max() < MOST * error / np.sqrt(len(far))
    assert np.mean([one.ratio for one in far], axis=0) == pytest.approx(np.ones(shifts.shape[1]), abs=0.1)
    assert np.mean([one.classes for one in far]) < classes


def test_default_passes_its_own_test(defaults):
    """In any schedule more often than not, and nearly always: else it would lead its draws by tempering."""
    used = [posterior.diagnostics.used == Method.IMPORTANCE for posterior in _of_all(defaults)]
    assert sum(used) >= RUNS - 1
    for schedule, several in defaults.items():
        assert np.median([posterior.diagnostics.pareto_k for posterior in several]) < 0.7, schedule


def test_normal_approximation_corrected_once_passes_its_own_test_or_says_that_it_does_not(quick):
    trusted = [posterior.diagnostics.trusted for posterior in _of_all(quick)]
    assert sum(trusted) >= RUNS - 2
    for posterior in _of_all(quick):
        assert posterior.diagnostics.trusted or "use importance" in posterior.diagnostics.notes[0]


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_normal_approximation_corrected_once_agrees_with_the_default(defaults, quick, schedule):
    far = _apart(defaults[schedule], quick[schedule])
    trusted = [one for one, posterior in zip(far, quick[schedule], strict=True) if posterior.diagnostics.trusted]
    _agree(trusted, error=max(one.error for one in trusted), classes=0.05)


@pytest.mark.parametrize("schedule", ["levels, CADSS, pressure", "diary of two weeks"])
def test_tempering_agrees_with_the_default(patients, defaults, schedule, monkeypatch):
    monkeypatch.setattr(importance, "LARGEST_PARETO_K", -10.0)
    others = [found(patients[schedule], Method.IMPORTANCE, seed) for seed in SEEDS]
    assert {other.diagnostics.used for other in others} == {"tempering"}
    far = _apart(defaults[schedule], others)
    _agree(far, error=max(*(one.error for one in far), 1 / np.sqrt(500)), classes=0.08)  # draws are not independent
    evidence = np.mean([[one.log_evidence for one in several] for several in (others, defaults[schedule])], axis=1)
    assert np.diff(evidence) == pytest.approx([0.0], abs=0.2)


@pytest.mark.slow
def test_reference_sampler_agrees_with_the_default(patients, defaults, monkeypatch):
    pytest.importorskip("nutpie")
    for name, value in (("CHAINS", 2), ("TUNE", 200), ("DRAWS", 400)):
        monkeypatch.setattr(nuts, name, value)
    other = found(patients["levels"], Method.NUTS)
    assert other.diagnostics.r_hat < 1.1  # chains so short; what counts is that they end where the default does
    far = _apart(defaults["levels"][:1], [other])
    _agree(far, error=far[0].error, classes=0.01)
