"""Where to look for the posterior: a mixture of bells around the modes, wide-tailed and of two halves (Geweke 1989).

Each bell has its own axes. Along an axis that the observations inform it has the tails of Student's t, so that no part
of the posterior is far from all draws, and either side has its own width: an effect that was seen cannot be much
larger, while it may be as small as you like. Along the others it is the normal of the prior.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import gammaln, logsumexp

from sciatwin.inference.axes import principal_axes, uneven
from sciatwin.inference.directions import Directions
from sciatwin.inference.laplace import Mode
from sciatwin.inference.target import Target, log_posterior_in_class
from sciatwin.inference.weighted import systematic

FREEDOM = 7.0
"""Degrees of freedom of the tails."""

INFORMED_FROM = 1.1
"""Precision, of the prior's 1, from which an axis counts as informed."""

LEAST_SHARE = 0.02

_PROBE = 2.0
"""Standard deviations from the mode at which the width of a side is measured."""

_NARROWEST, _WIDEST = 0.6, 3.0
"""Limits of a side, as parts of the width at the mode."""

_TRUST = 20.0
"""Effective draws on a side that count as much as the width that they change."""

_LOG_T = gammaln((FREEDOM + 1) / 2) - gammaln(FREEDOM / 2) - 0.5 * np.log(FREEDOM * np.pi)
_LOG_NORMAL = -0.5 * np.log(2 * np.pi)


@dataclass(frozen=True)
class Bell:
    """One component; ``mean`` and what follows the axes have shape (axes,).

    Attributes:
        axes: columns, orthonormal once the coordinates are divided by ``uneven``.
        below, above: width of either side.
    """

    mean: np.ndarray
    axes: np.ndarray
    below: np.ndarray
    above: np.ndarray
    informed: np.ndarray

    @classmethod
    def of(cls, mode: Mode) -> "Bell":
        """The normal approximation, with wider tails."""
        stretch = uneven(len(mode.u))
        size, axes = principal_axes(stretch[:, None] * mode.precision * stretch)
        return cls(mode.u, stretch[:, None] * axes, 1 / np.sqrt(size), 1 / np.sqrt(size), size >= INFORMED_FROM)

    @property
    def inverse_axes(self) -> np.ndarray:
        """Columns whose products with a distance from the middle are its parts along each axis."""
        return np.asarray(self.axes / uneven(len(self.mean))[:, None] ** 2)

    def at(self, standard: np.ndarray, tails: np.ndarray) -> np.ndarray:
        """Draws of the bell from independent standard normals and what stretches them to Student's t, (count, axes)."""
        width = np.where(standard < 0, self.below, self.above)
        return np.asarray(self.mean + (standard * np.where(self.informed, tails, 1.0) * width) @ self.axes.T)

    def log_density(self, along: np.ndarray) -> np.ndarray:
        """Shape (count,). The axes span a volume of 1, as orthonormal ones do.

        Args:
            along: distances from the middle along each axis, shape (count, axes).
        """
        width = np.where(along < 0, self.below, self.above)
        squared = (along / width) ** 2
        wide, narrow = squared[:, self.informed], squared[:, ~self.informed]
        tails = -0.5 * (FREEDOM + 1) * np.log1p(wide / FREEDOM).sum(axis=1) + wide.shape[1] * _LOG_T
        return np.asarray(tails - 0.5 * narrow.sum(axis=1) + narrow.shape[1] * _LOG_NORMAL - np.log(width).sum(axis=1))


@dataclass(frozen=True)
class Proposal:
    """Bells and their shares, which add up to 1; each bell was made for one class."""

    bells: tuple[Bell, ...]
    shares: np.ndarray
    classes: tuple[int, ...]

    def joined(self, other: "Proposal", share: float) -> "Proposal":
        """Both, with this share for the other."""
        shares = np.concatenate([(1 - share) * self.shares, share * other.shares])
        return Proposal((*self.bells, *other.bells), shares, (*self.classes, *other.classes))

    def draw(self, count: int, random: np.random.Generator) -> np.ndarray:
        """As many from each bell as its share is worth, shape (count, axes).

        The normal numbers behind a draw are its own, whichever bell it comes from. So a share that is rounded otherwise
        moves at most a draw from one bell to the next, and no other draw with it.
        """
        standard = random.standard_normal((count, len(self.bells[0].mean)))
        tails = np.sqrt(FREEDOM / random.chisquare(FREEDOM, standard.shape))
        ends = np.searchsorted(systematic(np.log(self.shares), count, random), np.arange(1, len(self.bells)))
        parts = zip(self.bells, np.split(standard, ends), np.split(tails, ends), strict=True)
        return np.concatenate([bell.at(*numbers) for bell, *numbers in parts])

    def along(self, u: np.ndarray) -> list[np.ndarray]:
        """Distances from the middle of each bell along its axes, (count, axes) each; one product for all bells."""
        axes = np.concatenate([bell.inverse_axes for bell in self.bells], axis=1)
        middles = np.concatenate([bell.mean @ bell.inverse_axes for bell in self.bells])
        return np.split(u @ axes - middles, len(self.bells), axis=1)

    def log_densities(self, along: Sequence[np.ndarray]) -> np.ndarray:
        """Log of share × density of each bell, shape (bells, count)."""
        parts = zip(self.bells, self.shares, along, strict=True)
        return np.stack([np.log(share) + bell.log_density(distance) for bell, share, distance in parts])

    def log_density(self, u: np.ndarray) -> np.ndarray:
        """Shape (count,)."""
        return np.asarray(logsumexp(self.log_densities(self.along(u)), axis=0))


def around(target: Target, directions: Directions, modes: Sequence[Mode]) -> Proposal:
    """Bells around modes, in proportion to their evidence, but none of next to no share.

    They follow the order of the classes: of modes that are equally probable rounding may put either first.
    """
    modes = sorted(modes, key=lambda mode: mode.class_index)
    evidence = np.array([mode.log_evidence for mode in modes])
    shares = np.maximum(np.exp(evidence - evidence.max()), LEAST_SHARE)
    bells = _halved(target, directions, modes, [Bell.of(mode) for mode in modes])
    return Proposal(bells, shares / shares.sum(), tuple(mode.class_index for mode in modes))


def _halved(target: Target, directions: Directions, modes: Sequence[Mode], bells: Sequence[Bell]) -> tuple[Bell, ...]:
    """Bells whose sides are as wide as the posterior of their class is there, along each informed axis."""
    most = max(int(bell.informed.sum()) for bell in bells)
    if most == 0:
        return tuple(bells)
    probes = np.stack([_probes(bell, most) for bell in bells])
    found = target.predictions(directions.unknowns(probes), [mode.class_index for mode in modes])
    heights = [log_posterior_in_class(part) - 0.5 * (u**2).sum(axis=1) for part, u in zip(found, probes, strict=True)]
    parts = zip(bells, modes, heights, strict=True)
    return tuple(_with_sides(bell, mode.log_posterior - height) for bell, mode, height in parts)


def _probes(bell: Bell, most: int) -> np.ndarray:
    """Points on both sides of the middle, first all below, then all above; filled up with the middle itself."""
    steps = np.zeros((most, len(bell.mean)))
    steps[: bell.informed.sum()] = (_PROBE * bell.above[bell.informed] * bell.axes[:, bell.informed]).T
    return bell.mean + np.concatenate([-steps, steps])


def _with_sides(bell: Bell, drop: np.ndarray) -> Bell:
    """Sides on which the log posterior drops as it was seen to drop at the probes."""
    least = 0.5 * (_PROBE / _WIDEST) ** 2
    parts = np.clip(_PROBE / np.sqrt(2 * np.maximum(drop, least)), _NARROWEST, _WIDEST).reshape(2, -1)
    below, above = bell.below.copy(), bell.above.copy()
    below[bell.informed] *= parts[0, : bell.informed.sum()]
    above[bell.informed] *= parts[1, : bell.informed.sum()]
    return replace(bell, below=below, above=above)


def refitted(proposal: Proposal, u: np.ndarray, weights: np.ndarray) -> Proposal:
    """The same bells, with the shares and widths that weighted draws speak for.

    Each draw counts for the bells in proportion to how probably it came from them. A side of a bell that few draws
    speak for stays near what it was.

    Args:
        weights: of the draws, adding up to 1.
    """
    along = proposal.along(u)
    densities = proposal.log_densities(along)
    counts = weights * np.exp(densities - logsumexp(densities, axis=0))
    shares = np.maximum(counts.sum(axis=1), LEAST_SHARE / len(proposal.bells))
    parts = zip(proposal.bells, along, counts, strict=True)
    bells = tuple(_widened(bell, distance, count) for bell, distance, count in parts)
    return Proposal(bells, shares / shares.sum(), proposal.classes)


def _widened(bell: Bell, along: np.ndarray, counts: np.ndarray) -> Bell:
    below, above = (
        _width(width, along, counts[:, None] * side, bell.informed)
        for width, side in ((bell.below, along < 0), (bell.above, along >= 0))
    )
    return replace(bell, below=below, above=above)


def _width(width: np.ndarray, along: np.ndarray, counts: np.ndarray, informed: np.ndarray) -> np.ndarray:
    """Root mean square along each informed axis, of draws on one side; as far as they speak."""
    total = np.maximum(counts.sum(axis=0), 1e-300)
    speaking = total**2 / np.maximum((counts**2).sum(axis=0), 1e-300)
    new = speaking / (speaking + _TRUST)
    squared = (1 - new) * width**2 + new * (counts * along**2).sum(axis=0) / total
    return np.where(informed, np.sqrt(squared), width)
