"""The posterior of one patient, by whichever way it was found: versions of equal weight, each with its class."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.special import softmax

from sciatwin.inference.directions import Directions
from sciatwin.inference.laplace import Mode


class Method(StrEnum):
    """A way to the posterior."""

    IMPORTANCE = "importance"  # adaptive importance sampling; falls back on tempering
    LAPLACE = "laplace"  # normal approximations around the modes, corrected once
    NUTS = "nuts"  # Hamiltonian Monte Carlo, the reference


@dataclass(frozen=True, kw_only=True)
class Diagnostics:
    """How well the posterior was found. What a method does not have is None.

    Attributes:
        used: what gave the versions: the method, or "tempering" where it fell back.
        trusted: False if no way passed its own test; the notes say which failed.
        effective: number of independent draws that the versions are worth.
        pareto_k: shape of the tail of the importance weights; up to 0.7 they can be trusted.
        accepted: part of the last moves of tempering that was accepted.
        rounds: rounds of draws, stages of tempering, or chains.
    """

    used: str
    trusted: bool
    effective: float
    rounds: int
    pareto_k: float | None = None
    r_hat: float | None = None
    divergences: int | None = None
    accepted: float | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class WeightedVersions:
    """Different versions that do not count alike: shape (versions, dimension), and (versions,) each."""

    x: np.ndarray
    classes: np.ndarray
    log_weights: np.ndarray


@dataclass(frozen=True)
class Posterior:
    """Versions of equal weight.

    Attributes:
        x: unknowns, shape (versions, dimension).
        classes: class of each version.
        class_probability: shape (classes,).
        mode: the most probable version, None without observations.
        log_evidence: log probability of everything that was observed; None where a method does not give it.
        weighted: as many versions with their weights, none of them repeated; None where a method does not weigh.
    """

    x: np.ndarray
    classes: np.ndarray
    class_probability: np.ndarray
    mode: Mode
    directions: Directions
    log_evidence: float | None
    diagnostics: Diagnostics
    weighted: WeightedVersions | None = None


def drawn_classes(log_weight: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """A class for each version, shape (versions,), by the log weights of its classes, shape (classes, versions)."""
    shares = np.cumsum(softmax(log_weight, axis=0), axis=0)
    return np.asarray((shares < random.random(log_weight.shape[1])).sum(axis=0).clip(max=len(log_weight) - 1))
