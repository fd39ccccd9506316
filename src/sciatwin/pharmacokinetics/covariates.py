"""What changes a typical value besides weight: age, ancestry and time on infusion, where a model has such effects."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sciatwin.errors import ModelError
from sciatwin.evidence import Covariate, CovariateEffect, FactorIf, Parameter, PublishedModel
from sciatwin.patient import Patient
from sciatwin.units import factor

_YES_OR_NO = (Covariate.ASIAN, Covariate.JAPANESE)
_OF_THE_PERSON = {
    Covariate.AGE_YR: "age",
    Covariate.ASIAN: "Asian ancestry",
    Covariate.JAPANESE: "Japanese ancestry",
    Covariate.HOURS_SINCE_FIRST_DOSE: "time since the first dose",
}


@dataclass(frozen=True, kw_only=True, eq=False)
class Covariates:
    """What is known of a person, or of each of many. None is unknown: no effect is applied, and it is said.

    Each may be one value for all or shape (individuals,). Japanese ancestry implies Asian ancestry, as in
    Perez-Ruixo 2021.
    """

    age_yr: float | np.ndarray | None = None
    asian: bool | np.ndarray | None = None
    japanese: bool | np.ndarray | None = None
    hours_since_first_dose: float | np.ndarray | None = None

    def __post_init__(self) -> None:
        for name in ("age_yr", "hours_since_first_dose"):
            value = getattr(self, name)
            if value is not None and not (np.isfinite(value).all() and (np.asarray(value) >= 0).all()):
                raise ModelError(f"Covariates needs {name} >= 0 and finite; got {value}.")
        if self.japanese is not None and self.asian is not None and (self.japanese & ~np.asarray(self.asian)).any():
            raise ModelError("Covariates: japanese is true and asian is false. Japanese ancestry counts as Asian.")

    def value_of(self, covariate: Covariate) -> np.ndarray | None:
        """The value, or None if unknown."""
        value = getattr(self, covariate.value)
        if covariate is Covariate.ASIAN and value is None and np.any(self.japanese):
            value = self.japanese
        return None if value is None else np.asarray(value)


UNKNOWN = Covariates()


def covariates_of(patient: Patient) -> Covariates:
    """What a patient file says; it does not ask for ancestry."""
    return Covariates(age_yr=patient.age_yr)


def adjusted(parameter: Parameter, covariates: Covariates) -> np.ndarray:
    """Typical value at the reference weight, in the inside unit of its dimension."""
    value = np.asarray(parameter.typical.value)
    for effect in parameter.covariates:
        given = covariates.value_of(effect.covariate)
        if given is not None:
            value = _applied(value, effect, given)
    return value * factor(parameter.typical.unit, parameter.dimension)


def _applied(value: np.ndarray, effect: CovariateEffect, given: np.ndarray) -> np.ndarray:
    if isinstance(effect, FactorIf):
        return np.where(given, value * effect.factor.value, value)
    change = effect.slope.value * np.maximum(given - effect.above, 0.0)
    return value * (1 + change) if effect.relative else value + change


def covariate_notes(model: PublishedModel, covariates: Covariates) -> tuple[str, ...]:
    """One line for each effect of the model: whether it was applied, and what is left out because it is unknown."""
    return tuple(_note(parameter, effect, covariates) for parameter, effect in _effects(model))


def _effects(model: PublishedModel) -> Iterator[tuple[Parameter, CovariateEffect]]:
    for parameter in model.all_parameters.values():
        for effect in parameter.covariates:
            yield parameter, effect


def _note(parameter: Parameter, effect: CovariateEffect, covariates: Covariates) -> str:
    given = covariates.value_of(effect.covariate)
    rule = f"{parameter.role}: {effect_in_words(parameter, effect)}"
    if given is None:
        return f"{rule}; {_OF_THE_PERSON[effect.covariate]} is unknown, so no effect is applied"
    if given.ndim:
        return f"{rule}; applied person by person"
    return f"{rule}; {_met(effect, given)}"


def _met(effect: CovariateEffect, given: np.ndarray) -> str:
    acts = bool(given) if isinstance(effect, FactorIf) else float(given) > effect.above
    if effect.covariate in _YES_OR_NO:
        return "applied" if acts else "does not apply"
    return f"applied at {float(given):g}" if acts else f"does not apply at {float(given):g}"


def effect_in_words(parameter: Parameter, effect: CovariateEffect) -> str:
    """The rule, with its numbers as printed."""
    if isinstance(effect, FactorIf):
        return f"× {effect.factor.value:g} with {_OF_THE_PERSON[effect.covariate]}"
    unit = {Covariate.AGE_YR: "year", Covariate.HOURS_SINCE_FIRST_DOSE: "hour"}[effect.covariate]
    size = f"{effect.slope.value:+.3%}" if effect.relative else f"{effect.slope.value:+g} {parameter.typical.unit}"
    return f"{size} per {unit} of {_OF_THE_PERSON[effect.covariate]} above {effect.above:g} {unit}s"
