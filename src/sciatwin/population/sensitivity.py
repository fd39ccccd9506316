"""How predictions of a cohort change with log parameters, by central differences."""

from collections.abc import Sequence

import numpy as np

from sciatwin.population.cohort import Cohort
from sciatwin.population.design import PopulationModel

STEP = 1e-4
"""Of log parameters. Rounding costs 1e-12 of a prediction in slopes and 1e-8 in second derivatives."""


def sensitivities(
    cohort: Cohort, model: PopulationModel, log_parameters: np.ndarray, which: Sequence[int], step: float = STEP
) -> tuple[np.ndarray, np.ndarray]:
    """Predictions, shape (..., levels), and their change per log parameter, shape (..., which, levels).

    By central differences: the error is of the order of step² relative to the prediction.
    """
    single = _single_shifts(log_parameters.shape[-2], which, step)
    moved = cohort.predict(model, log_parameters[..., None, :, :] + single)
    return moved[..., 0, :], _slopes(moved, len(which), step)


def second_sensitivities(
    cohort: Cohort, model: PopulationModel, log_parameters: np.ndarray, which: Sequence[int], step: float = STEP
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """As `sensitivities`, and second derivatives, shape (..., which, which, levels)."""
    count = len(which)
    single = _single_shifts(log_parameters.shape[-2], which, step)
    pairs = [(i, j) for i in range(count) for j in range(i)]
    both = [single[1 + i] + single[1 + j] for i, j in pairs]
    shifts = np.concatenate([single, both, np.negative(both)]) if pairs else single
    moved = cohort.predict(model, log_parameters[..., None, :, :] + shifts)
    centre, up, down = moved[..., :1, :], moved[..., 1 : 1 + count, :], moved[..., 1 + count : 1 + 2 * count, :]
    second = np.empty((*moved.shape[:-2], count, count, moved.shape[-1]))
    own = (up - 2 * centre + down) / step**2
    second[..., range(count), range(count), :] = own
    for number, (i, j) in enumerate(pairs):
        together = moved[..., 1 + 2 * count + number, :] + moved[..., 1 + 2 * count + len(pairs) + number, :]
        mixed = (together - 2 * centre[..., 0, :]) / (2 * step**2) - (own[..., i, :] + own[..., j, :]) / 2
        second[..., i, j, :] = second[..., j, i, :] = mixed
    return centre[..., 0, :], _slopes(moved, count, step), second


def _single_shifts(parameters: int, which: Sequence[int], step: float) -> np.ndarray:
    """No shift, each parameter up, each parameter down: shape (1 + 2 which, parameters, 1)."""
    shifts = np.zeros((1 + 2 * len(which), parameters, 1))
    for row, parameter in enumerate(which):
        shifts[1 + row, parameter], shifts[1 + len(which) + row, parameter] = step, -step
    return shifts


def _slopes(moved: np.ndarray, count: int, step: float) -> np.ndarray:
    slopes: np.ndarray = (moved[..., 1 : 1 + count, :] - moved[..., 1 + count : 1 + 2 * count, :]) / (2 * step)
    return slopes
