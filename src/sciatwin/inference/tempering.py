"""The way out where weights cannot be trusted: draws are led to the posterior in steps, and moved at each of them.

Sequential Monte Carlo (Del Moral 2006): from the last proposal towards the posterior the draws are weighed, drawn anew
by their weights, and moved by a random walk that leaves each stage as it is. It is slower, and it depends less on where
the proposal was.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq
from scipy.special import logsumexp

from sciatwin.inference.directions import Directions
from sciatwin.inference.proposal import Proposal
from sciatwin.inference.target import Target
from sciatwin.inference.weighted import systematic
from sciatwin.streams import generator_for

PARTICLES, MOST_STAGES, MOVES, LAST_MOVES = 1000, 30, 5, 8

KEPT_EFFECTIVE = 0.5
"""Part of the draws that the weights of one stage leave effective."""

LEAST_ACCEPTED = 0.08
"""With fewer of the last moves accepted, draws stood still and are not trusted."""

_REST_KEPT = 0.8
"""How much a move keeps of the directions that follow the prior."""


@dataclass(frozen=True)
class Tempered:
    """Equally weighted draws.

    Attributes:
        accepted: part of the last moves that was accepted.
    """

    x: np.ndarray
    by_class: np.ndarray
    log_evidence: float
    stages: int
    accepted: float

    @property
    def trusted(self) -> bool:
        return self.accepted >= LEAST_ACCEPTED and self.stages < MOST_STAGES


@dataclass
class _Particles:
    """Draws on their way; ``start`` and ``end`` are the log densities that they are led from and to."""

    u: np.ndarray
    rest: np.ndarray
    by_class: np.ndarray
    start: np.ndarray
    end: np.ndarray

    def at(self, chosen: np.ndarray) -> "_Particles":
        return _Particles(
            self.u[chosen], self.rest[chosen], self.by_class[:, chosen], self.start[chosen], self.end[chosen]
        )


def sample(target: Target, directions: Directions, proposal: Proposal, seed: int) -> Tempered:
    """Draws led from a proposal to the posterior."""
    random = generator_for("learn/tempering", seed)

    def particles(u: np.ndarray, rest: np.ndarray) -> _Particles:
        by_class = target.by_class(directions.unknowns(u, rest))
        prior = -0.5 * (u**2).sum(axis=1) - 0.5 * u.shape[1] * np.log(2 * np.pi)
        end = np.nan_to_num(logsumexp(by_class, axis=0) + prior, nan=-np.inf)
        return _Particles(u, rest, by_class, proposal.log_density(u), end)

    here = particles(proposal.draw(PARTICLES, random), random.standard_normal((PARTICLES, target.dimension)))
    reached, log_evidence, stages, accepted = 0.0, 0.0, 0, 0.0
    while reached < 1 and stages < MOST_STAGES:
        step = _next_step(here.end - here.start, 1 - reached)
        log_weights = step * (here.end - here.start)
        log_evidence += float(logsumexp(log_weights) - np.log(PARTICLES))
        reached, stages = reached + step, stages + 1
        here = here.at(systematic(log_weights, PARTICLES, random))
        here, accepted = _moved(here, particles, reached, random)
    return Tempered(directions.unknowns(here.u, here.rest), here.by_class, log_evidence, stages, accepted)


def _moved(
    here: _Particles,
    particles: Callable[[np.ndarray, np.ndarray], _Particles],
    reached: float,
    random: np.random.Generator,
) -> tuple[_Particles, float]:
    """Random walks that leave the stage as it is, and the part of their steps that was accepted."""
    root, accepted = _root_of_covariance(here.u), []
    for _ in range(MOVES if reached < 1 else LAST_MOVES):
        length = 2.38 / np.sqrt(here.u.shape[1]) * random.choice([0.3, 1.0])
        tried = particles(
            here.u + length * random.standard_normal(here.u.shape) @ root.T,
            _REST_KEPT * here.rest + np.sqrt(1 - _REST_KEPT**2) * random.standard_normal(here.rest.shape),
        )
        up = (1 - reached) * (tried.start - here.start) + reached * (tried.end - here.end)
        yes = np.log(random.random(PARTICLES)) < up
        here = _chosen(yes, tried, here)
        accepted.append(yes.mean())
    return here, float(np.mean(accepted))


def _next_step(gain: np.ndarray, left: float) -> float:
    """The longest step whose weights leave enough draws effective."""

    def too_many(step: float) -> float:
        weights = step * gain
        effective = np.exp(2 * logsumexp(weights) - logsumexp(2 * weights))
        return float(effective / len(gain) - KEPT_EFFECTIVE)

    return left if too_many(left) >= 0 else float(brentq(too_many, 0.0, left, rtol=1e-3))


def _root_of_covariance(u: np.ndarray) -> np.ndarray:
    """The symmetric one, which is the same whichever axes it is made of."""
    size, axes = np.linalg.eigh(np.cov(u.T).reshape(u.shape[1], u.shape[1]))
    return np.asarray((axes * np.sqrt(np.maximum(size, 1e-12))) @ axes.T)


def _chosen(yes: np.ndarray, tried: _Particles, here: _Particles) -> _Particles:
    return _Particles(
        np.where(yes[:, None], tried.u, here.u),
        np.where(yes[:, None], tried.rest, here.rest),
        np.where(yes, tried.by_class, here.by_class),
        np.where(yes, tried.start, here.start),
        np.where(yes, tried.end, here.end),
    )
