"""The share of receptors in each state along a protocol of baths, exactly: p(t) = exp(Q t) p(0) in each phase."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import xarray as xr
from scipy.linalg import expm

from sciatwin.errors import ModelError
from sciatwin.receptor import gating
from sciatwin.receptor.no_human_curve import NO_HUMAN_CURVE, described
from sciatwin.receptor.trapping import Bath, TrappingScheme

ALL_TO_ONE = 1e-6
"""How far given probabilities may be from adding up to 1."""


@dataclass(frozen=True, kw_only=True)
class BathPhase:
    """One bath for a while."""

    duration_s: float
    bath: Bath

    def __post_init__(self) -> None:
        if not 0 < self.duration_s < np.inf:
            raise ModelError(
                f"Phase: duration_s must be a number > 0; got {self.duration_s}. Leave an empty phase out."
            )


def follow(
    scheme: TrappingScheme, phases: Sequence[BathPhase], *, points: int = 100, start: np.ndarray | None = None
) -> xr.Dataset:
    """Every state along the phases.

    Args:
        points: times that are kept of each phase, equally far apart, its end among them.
        start: probability of each state, shape (states,); by default all are closed, without agonist, and free.
    Returns: ``probability`` (time, pore, gating), ``blocked`` (share with drug in the pore) and ``conducting`` (share
        open and free), with time in s from 0.
    Raises: ModelError if the start is no distribution over the states, or there is no phase.
    """
    now = _start(scheme, start)
    if not phases or points < 1:
        raise ModelError(f"follow needs at least one phase and one point; got {len(phases)} and {points}.")
    times_s, states = [0.0], [now]
    for phase in phases:
        step_s = phase.duration_s / points
        onward = expm(scheme.rates_per_s(phase.bath) * step_s)
        begins_s = times_s[-1]
        for index in range(1, points + 1):
            now = onward @ now
            times_s.append(begins_s + index * step_s)
            states.append(now)
    return _as_dataset(scheme, np.array(times_s), np.array(states))


def last_state(course: xr.Dataset) -> np.ndarray:
    """The state at the end, as the start of another protocol."""
    return course["probability"].isel(time=-1).to_numpy().ravel()


def _start(scheme: TrappingScheme, start: np.ndarray | None) -> np.ndarray:
    count = len(scheme.pores) * len(gating.STATES)
    if start is None:
        return np.eye(count)[0]
    given = np.asarray(start, dtype=float)
    if given.shape != (count,) or given.min() < -ALL_TO_ONE or abs(given.sum() - 1) > ALL_TO_ONE:
        raise ModelError(
            f"start needs {count} probabilities that add up to 1; got shape {given.shape}, sum {given.sum():g}."
        )
    return given


def _as_dataset(scheme: TrappingScheme, times_s: np.ndarray, states: np.ndarray) -> xr.Dataset:
    shape = (len(times_s), len(scheme.pores), len(gating.STATES))
    return xr.Dataset(
        {
            "probability": (
                ("time", "pore", "gating"),
                states.reshape(shape),
                described("share of receptors by gating state and content of the pore"),
            ),
            "blocked": ("time", scheme.blocked(states), described("share of receptors with drug in the pore")),
            "conducting": ("time", scheme.conducting(states), described("share of receptors open and free")),
        },
        coords={
            "time": ("time", times_s, {"units": "s", "long_name": "time"}),
            "pore": list(scheme.pores),
            "gating": list(gating.STATES),
        },
        attrs={"note": NO_HUMAN_CURVE},
    )
