"""The default way to the posterior: draws from around the modes, weighted by how much more probable they are.

The first draws come from the normal approximations of all classes. Where their weights say that the posterior lies
elsewhere, the bells move there, and the next round is drawn. Each round is weighed against the proposal that it came
from, which knew only the rounds before it: to weigh a draw against bells that were fitted to it would belittle it.
Rounds count in proportion to the effective draws in them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import logsumexp, softmax

from sciatwin.inference.directions import Directions
from sciatwin.inference.laplace import Mode, find_modes
from sciatwin.inference.proposal import Proposal, around, refitted
from sciatwin.inference.target import Target
from sciatwin.inference.weighted import Weights, smoothed
from sciatwin.streams import generator_for

DRAWS, MOST_ROUNDS = 1000, 6
ENOUGH = 1000.0
"""Effective draws that are aimed at."""

NEAR_ENOUGH = 0.1
"""Nats that a mode may still gain: the bell around it need not be exact."""

GIVEN_UP = 6.0
"""Nats behind the best at which a class is left, at first: those that turn up in the draws are climbed later."""

NOTICED = 0.003
"""Posterior probability from which a class gets a bell of its own."""

FEWEST, LARGEST_PARETO_K = 150.0, 0.7
"""With fewer effective draws, or a heavier tail of the weights, the result is not used."""


@dataclass(frozen=True)
class Weighted:
    """Draws of the unknowns and what is known of each.

    Attributes:
        x: shape (draws, dimension).
        by_class: log of probability × likelihood of each class, shape (classes, draws).
        log_evidence: log probability of the observations.
    """

    x: np.ndarray
    by_class: np.ndarray
    weights: Weights
    proposal: Proposal
    rounds: int

    @property
    def log_evidence(self) -> float:
        return self.weights.log_mean

    @property
    def class_probability(self) -> np.ndarray:
        """Posterior probability of each class, shape (classes,)."""
        return np.asarray(softmax(self.by_class, axis=0) @ self.weights.weights)

    @property
    def trusted(self) -> bool:
        return self.weights.pareto_k <= LARGEST_PARETO_K and self.weights.effective >= FEWEST


def sample(
    target: Target, directions: Directions, modes: Sequence[Mode], seed: int, *, most_rounds: int = MOST_ROUNDS
) -> Weighted:
    """Rounds of draws until they are worth enough."""
    proposal = around(target, directions, modes)
    rounds: list[_Round] = []
    while True:
        rounds.append(_round(target, directions, proposal, generator_for(f"learn/round {len(rounds)}", seed)))
        log_weights = np.concatenate([one.log_weights + np.log(one.effective) for one in rounds])
        weights = smoothed(log_weights - np.log(np.mean([one.effective for one in rounds])))
        done = Weighted(
            np.concatenate([one.x for one in rounds]),
            np.concatenate([one.by_class for one in rounds], axis=1),
            weights,
            proposal,
            len(rounds),
        )
        if (weights.effective >= ENOUGH and done.trusted) or len(rounds) == most_rounds:
            return done
        u = np.concatenate([one.u for one in rounds])
        proposal = _with_new_classes(target, directions, refitted(proposal, u, weights.weights), u, done)


def _with_new_classes(
    target: Target, directions: Directions, proposal: Proposal, u: np.ndarray, drawn: Weighted
) -> Proposal:
    """Bells for classes that turned up in the draws and have none, each climbed to from its most probable draw."""
    chances = drawn.class_probability
    missed = [int(c) for c in np.flatnonzero(chances >= NOTICED) if c not in proposal.classes]
    if not missed:
        return proposal
    best = (drawn.by_class[missed] - 0.5 * (u**2).sum(axis=1)).argmax(axis=1)
    modes = find_modes(target, directions, missed, start=u[best], close_enough=NEAR_ENOUGH)
    return proposal.joined(around(target, directions, modes), float(chances[missed].sum()))


@dataclass(frozen=True)
class _Round:
    u: np.ndarray
    x: np.ndarray
    by_class: np.ndarray
    log_weights: np.ndarray

    @property
    def effective(self) -> float:
        weights = np.exp(self.log_weights - self.log_weights.max())
        return float(weights.sum() ** 2 / (weights**2).sum())


def _round(target: Target, directions: Directions, proposal: Proposal, random: np.random.Generator) -> _Round:
    """Directions that are not searched come from the prior, and cancel."""
    u = proposal.draw(DRAWS, random)
    x = directions.unknowns(u, random.standard_normal((DRAWS, target.dimension)))
    by_class = target.by_class(x)
    prior = -0.5 * (u**2).sum(axis=1) - 0.5 * u.shape[1] * np.log(2 * np.pi)
    return _Round(u, x, by_class, logsumexp(by_class, axis=0) + prior - proposal.log_density(u))
