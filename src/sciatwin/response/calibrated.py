"""Constants that were fitted to the calibration rows of the evidence; ``sciatwin calibrate`` writes them anew."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field

from sciatwin.documents.shipped import shipped_content
from sciatwin.evidence import Estimate, Shape, Status, Uncertain

FILE_NAME = "calibrated.yaml"


class CalibratedConstant(BaseModel):
    """Posterior of one constant: median, standard error, 95 % interval, and the rows it was fitted to.

    ``loadings`` are the weights of independent normal deviates, one a constant of the same fit: they carry the
    correlations. ``prior`` says what was presumed before the rows were seen.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    value: float
    standard_error: float = Field(gt=0)
    low: float
    high: float
    prior: str
    fitted_to: tuple[str, ...]
    loadings: Mapping[str, float] = {}


class Calibration(BaseModel):
    """All shipped constants, the weights of the rival accounts of lasting relief, and how they were made.

    ``weights_without`` holds the weights as they would be without each trial, ``under_account`` the constants that the
    accounts share as they were fitted under each of them.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    made_by: str
    seed: int
    constants: Mapping[str, CalibratedConstant]
    under_account: Mapping[str, Mapping[str, CalibratedConstant]]
    log_evidence: Mapping[str, float]
    weights: Mapping[str, float]
    weights_without: Mapping[str, Mapping[str, float]]
    diagnostics: Mapping[str, Mapping[str, float]]


@cache
def calibration() -> Calibration:
    """The shipped calibration."""
    text = files("sciatwin.response").joinpath(FILE_NAME).read_text(encoding="utf-8")
    return Calibration.model_validate(shipped_content(text))


def calibrated(
    name: str, unit: str, meaning: str, shape: Shape = Shape.LOGNORMAL, between_people: Estimate | None = None
) -> Uncertain:
    """A calibrated constant as the response models use it."""
    return _uncertain(calibration().constants[name], unit, meaning, shape, between_people)


def as_under_account(item: Uncertain, name: str, account: str) -> Uncertain:
    """The same constant as it was fitted under one account of lasting relief."""
    found = calibration().under_account[account][name]
    fitted = _uncertain(found, item.estimate.unit, item.estimate.meaning, item.shape, item.between_people)
    return replace(fitted, between_studies=item.between_studies)


def _uncertain(
    found: CalibratedConstant, unit: str, meaning: str, shape: Shape, between_people: Estimate | None
) -> Uncertain:
    estimate = Estimate(
        value=found.value,
        unit=unit,
        meaning=meaning,
        status=Status.CALIBRATED,
        standard_error=found.standard_error,
        low=found.low,
        high=found.high,
        reason=f"fitted to {', '.join(found.fitted_to)} (all CAL); before that {found.prior}",
    )
    return Uncertain(estimate=estimate, shape=shape, between_people=between_people, loadings=found.loadings)
