"""The ways to a posterior agree within what chance brings; ``agreement.py`` does the same for ten patients."""

import numpy as np
import pytest

from agreement import SCHEDULES, apart, found, observed
from sciatwin.individualise import importance, nuts
from sciatwin.individualise.posterior import Method

SEED = 20
MOST = 4.5  # standard errors, of six directions


@pytest.fixture(scope="module")
def patients():
    return {schedule: observed(schedule, SEED) for schedule in SCHEDULES}


@pytest.fixture(scope="module")
def defaults(patients):
    return {schedule: found(likelihood, Method.IMPORTANCE) for schedule, likelihood in patients.items()}


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_default_passes_its_own_test(defaults, schedule):
    assert defaults[schedule].diagnostics.used == Method.IMPORTANCE
    assert defaults[schedule].diagnostics.pareto_k < 0.7


def test_normal_approximation_weighed_once_agrees_with_the_default_or_says_that_it_may_not(patients, defaults):
    quick = {schedule: found(likelihood, Method.LAPLACE) for schedule, likelihood in patients.items()}
    trusted = [schedule for schedule, posterior in quick.items() if posterior.diagnostics.trusted]
    assert len(trusted) >= len(SCHEDULES) - 1
    for schedule in trusted:
        far = apart(defaults[schedule], quick[schedule])
        assert np.abs(far.shift).max() < MOST * far.error, schedule
        assert far.ratio == pytest.approx(np.ones_like(far.ratio), abs=0.2), schedule
        assert far.classes < 0.08, schedule
    for schedule in SCHEDULES.keys() - trusted:
        assert "use importance" in quick[schedule].diagnostics.notes[0]


@pytest.mark.parametrize("schedule", ["levels, CADSS, pressure", "diary of two weeks"])
def test_tempering_agrees_with_the_default(patients, defaults, schedule, monkeypatch):
    monkeypatch.setattr(importance, "LARGEST_PARETO_K", -10.0)
    other = found(patients[schedule], Method.IMPORTANCE)
    assert other.diagnostics.used == "tempering"
    far = apart(defaults[schedule], other)
    assert np.abs(far.shift).max() < MOST * max(far.error, 1 / np.sqrt(500))  # draws of tempering are not independent
    assert far.ratio == pytest.approx(np.ones_like(far.ratio), abs=0.2)
    assert far.classes < 0.08
    assert other.log_evidence == pytest.approx(defaults[schedule].log_evidence, abs=0.3)


@pytest.mark.slow
def test_reference_sampler_agrees_with_the_default(patients, defaults, monkeypatch):
    pytest.importorskip("nutpie")
    for name, value in (("CHAINS", 2), ("TUNE", 200), ("DRAWS", 400)):
        monkeypatch.setattr(nuts, name, value)
    other = found(patients["levels"], Method.NUTS)
    assert other.diagnostics.r_hat < 1.03
    far = apart(defaults["levels"], other)
    assert np.abs(far.shift).max() < MOST * far.error
    assert far.ratio == pytest.approx(np.ones_like(far.ratio), abs=0.2)
