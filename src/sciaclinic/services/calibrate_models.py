"""Fit the calibrated constants anew and compare them with those that are shipped."""

from dataclasses import dataclass
from pathlib import Path

from sciaclinic.services.output import write_all
from sciatwin.calibration.calibrate import as_yaml, calibrate
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
    """Fit to the calibration rows. Takes minutes.

    Args:
        out: folder for the record; it takes effect when it replaces the shipped file of the same name.
    Raises: OutputError if the folder cannot be written.
    """
    found = calibrate(seed)
    written = tuple(write_all(out, {FILE_NAME: as_yaml(found).encode()}, private=False)) if out is not None else ()
    return Recalibration(found, calibration(), written)
