"""Fits of a calibration that was stopped, one file a fit as it ends."""

import hashlib
import io
import shutil
import zlib
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from sciatwin.calibration.calibrate import VERSION, Fit
from sciatwin.calibration.posterior import LIVE_POINTS, PRECISION, ConstantsPosterior, nested_sampling

FITS_FOLDER = "fits"
_NUMBERS = ("log_evidence", "log_evidence_error", "effective_draws", "calls")


@dataclass(frozen=True)
class KeptFits:
    """Posteriors in a folder, one for each fit, seed and version; a file that is damaged counts as none."""

    folder: Path

    def posterior_of(self, fit: Fit, seed: int) -> ConstantsPosterior:
        """The posterior that was kept, or a new one, which is then kept.

        Raises: OSError if the folder cannot be written; it is tried before the fit, which takes minutes.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"{_key(fit, seed)}.npz"
        found = _read(path, fit)
        if found is None:
            path.with_suffix(".unfinished").touch()
            found = fit.posterior(seed)
            _write(path, found)
        return found

    def forget(self) -> None:
        """The calibration is done: its parts are no longer needed."""
        shutil.rmtree(self.folder, ignore_errors=True)


def _key(fit: Fit, seed: int) -> str:
    """Changes with whatever the posterior depends on, as far as that can be seen."""
    sampler = nested_sampling().__version__
    told = repr((VERSION, seed, LIVE_POINTS, PRECISION, sampler, np.__version__, fit.name, fit.constants))
    return f"{fit.name.replace(' ', '_')}-{hashlib.sha256(told.encode()).hexdigest()[:16]}"


def _read(path: Path, fit: Fit) -> ConstantsPosterior | None:
    try:
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as kept:
            transformed = kept["transformed"]
            numbers = {name: kept[name].item() for name in _NUMBERS}
    except (OSError, ValueError, KeyError, EOFError, BadZipFile, zlib.error):
        return None
    if transformed.ndim != 2 or transformed.shape[1] != len(fit.constants):
        return None
    return ConstantsPosterior(constants=fit.constants, transformed=transformed, **numbers)


def _write(path: Path, found: ConstantsPosterior) -> None:
    content = io.BytesIO()
    np.savez(content, transformed=found.transformed, **{name: getattr(found, name) for name in _NUMBERS})
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_bytes(content.getvalue())
    unfinished.replace(path)
