"""Parameters of a published model for people of given weights: typical, or drawn with their variability.

One person deviates alike in every model of the same quantity (its ``role``): somebody with fast clearance has it in
the arterial and in the venous model. That the deviations agree fully is an assumption.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from sciatwin.evidence import Estimate, Parameter, PublishedModel, Route, Spread, Status
from sciatwin.pharmacokinetics.covariates import UNKNOWN, Covariates, adjusted
from sciatwin.pharmacokinetics.published import simons_2022
from sciatwin.streams import Seed, standard_normal, studies_of

UNPRINTED_RELATIVE_ERROR = Estimate(
    value=0.10,
    unit="1",
    meaning="relative standard error of a typical value whose paper's error was not found",
    status=Status.ASSUMED,
    low=0.05,
    high=0.20,
    reason="printed errors of Simons 2022 and Otto 2021 lie between 4 % and 18 %",
)

SHARED_DEVIATION = Estimate(
    value=1.0,
    unit="1",
    meaning="correlation of one person's deviation between the arterial and the venous model",
    status=Status.ASSUMED,
    low=0.5,
    high=1.0,
    reason="clearance and volume belong to the person, not to the model; no study fitted both",
)

_BORROWED = {
    "clearance": simons_2022.MODEL.parameters["cl"].omega_squared,
    "elimination rate": simons_2022.MODEL.parameters["cl"].omega_squared,
    "central volume": simons_2022.MODEL.parameters["v1"].omega_squared,
}

Parameters = Mapping[str, np.ndarray]


def typical(
    model: PublishedModel,
    weight_kg: np.ndarray | float,
    covariates: Covariates | None = None,
    *,
    routes: Sequence[Route] = (Route.INTRAVENOUS,),
) -> Parameters:
    """Typical parameters for each weight, in L, L/h, 1/h and h. Each has the shape of ``weight_kg``.

    Args:
        covariates: unknown ones have no effect; ``covariates.covariate_notes`` says which.
        routes: absorption parameters are added for routes other than intravenous.
    """
    weights = np.atleast_1d(np.asarray(weight_kg, dtype=float))
    return {
        name: adjusted(parameter, covariates or UNKNOWN)
        * (weights / model.reference_weight_kg) ** parameter.weight_exponent
        for name, parameter in parameters_for(model, routes).items()
    }


def parameters_for(model: PublishedModel, routes: Sequence[Route]) -> Mapping[str, Parameter]:
    """Parameters of disposition; those of absorption too, if any route needs them."""
    return model.parameters if set(routes) <= {Route.INTRAVENOUS} else model.all_parameters


def draw(
    model: PublishedModel,
    weight_kg: np.ndarray | float,
    count: int,
    seed: Seed,
    covariates: Covariates | None = None,
    *,
    routes: Sequence[Route] = (Route.INTRAVENOUS,),
    subjects: int = 1,
) -> Parameters:
    """Parameters of ``count`` people: variability between people × uncertainty of the estimates.

    Args:
        weight_kg: one weight for all, or shape (count,).
        covariates, routes: as for ``typical``.
        subjects: people of one trial, next to each other, who share the uncertainty of the estimates in every cut.
    """
    weights = np.broadcast_to(np.asarray(weight_kg, dtype=float), (count,))
    deviations = variability(model, count, seed, routes=routes)
    studies, mine = (seed, np.arange(count)) if subjects == 1 else studies_of(seed, count, subjects)
    wanted = parameters_for(model, routes)
    return {
        name: _spread_out(
            wanted[name],
            value,
            deviations[name] + _uncertainty(model, name, int(mine.max(initial=-1)) + 1, studies)[mine],
        )
        for name, value in typical(model, weights, covariates, routes=routes).items()
    }


def _spread_out(parameter: Parameter, value: np.ndarray, deviation: np.ndarray) -> np.ndarray:
    if parameter.spread is Spread.LOGIT:
        return value / (value + (1 - value) * np.exp(-deviation))
    return value * np.exp(deviation)


def variability(
    model: PublishedModel, count: int, seed: Seed, *, routes: Sequence[Route] = (Route.INTRAVENOUS,)
) -> Parameters:
    """Deviations (eta) of ``count`` people from the typical person, one array per parameter.

    Absorption varies from visit to visit too; one visit is drawn.
    """
    wanted = parameters_for(model, routes)
    normal = {
        name: standard_normal(f"pharmacokinetics/person/{parameter.role}", seed, count)
        for name, parameter in wanted.items()
    }
    for (follower, leader), estimate in model.correlations.items():
        rho = estimate.value
        normal[follower] = rho * normal[leader] + np.sqrt(1 - rho**2) * normal[follower]
    return {
        name: normal[name] * np.sqrt(_value(between_people(model, name)) + _value(_between_visits(model, name)))
        for name in wanted
    }


def between_people(model: PublishedModel, name: str) -> Estimate | None:
    """Variance of a parameter between people: the model's own, or borrowed if it has none at all."""
    parameter = model.all_parameters[name]
    return _BORROWED.get(parameter.role) if borrows_variability(model) else parameter.omega_squared


def borrows_variability(model: PublishedModel) -> bool:
    """Whether the paper's variability was not found, so that it is borrowed from Simons 2022."""
    return all(parameter.omega_squared is None for parameter in model.parameters.values())


def _between_visits(model: PublishedModel, name: str) -> Estimate | None:
    return model.absorption[name].between_visits if name in model.absorption else None


def _value(estimate: Estimate | None) -> float:
    return 0.0 if estimate is None else estimate.value


def _uncertainty(model: PublishedModel, name: str, count: int, seed: Seed) -> np.ndarray:
    parameter = model.all_parameters[name]
    if parameter.dimension == "fraction" and parameter.typical.status is Status.ASSUMED:
        return np.zeros(count)  # fixed by the authors: apparent parameters absorb it
    relative = parameter.typical.relative_error or UNPRINTED_RELATIVE_ERROR.value
    stream = f"pharmacokinetics/estimate/{model.source.citation}/{parameter.role}"
    normal = standard_normal(stream, seed, count)
    if parameter.spread is Spread.LOGIT:
        return normal * relative / (1 - parameter.typical.value)
    return normal * np.sqrt(np.log1p(relative**2))
