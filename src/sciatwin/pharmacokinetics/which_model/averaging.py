"""Averages the models of one drug and one sampling site that fit a patient, with weights that are stated.

Arterial and venous levels differ about twofold at the end of a short infusion, so their average describes no blood
sample. An average therefore belongs to one site and refuses every model of another.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sciatwin.analytes import Analyte, BloodSite
from sciatwin.errors import ModelError
from sciatwin.evidence import Estimate, PublishedModel, Route, Status
from sciatwin.patient import Patient
from sciatwin.pharmacokinetics.covariates import Covariates, covariates_of
from sciatwin.pharmacokinetics.parameters import typical
from sciatwin.pharmacokinetics.routes import concentrations_by_route
from sciatwin.pharmacokinetics.which_model.applicability import FitLevel, applicability
from sciatwin.pharmacokinetics.which_model.library import MODELS
from sciatwin.regimen import DosingEvent

PARTLY_COMPATIBLE_WEIGHT = Estimate(
    value=0.5,
    unit="1",
    meaning="weight of a partly compatible model relative to a compatible one, before they are made to sum to 1",
    status=Status.ASSUMED,
    low=0.0,
    high=1.0,
    reason="a model outside its studied people still informs; no source says how much",
)


@dataclass(frozen=True, kw_only=True)
class Member:
    """A model in an average: its weight, and why it has it."""

    model: PublishedModel
    weight: float
    why: str


@dataclass(frozen=True, kw_only=True)
class ModelAverage:
    """Models of one site and one drug whose weights sum to 1; ``left_out`` gives key → reason of the others."""

    site: BloodSite
    dosed: Analyte
    members: tuple[Member, ...]
    left_out: Mapping[str, str]

    def __post_init__(self) -> None:
        if self.site is BloodSite.NOT_STATED:
            raise ModelError("models whose sampling site is not stated cannot be averaged: they may differ in it.")
        for member in self.members:
            _require_one_kind(self, member.model)
        if not self.members:
            raise ModelError(
                f"no {self.site} model of {self.dosed} fits: "
                + ("; ".join(f"{key}: {why}" for key, why in self.left_out.items()) or "there is none.")
            )
        total = sum(member.weight for member in self.members)
        if abs(total - 1) > 1e-9 or any(member.weight <= 0 for member in self.members):
            raise ModelError(f"weights of an average are above 0 and sum to 1; they sum to {total:g}.")

    @property
    def explanation(self) -> str:
        """One line a reader can check."""
        parts = [f"{member.model.key} {member.weight:.0%} ({member.why})" for member in self.members]
        return f"{self.site} {self.dosed}: " + "; ".join(parts)


@dataclass(frozen=True)
class AveragedConcentration:
    """ng/mL at ``times_h``: the weighted mean, and each model's own curve."""

    times_h: np.ndarray
    mean: np.ndarray
    by_model: Mapping[str, np.ndarray]


def average_models(
    patient: Patient,
    site: BloodSite,
    dosed: Analyte,
    *,
    models: Iterable[PublishedModel] | None = None,
    weights: Mapping[str, float] | None = None,
) -> ModelAverage:
    """Average of the compatible and partly compatible models of one site and one drug.

    A compatible model counts 1 and a partly compatible one ``PARTLY_COMPATIBLE_WEIGHT``; an incompatible one is left
    out. Then weights are made to sum to 1.

    Args:
        models: to choose from, by default the library. Naming one of another site or drug is an error.
        weights: key → factor on top of that, for example from prediction errors; a model that is not named counts 1.
    Raises: ModelError if no model fits, or the models named are of different sites or drugs.
    """
    chosen = _of_one_kind(site, dosed) if models is None else tuple(models)
    raw: list[Member] = []
    left_out: dict[str, str] = {}
    for model in chosen:
        fit = applicability(model, patient)
        factor = 1.0 if weights is None else weights.get(model.key, 1.0)
        if fit.level is FitLevel.INCOMPATIBLE or factor == 0:
            left_out[model.key] = "; ".join(fit.reasons) if factor else "weight 0 was given"
            continue
        weight = factor * (1.0 if fit.level is FitLevel.COMPATIBLE else PARTLY_COMPATIBLE_WEIGHT.value)
        raw.append(Member(model=model, weight=weight, why=_why(fit.level, fit.reasons, factor)))
    total = sum(member.weight for member in raw)
    members = tuple(Member(model=m.model, weight=m.weight / total, why=m.why) for m in raw)
    return ModelAverage(site=site, dosed=dosed, members=members, left_out=left_out)


def averaged_concentration(
    average: ModelAverage,
    analyte: Analyte,
    patient: Patient,
    doses: Mapping[Route, Sequence[DosingEvent]],
    times_h: np.ndarray,
    covariates: Covariates | None = None,
) -> AveragedConcentration:
    """Typical concentration of one analyte by every model of the average, and their weighted mean.

    Raises: ModelError if a model lacks the analyte or a route.
    """
    known = covariates or covariates_of(patient)
    by_model = {}
    for member in average.members:
        parameters = typical(member.model, patient.weight_kg, known, routes=tuple(doses))
        curves = concentrations_by_route(member.model, parameters, doses, times_h, analytes=(analyte,))
        by_model[member.model.key] = curves[0, :, 0]
    mean = sum(member.weight * by_model[member.model.key] for member in average.members)
    return AveragedConcentration(np.asarray(times_h, dtype=float), np.asarray(mean), by_model)


def _of_one_kind(site: BloodSite, dosed: Analyte) -> tuple[PublishedModel, ...]:
    return tuple(model for model in MODELS.values() if model.site is site and model.dosed is dosed)


def _require_one_kind(average: ModelAverage, model: PublishedModel) -> None:
    if model.site is not average.site:
        raise ModelError(
            f"{model.key} describes {model.site} blood and cannot enter an average of {average.site} levels. "
            "Average each site by itself."
        )
    if model.dosed is not average.dosed:
        raise ModelError(f"{model.key} describes {model.dosed}, not {average.dosed}; they cannot be averaged.")


def _why(level: FitLevel, reasons: tuple[str, ...], factor: float) -> str:
    given = "" if factor == 1 else f", × {factor:g} as given"
    return f"{level}{given}" + (f": {'; '.join(reasons)}" if reasons else "")
