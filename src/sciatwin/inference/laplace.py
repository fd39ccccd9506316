"""The most probable version of each class, and a normal approximation around it.

All classes climb side by side: the derivatives of all of them are one batch of versions, which is what the solver of
levels is fast at. Each step is that of Gauss and Newton, shortened where it did not help (Levenberg and Marquardt).
A class that cannot reach the best any more, even by the gain that its own derivatives promise, is given up.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sciatwin.errors import ModelError
from sciatwin.inference.directions import Directions
from sciatwin.inference.target import Linearised, Target, linearised

MOST_STEPS = 30
CLOSE_ENOUGH = 1e-7
"""Gain, in nats, below which a class has arrived."""

GIVEN_UP = 8.0
"""Nats behind the best class: one against three thousand."""

_FIRST_DAMPING, _SHORTER, _LONGER, _STUCK = 1e-3, 10.0, 0.1, 1e4


@dataclass(frozen=True)
class Mode:
    """The most probable version of one class.

    Attributes:
        u: its coordinates in the searched directions.
        precision: inverse covariance of the normal approximation: the prior's, 1, plus the information.
        log_evidence: log of probability × likelihood of the class, the unknowns integrated out by the approximation.
        arrived: False if the steps ran out.
    """

    class_index: int
    u: np.ndarray
    precision: np.ndarray
    log_posterior: float
    arrived: bool

    @property
    def log_evidence(self) -> float:
        return float(self.log_posterior - 0.5 * np.linalg.slogdet(self.precision)[1])


@dataclass
class _Climbs:
    """Everybody on the way; the first axis is that of the classes."""

    classes: np.ndarray
    u: np.ndarray
    height: np.ndarray  # log posterior, up to the constant of the prior
    slope: np.ndarray
    precision: np.ndarray
    damping: np.ndarray
    gain: np.ndarray  # what a full step promises

    def only(self, kept: np.ndarray) -> "_Climbs":
        return _Climbs(*(getattr(self, name)[kept] for name in self.__dataclass_fields__))


def find_modes(
    target: Target,
    directions: Directions,
    classes: Sequence[int],
    *,
    start: np.ndarray | None = None,
    close_enough: float = CLOSE_ENOUGH,
    given_up: float = GIVEN_UP,
) -> tuple[Mode, ...]:
    """Modes of the classes that may matter, most probable first.

    Args:
        start: where each class sets out, shape (classes, searched directions); all at the prior's middle by default.
        close_enough: gain, in nats, below which a class has arrived.
        given_up: nats behind the best at which a class is left.
    Raises: ModelError if the observations are impossible in every class.
    """
    u = np.zeros((1, directions.searched)) if start is None else start
    first = linearised(target, directions.unknowns(u), classes, directions.basis)
    climbs = _climbs(np.array(classes), np.broadcast_to(u, (len(classes), directions.searched)).copy(), first)
    arrived: list[Mode] = []
    for _ in range(MOST_STEPS):
        climbs, there = _sorted_out(climbs, arrived, close_enough, given_up)
        arrived += there
        if not len(climbs.classes):
            break
        climbs = _stepped(target, directions, climbs)
    found = sorted([*arrived, *_modes(climbs, False)], key=lambda mode: -mode.log_evidence)
    if not found:
        raise ModelError("What was observed is impossible in every version of this patient. Check times and units.")
    return tuple(found)


def _climbs(classes: np.ndarray, u: np.ndarray, found: Linearised) -> _Climbs:
    height = found.value - 0.5 * (u**2).sum(axis=1)
    slope, precision = found.gradient - u, found.information + np.eye(u.shape[1])
    gain = 0.5 * (slope * np.linalg.solve(precision, slope[..., None])[..., 0]).sum(axis=1)
    return _Climbs(classes, u, height, slope, precision, np.full(len(u), _FIRST_DAMPING), gain)


def _sorted_out(
    climbs: _Climbs, arrived: list[Mode], close_enough: float, given_up: float
) -> tuple[_Climbs, list[Mode]]:
    """Those still on the way, and those that arrive; hopeless ones are dropped."""
    climbs = climbs.only(np.isfinite(climbs.height))
    best = max([*(mode.log_posterior for mode in arrived), *climbs.height], default=0.0)
    climbs = climbs.only(climbs.height + climbs.gain > best - given_up)
    done = (climbs.gain < close_enough) | (climbs.damping > _STUCK)
    return climbs.only(~done), _modes(climbs.only(done), True)


def _modes(climbs: _Climbs, arrived: bool) -> list[Mode]:
    parts = zip(climbs.classes, climbs.u, climbs.precision, climbs.height, strict=True)
    return [Mode(int(c), u, precision, float(height), arrived) for c, u, precision, height in parts]


def _stepped(target: Target, directions: Directions, climbs: _Climbs) -> _Climbs:
    """Each takes a step; one that leads down is not taken, and the next is shorter."""
    damped = climbs.precision + climbs.damping[:, None, None] * np.eye(directions.searched)
    u = climbs.u + np.linalg.solve(damped, climbs.slope[..., None])[..., 0]
    tried = _climbs(
        climbs.classes, u, linearised(target, directions.unknowns(u), climbs.classes.tolist(), directions.basis)
    )
    up = tried.height > climbs.height
    tried.damping = climbs.damping * np.where(up, _LONGER, _SHORTER)
    if (~up).any():
        for name in ("u", "height", "slope", "precision", "gain"):
            kept, new = getattr(climbs, name), getattr(tried, name)
            setattr(tried, name, np.where(up.reshape(-1, *[1] * (new.ndim - 1)), new, kept))
    return tried
