"""How much was learned of the patient, in nats, and from what.

What readings are off by together is learned too, but it is nobody's property and is left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sciatwin.individualise.likelihood import PatientLikelihood
from sciatwin.inference.interval import log_probability
from sciatwin.inference.normal import Normal
from sciatwin.inference.posterior import Posterior
from sciatwin.inference.target import linearised


@dataclass(frozen=True)
class Gained:
    """Two measures in nats, which do not add up.

    Attributes:
        total: how far the posterior lies from the prior (Kullback and Leibler): moved and narrowed, classes included;
            None where the method does not give the evidence.
        by_kind: by how much the numbers of the patient narrow when a kind of observation joins all others, where one
            nat is worth a spread that shrinks to 1/e in one direction; by_row: the same for each single one. Not about
            the classes; from a normal approximation around the most probable version.
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
    told = _Told(found.sensitivity[0].reshape(2, rows, -1), directions.basis[likelihood.unknowns.are_errors])
    kinds = np.array(likelihood.rows.kind)
    by_kind = {kind: told.added(kinds == kind) for kind in dict.fromkeys(likelihood.rows.kind)}
    by_row = np.array([told.added(np.arange(rows) == row) for row in range(rows)])
    return Gained(_total(likelihood, posterior, normal, told), by_kind, by_row)


@dataclass(frozen=True)
class _Told:
    """How rows weigh the searched directions, shape (2, rows, directions), and how errors lie in these directions."""

    sensitivity: np.ndarray
    errors: np.ndarray

    def added(self, chosen: np.ndarray) -> float:
        """What the chosen rows add to the information of the others on the patient."""
        return self._of_patient(np.ones_like(chosen)) - self._of_patient(~chosen)

    def of_errors(self, rows: np.ndarray) -> float:
        """Information of some rows on the errors, were the patient known."""
        return _volume(self.sensitivity[:, rows] @ self.errors.T)

    def _of_patient(self, rows: np.ndarray) -> float:
        """On both together, less that on the errors with the patient known: what is left is the patient alone."""
        return _volume(self.sensitivity[:, rows]) - self.of_errors(rows)


def _volume(sensitivity: np.ndarray) -> float:
    """Half of the log of how much smaller the volume of what is possible becomes."""
    precision = np.eye(sensitivity.shape[2]) + np.einsum("kri,krj->ij", sensitivity, sensitivity)
    return float(0.5 * np.linalg.slogdet(precision)[1])


def _total(likelihood: PatientLikelihood, posterior: Posterior, normal: Normal, told: _Told) -> float | None:
    """From the evidence; that on the errors, given the patient, from the normal approximation."""
    if posterior.log_evidence is None:
        return None
    observed = log_probability(*likelihood.edges, normal.mean, normal.sd).sum(axis=0)
    errors = posterior.x[:, likelihood.unknowns.are_errors]
    moved = 0.5 * float((errors**2).sum(axis=1).mean() - errors.shape[1])
    every = np.ones(len(likelihood.rows), dtype=bool)
    return float(observed.mean() - posterior.log_evidence) - moved - told.of_errors(every)
