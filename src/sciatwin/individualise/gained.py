"""How much was learned, in nats, and from what."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sciatwin.individualise.interval import log_probability
from sciatwin.individualise.likelihood import PatientLikelihood
from sciatwin.individualise.paths import Normal
from sciatwin.individualise.posterior import Posterior
from sciatwin.individualise.target import linearised


@dataclass(frozen=True)
class Gained:
    """Information in nats; one nat is worth a spread that shrinks to 1/e in one direction.

    Attributes:
        total: how far the posterior has moved from the prior (Kullback and Leibler), classes included; None where the
            method does not give the evidence.
        by_kind: what each kind of observation adds to all others; by_row: what each single one adds. About the numbers
            alone, not the classes, from a normal approximation around the most probable version.
    """

    total: float | None
    by_kind: Mapping[str, float]
    by_row: np.ndarray


def gained(likelihood: PatientLikelihood, posterior: Posterior, normal: Normal) -> Gained:
    """Of all observations, each kind, and each single one.

    Args:
        normal: numbers behind the rows, in each version of the posterior.
    """
    mode, directions = posterior.mode, posterior.directions
    x = directions.unknowns(mode.u)[None, :]
    found = linearised(likelihood, x, [mode.class_index], directions.basis)
    rows = len(likelihood.rows)
    sensitivity = found.sensitivity[0].reshape(2, rows, -1)
    kinds = np.array(likelihood.rows.kind)
    by_kind = {kind: _added(sensitivity, kinds == kind) for kind in dict.fromkeys(likelihood.rows.kind)}
    by_row = np.array([_added(sensitivity, np.arange(rows) == row) for row in range(rows)])
    return Gained(_total(likelihood, posterior, normal), by_kind, by_row)


def _added(sensitivity: np.ndarray, chosen: np.ndarray) -> float:
    """Half of the log of what the chosen rows do to the volume of what is possible."""
    every, others = (_precision(sensitivity[:, kept]) for kept in (np.ones_like(chosen), ~chosen))
    return float(0.5 * (np.linalg.slogdet(every)[1] - np.linalg.slogdet(others)[1]))


def _precision(sensitivity: np.ndarray) -> np.ndarray:
    flat = sensitivity.reshape(-1, sensitivity.shape[2])
    return np.eye(flat.shape[1]) + flat.T @ flat


def _total(likelihood: PatientLikelihood, posterior: Posterior, normal: Normal) -> float | None:
    if posterior.log_evidence is None:
        return None
    observed = log_probability(*likelihood.edges, normal.mean, normal.sd).sum(axis=0)
    return float(observed.mean() - posterior.log_evidence)
