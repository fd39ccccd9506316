"""``sciatwin calibrate``: fit the constants of the response models to the rows of the evidence kept for that."""

from pathlib import Path
from typing import Annotated

import typer

from sciaclinic.cli.options import AsJson


def command(
    out: Annotated[Path | None, typer.Option(help="Folder for the new record; nothing is written without it.")] = None,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same numbers.")] = 2026,
    as_json: AsJson = False,
) -> None:
    """Fit the untreated course, placebo and relief to the calibration trials; held-out trials are never read.

    A calibration that was stopped goes on from its folder after its last fit.

    Example: sciatwin calibrate --out calibration
    """
    from sciaclinic.cli.answering import context_of, give
    from sciaclinic.cli.console import Console
    from sciaclinic.services.calibrate_models import calibrate_models, calibration_record
    from sciaclinic.services.kept_fits import FITS_FOLDER, KeptFits

    context = context_of(out)
    fits = None if out is None else KeptFits(out / FITS_FOLDER)
    with Console(stderr=True).status("fitting; this takes a few minutes"):
        document = calibrate_models(seed, fits, context)
    give(document, context, as_json=as_json, also=calibration_record(document))
    if fits is not None:
        fits.forget()
