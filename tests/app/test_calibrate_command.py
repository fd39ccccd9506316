"""A calibration that was stopped goes on after its last fit, and comes to the same numbers."""

import numpy as np
import pytest
from typer.testing import CliRunner

from sciaclinic.cli.main import app
from sciaclinic.services import calibrate_models as service
from sciaclinic.services.kept_fits import KeptFits
from sciatwin.calibration.calibrate import Fit
from sciatwin.calibration.constant import FreeConstant
from sciatwin.calibration.posterior import ConstantsPosterior

CONSTANTS = (FreeConstant("a", 1.0, 0.5, "for this test"), FreeConstant("b", 2.0, 0.5, "for this test"))
FITS = [Fit(name, CONSTANTS, lambda values: 0.0) for name in ("untreated course", "slow effect site", "peak driven")]


@pytest.fixture
def fitted(monkeypatch):
    """Posteriors at once, as draws that follow from name and seed; counts what was fitted."""
    names = []

    def posterior(fit, seed):
        names.append(fit.name)
        draws = np.random.default_rng([seed, len(fit.name)]).normal(size=(50, len(fit.constants)))
        return ConstantsPosterior(fit.constants, draws, -3.25, 0.125, 40.5, 1234)

    monkeypatch.setattr(Fit, "posterior", posterior)
    return names


def _all(folder, seed=1):
    return [KeptFits(folder).posterior_of(fit, seed) for fit in FITS]


def _same(one, other):
    return all(
        np.array_equal(a.transformed, b.transformed)
        and (a.constants, a.log_evidence, a.log_evidence_error, a.effective_draws, a.calls)
        == (b.constants, b.log_evidence, b.log_evidence_error, b.effective_draws, b.calls)
        for a, b in zip(one, other, strict=True)
    )


def test_what_was_fitted_is_not_fitted_again_and_is_the_same(tmp_path, fitted):
    first = _all(tmp_path)
    assert _same(_all(tmp_path), first)
    assert len(fitted) == 3


def test_another_seed_is_fitted_anew(tmp_path, fitted):
    assert not _same(_all(tmp_path), _all(tmp_path, seed=2))
    assert len(fitted) == 6


@pytest.mark.parametrize("left", [0.0, 0.01, 0.5, 0.99])
def test_a_file_that_was_cut_off_or_damaged_is_fitted_anew(tmp_path, fitted, left):
    first = _all(tmp_path)
    for path in tmp_path.glob("peak*.npz"):
        content = path.read_bytes()
        path.write_bytes(content[: int(len(content) * left)])
    assert _same(_all(tmp_path), first)
    assert fitted.count("peak driven") == 2
    for path in tmp_path.glob("peak*.npz"):
        path.write_bytes(b"\0" * 2000)
    assert _same(_all(tmp_path), first)


def test_a_kill_in_the_middle_of_a_fit_loses_that_fit_only(tmp_path, fitted, monkeypatch):
    class Killed(BaseException):
        pass

    def killed(fit, seed):
        raise Killed

    KeptFits(tmp_path).posterior_of(FITS[0], 1)
    with monkeypatch.context() as patch:
        patch.setattr(Fit, "posterior", killed)
        with pytest.raises(Killed):
            KeptFits(tmp_path).posterior_of(FITS[1], 1)
    _all(tmp_path)
    assert fitted == [fit.name for fit in FITS]


def test_the_parts_are_gone_when_the_calibration_is_done(tmp_path, monkeypatch):
    shipped = service.calibration()
    asked = []

    def calibrated(seed, posterior_of):
        asked.append(posterior_of)
        posterior_of.__self__.folder.mkdir(parents=True)
        return shipped

    monkeypatch.setattr(service, "calibrate", calibrated)
    result = CliRunner().invoke(app, ["calibrate", "--out", str(tmp_path), "--seed", "1"])
    assert result.exit_code == 0, result.output
    assert "This fit gives the shipped numbers." in result.output
    files = {"calibrated.yaml", "calibration.html", "calibration.json", "calibration.pdf"}
    assert {path.name for path in tmp_path.iterdir()} == files
