"""Fit the calibrated constants anew and compare them with those that are shipped."""

from collections.abc import Mapping

from sciaclinic.answers.calibration.document import CalibrationDocument
from sciaclinic.services.context import Context
from sciaclinic.services.kept_fits import KeptFits
from sciatwin.calibration.calibrate import as_yaml, calibrate
from sciatwin.errors import OutputError
from sciatwin.response.calibrated import FILE_NAME, Calibration, calibration


def calibrate_models(seed: int, fits: KeptFits | None, context: Context) -> CalibrationDocument:
    """Fit to the calibration rows. Takes minutes; with kept fits, a calibration that was stopped goes on.

    Raises: OutputError if fits cannot be kept.
    """
    found = calibrate(seed) if fits is None else _kept(seed, fits)
    return CalibrationDocument(**context.made(seed=seed).of(CalibrationDocument), found=found, shipped=calibration())


def calibration_record(document: CalibrationDocument) -> Mapping[str, bytes]:
    """The file of the new constants; it takes effect when it replaces the shipped one of the same name."""
    return {FILE_NAME: as_yaml(document.found).encode()}


def _kept(seed: int, fits: KeptFits) -> Calibration:
    try:
        return calibrate(seed, fits.posterior_of)
    except OSError as error:
        where, why = fits.folder.parent, error.strerror or error
        raise OutputError(f"cannot write to '{where}': {why}. Name another folder.") from None
