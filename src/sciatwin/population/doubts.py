"""What speaks against an objective and against estimates: said by name, with the way out."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from sciatwin.errors import InvalidInputError
from sciatwin.population.cohort import Cohort, limits
from sciatwin.population.design import PopulationModel
from sciatwin.population.modes import Modes

MOST_NAMED = 10
"""Of one kind; the rest are counted."""

NEAR_LIMIT = 1e-3


def require_weight(cohort: Cohort, model: PopulationModel) -> None:
    """Levels whose prediction is 0 have no variance under a proportional error, as before the first dose.

    Raises: InvalidInputError naming each of them.
    """
    theta = model.start
    nobody_differs = np.zeros((len(model.random), len(cohort.people)))
    predicted = cohort.predict(model, cohort.log_parameters(model, theta, nobody_differs))
    nothing = np.flatnonzero((predicted == 0) & model.weightless(theta, predicted))
    if len(nothing):
        what = "levels that the model cannot weigh: their prediction is 0, and the error is a fraction of it"
        way_out = "Leave it out (MDV 1 in a file), or give the model additive_ng_per_ml."
        raise InvalidInputError(what, list(_counted(f"{place}. {way_out}" for place in _places(cohort, nothing))))


def doubts_of_modes(cohort: Cohort, model: PopulationModel, theta: np.ndarray, modes: Modes) -> Iterator[str]:
    """Why an objective is not to be trusted; theta and modes of one version or several."""
    for name in not_arrived(cohort, modes):
        yield f"{name}: the search for this person's mode did not arrive."
    weightless = np.argwhere(model.weightless(theta, modes.predicted))[:, -1]
    for place in _places(cohort, weightless):
        yield f"{place}: the model puts its error at nothing. Leave it out, or give the model additive_ng_per_ml."
    yield from _clipped(cohort, model, theta, modes)


def not_arrived(cohort: Cohort, modes: Modes) -> tuple[str, ...]:
    """Names of people whose mode was not found."""
    return tuple(cohort.people[index].name for index in np.flatnonzero(~modes.arrived.all(axis=0)))


def doubts_of_estimates(model: PopulationModel, theta: np.ndarray, ends: np.ndarray) -> Iterator[str]:
    """Estimates at a limit of the search, (theta, 2)."""
    for name, value, (low, high) in zip(model.names, theta, ends, strict=True):
        if min(value - low, high - value) < NEAR_LIMIT:
            yield (
                f"{name}: {np.exp(value):.4g} is at the limit of the search ({np.exp(low):.4g} to {np.exp(high):.4g}). "
                "Start elsewhere, or leave it out of the model."
            )


def summed_up(doubts: Iterable[str]) -> str:
    """One text of doubts, at most so many."""
    return " ".join(_counted(doubts))


def _clipped(cohort: Cohort, model: PopulationModel, theta: np.ndarray, modes: Modes) -> Iterator[str]:
    log_parameters = cohort.log_parameters(model, theta, modes.effects)
    low, high = limits(model)
    for version, parameter, person in np.argwhere((log_parameters <= low) | (log_parameters >= high)):
        value = np.exp(log_parameters[version, parameter, person])
        yield (
            f"{cohort.people[person].name}: {model.parameters[parameter].name} {value:.4g} is beyond what is computed "
            f"({np.exp(low[parameter, 0]):.4g} to {np.exp(high[parameter, 0]):.4g}). Start nearer to it."
        )


def _places(cohort: Cohort, levels: np.ndarray) -> list[str]:
    return [cohort.place_of_level(int(level)) for level in np.unique(levels)]


def _counted(lines: Iterable[str]) -> Sequence[str]:
    listed = list(lines)
    more = len(listed) - MOST_NAMED
    return [*listed[:MOST_NAMED], f"and {more} more."] if more > 0 else listed
