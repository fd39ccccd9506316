"""Clearance, steady-state volume and terminal half-life of a linear system, without simulation."""

from dataclasses import dataclass

import numpy as np

from sciatwin.pharmacokinetics.engine import LinearSystem
from sciatwin.units import NG_PER_ML_PER_MG_PER_L


@dataclass(frozen=True)
class Summary:
    """Arrays of shape (individuals,)."""

    clearance_l_per_h: np.ndarray
    steady_state_volume_l: np.ndarray
    terminal_half_life_h: np.ndarray


def summarise(system: LinearSystem) -> Summary:
    """Summary of the first output of a system that holds the parent drug only.

    Total exposure to a unit dose is −A⁻¹ b and its first moment A⁻² b, so clearance = 1 ÷ exposure and
    volume = clearance × mean residence time.
    """
    matrices = np.moveaxis(system.rate_per_h, 2, 0)
    dose = np.zeros((system.individuals, matrices.shape[1], 1))
    dose[:, system.dosed_state, 0] = 1.0
    exposure = -np.linalg.solve(matrices, dose)
    moment = -np.linalg.solve(matrices, exposure)
    state = system.output_state[0]
    per_mg = system.output_scale[0] / NG_PER_ML_PER_MG_PER_L
    clearance = 1 / (exposure[:, state, 0] * per_mg)
    residence_h = moment[:, state, 0] / exposure[:, state, 0]
    slowest = -np.linalg.eigvals(matrices).real.max(axis=1)
    return Summary(clearance, clearance * residence_h, np.log(2) / slowest)
