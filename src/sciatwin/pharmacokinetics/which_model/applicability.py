"""Does a published model describe this patient? Asked of every model, answered with reasons."""

from dataclasses import dataclass
from enum import StrEnum

from sciatwin.evidence import Estimate, PublishedModel, Status
from sciatwin.patient import Answer, Patient
from sciatwin.pharmacokinetics.covariates import Covariates, covariate_notes, covariates_of

FAR_OUTSIDE = Estimate(
    value=1.5,
    unit="1",
    meaning="ratio to the nearest studied weight beyond which a model is called incompatible",
    status=Status.ASSUMED,
    low=1.25,
    high=2.0,
    reason="allometric scaling is trusted for moderate extrapolation only; no source sets the border",
)

OLDEST_EXTRAPOLATION = Estimate(
    value=80,
    unit="years",
    meaning="age beyond which models of young adults are called incompatible",
    status=Status.ASSUMED,
    low=70,
    high=90,
    reason="the only model with older adults (Perez-Ruixo 2021, 18 to 86 years) shows a modest change of clearance",
)

YOUNGEST_ADULT_YR = 18


class FitLevel(StrEnum):
    COMPATIBLE = "compatible"
    PARTLY_COMPATIBLE = "partly compatible"
    INCOMPATIBLE = "incompatible"


@dataclass(frozen=True)
class Applicability:
    """How well a model fits a patient, with the reasons for anything less than compatible.

    ``covariates`` says of each covariate effect of the model whether it acts on this patient; an effect left out
    because the patient file does not ask for it is said here and does not lower the level.
    """

    model_key: str
    level: FitLevel
    reasons: tuple[str, ...]
    covariates: tuple[str, ...] = ()


def applicability(model: PublishedModel, patient: Patient, covariates: Covariates | None = None) -> Applicability:
    """Compare a patient with the people in whom the model was built.

    Args:
        covariates: what is known beyond the patient file; by default what the file says.
    """
    serious = [*_age_exclusions(model, patient), *_weight_exclusions(model, patient), *_severe_liver(patient)]
    mild = [
        *_age_gaps(model, patient),
        *_weight_gaps(model, patient),
        *_condition_gap(model),
        *_moderate_liver(patient),
    ]
    notes = covariate_notes(model, covariates or covariates_of(patient))
    if serious:
        return Applicability(model.key, FitLevel.INCOMPATIBLE, (*serious, *mild), notes)
    level = FitLevel.PARTLY_COMPATIBLE if mild else FitLevel.COMPATIBLE
    return Applicability(model.key, level, tuple(mild), notes)


def _age_exclusions(model: PublishedModel, patient: Patient) -> list[str]:
    if patient.age_yr < YOUNGEST_ADULT_YR:
        return [f"age {patient.age_yr:.0f} years: adults only"]
    if model.studied.children_only:
        return [f"age {patient.age_yr:.0f} years: studied in children only{_studied_ages(model)}"]
    studied_to = model.studied.age_yr[1] if model.studied.age_yr else 0.0
    if patient.age_yr > max(OLDEST_EXTRAPOLATION.value, studied_to):
        return [f"age {patient.age_yr:.0f} years: far above anyone studied"]
    return []


def _studied_ages(model: PublishedModel) -> str:
    if model.studied.age_yr is None:
        return ""
    low, high = model.studied.age_yr
    return f" ({low:g} to {high:g} years)"


def _age_gaps(model: PublishedModel, patient: Patient) -> list[str]:
    if model.studied.children_only:
        return []  # said once, as an exclusion
    if model.studied.age_yr is None:
        return ["ages studied were not found"]
    low, high = model.studied.age_yr
    if low <= patient.age_yr <= high:
        return []
    return [f"age {patient.age_yr:.0f} years is outside the {low:.0f} to {high:.0f} years studied"]


def _weight_exclusions(model: PublishedModel, patient: Patient) -> list[str]:
    low, high = model.studied.weight_kg or (50.0, 100.0)  # unknown range: the span of the other models
    if low / FAR_OUTSIDE.value <= patient.weight_kg <= high * FAR_OUTSIDE.value:
        return []
    return [f"weight {patient.weight_kg:.0f} kg: far from the {low:.0f} to {high:.0f} kg studied"]


def _weight_gaps(model: PublishedModel, patient: Patient) -> list[str]:
    if model.studied.weight_kg is None:
        return ["weights studied were not found"]
    low, high = model.studied.weight_kg
    if low <= patient.weight_kg <= high:
        return []
    return [f"weight {patient.weight_kg:.0f} kg is outside the {low:.0f} to {high:.0f} kg studied"]


def _condition_gap(model: PublishedModel) -> list[str]:
    if model.studied.healthy:
        return ["studied in healthy people, not in chronic pain"]
    return [f"studied in {model.studied.condition}"] if model.studied.condition else []


def _severe_liver(patient: Patient) -> list[str]:
    if patient.conditions.severe_liver_disease is Answer.YES:
        return ["severe liver disease: clearance is not described by any model"]
    return []


def _moderate_liver(patient: Patient) -> list[str]:
    if patient.conditions.moderate_liver_disease is Answer.YES:
        return ["moderate liver disease: exposure is higher than any model says, by an amount that was not found"]
    return []
