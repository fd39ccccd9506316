"""Parameters of a published model for people of given weights: typical, or drawn with their variability.

One person deviates alike in every model of the same quantity (its ``role``): somebody with fast clearance has it in
the arterial and in the venous model. That the deviations agree fully is an assumption.
"""

from collections.abc import Mapping

import numpy as np

from sciatwin.evidence import Estimate, Parameter, PublishedModel, Status
from sciatwin.pharmacokinetics.published import simons_2022
from sciatwin.streams import standard_normal

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


def typical(model: PublishedModel, weight_kg: np.ndarray | float) -> Parameters:
    """Typical parameters for each weight, in L, L/h, 1/h and h. Each has the shape of ``weight_kg``."""
    weights = np.atleast_1d(np.asarray(weight_kg, dtype=float))
    return {
        name: parameter.typical.inside(parameter.dimension)
        * (weights / model.reference_weight_kg) ** parameter.weight_exponent
        for name, parameter in model.parameters.items()
    }


def draw(model: PublishedModel, weight_kg: np.ndarray | float, count: int, seed: int) -> Parameters:
    """Parameters of ``count`` people: variability between people × uncertainty of the estimates.

    Args:
        weight_kg: one weight for all, or shape (count,).
    """
    weights = np.broadcast_to(np.asarray(weight_kg, dtype=float), (count,))
    deviations = variability(model, count, seed)
    return {
        name: value * np.exp(deviations[name] + _uncertainty(model, name, count, seed))
        for name, value in typical(model, weights).items()
    }


def draw_trials(model: PublishedModel, weight_kg: float, subjects: int, trials: int, seed: int) -> Parameters:
    """Parameters of ``trials`` × ``subjects`` people. People of one trial share the uncertainty of the estimates.

    Returns: name → shape (trials × subjects,), the subjects of a trial next to each other.
    """
    deviations = variability(model, trials * subjects, seed)
    return {
        name: value * np.exp(deviations[name] + np.repeat(_uncertainty(model, name, trials, seed), subjects))
        for name, value in typical(model, weight_kg).items()
    }


def variability(model: PublishedModel, count: int, seed: int) -> Parameters:
    """Log deviations (eta) of ``count`` people from the typical person, one array per parameter."""
    normal = {
        name: standard_normal(f"pharmacokinetics/person/{parameter.role}", seed, count)
        for name, parameter in model.parameters.items()
    }
    for (follower, leader), estimate in model.correlations.items():
        rho = estimate.value
        normal[follower] = rho * normal[leader] + np.sqrt(1 - rho**2) * normal[follower]
    borrows = all(parameter.omega_squared is None for parameter in model.parameters.values())
    return {
        name: normal[name] * np.sqrt(_omega_squared(parameter, borrows))
        for name, parameter in model.parameters.items()
    }


def _omega_squared(parameter: Parameter, borrows: bool) -> float:
    estimate = _BORROWED.get(parameter.role) if borrows else parameter.omega_squared
    return 0.0 if estimate is None else estimate.value


def _uncertainty(model: PublishedModel, name: str, count: int, seed: int) -> np.ndarray:
    parameter = model.parameters[name]
    if parameter.dimension == "fraction":  # fixed by the authors: apparent parameters absorb it
        return np.zeros(count)
    relative = parameter.typical.relative_error or UNPRINTED_RELATIVE_ERROR.value
    stream = f"pharmacokinetics/estimate/{model.key}/{parameter.role}"
    return standard_normal(stream, seed, count) * np.sqrt(np.log1p(relative**2))
