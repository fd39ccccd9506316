"""Fit the calibrated constants anew and compare them with those that are shipped."""

from dataclasses import dataclass
from pathlib import Path

from sciaclinic.services.kept_fits import FITS_FOLDER, KeptFits
from sciaclinic.services.output import write_all
from sciatwin.calibration.calibrate import as_yaml, calibrate
from sciatwin.errors import OutputError
from sciatwin.response.calibrated import FILE_NAME, Calibration, calibration


@dataclass(frozen=True)
class Recalibration:
    """The new fit beside the shipped one, and the file that was written, if any."""

    found: Calibration
    shipped: Calibration
    written: tuple[Path, ...]

    @property
    def unchanged(self) -> bool:
        """The fit gives the shipped numbers to the last digit."""
        return self.found == self.shipped


def calibrate_models(seed: int, out: Path | None) -> Recalibration:
    """Fit to the calibration rows. Takes minutes; with a folder, one that was stopped goes on after its last fit.

    Args:
        out: folder for the record; it takes effect when it replaces the shipped file of the same name.
    Raises: OutputError if the folder cannot be written.
    """
    if out is None:
        return Recalibration(calibrate(seed), calibration(), ())
    fits = KeptFits(out / FITS_FOLDER)
    try:
        found = calibrate(seed, fits.posterior_of)
    except OSError as error:
        raise OutputError(f"cannot write to '{out}': {error.strerror or error}. Name another folder.") from None
    written = tuple(write_all(out, {FILE_NAME: as_yaml(found).encode()}, private=False))
    fits.forget()
    return Recalibration(found, calibration(), written)
