"""Does what was observed look like anything that this patient could show? If not, the model may be wrong for them."""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from sciatwin.individualise.likelihood import PatientLikelihood
from sciatwin.individualise.readings import parameters_of
from sciatwin.inference.interval import log_probability, probability_below
from sciatwin.inference.normal import Normal
from sciatwin.inference.posterior import Posterior, drawn_classes
from sciatwin.inference.rows import edges
from sciatwin.streams import generator_for

PRIOR_VERSIONS = 1000

FEWEST_IN_ORDER = 6
"""Observations of a kind from which their order is looked at."""

_FARTHEST = 1e-6
_PATTERN, _ORDER = "pattern", "order in time"

ONE_IN_A_HUNDRED = 0.99
"""Part of the prior's spreads that lie below a learned one, from which something is said."""

IMPROBABLE = 0.01
"""Probability, after allowing for how many things were looked at, below which something is said."""


@dataclass(frozen=True)
class PredictiveCheck:
    """Observations against what was predicted before and after learning.

    Attributes:
        percentile: of each observation among those that the learned versions would give (given the score before it, in
            a diary), from 0 to 1; before: the same before learning.
        by_kind: probability of observations of this kind as improbable as these or more so, if the model were right.
        order_by_kind: probability of residuals that follow one another as closely, or avoid one another as much: a
            spread of one's own hides how far scores lie from the course, not that they do so in turns.
        warnings: what is improbable, in words.
    """

    percentile: np.ndarray
    before: np.ndarray
    by_kind: dict[str, float]
    order_by_kind: dict[str, float]
    warnings: tuple[str, ...]


def check(likelihood: PatientLikelihood, posterior: Posterior, normal: Normal, seed: int) -> PredictiveCheck:
    """Compares what was observed with what the versions before and after learning would give.

    Args:
        normal: numbers behind the rows, in each version of the posterior.
    """
    random = generator_for("learn/check", seed)
    x = random.standard_normal((PRIOR_VERSIONS, likelihood.dimension))
    classes = drawn_classes(likelihood.log_prior(x), random)
    before = _percentiles(likelihood, likelihood.normal_of(x, classes))
    after = _percentiles(likelihood, normal)
    by_kind, order = _improbability(likelihood, posterior, normal, random)
    warnings = (
        *_odd_kinds(by_kind, _PATTERN),
        *_odd_kinds(order, _ORDER),
        *_odd_spreads(likelihood, x, posterior.x),
        *_odd_rows(likelihood, before, after),
    )
    return PredictiveCheck(after, before, by_kind, order, warnings)


def _percentiles(likelihood: PatientLikelihood, normal: Normal) -> np.ndarray:
    return np.asarray(probability_below(*likelihood.edges, normal.mean, normal.sd).mean(axis=1))


def _improbability(
    likelihood: PatientLikelihood, posterior: Posterior, normal: Normal, random: np.random.Generator
) -> tuple[dict[str, float], dict[str, float]]:
    """Share of the versions whose own observations would be as improbable to them as these are, or more so.

    By the log probability of all of a kind, and by how residuals follow one another in time.
    """
    x, classes, rows = posterior.x, posterior.classes, likelihood.rows
    values = likelihood.simulated(x, classes, random)
    expected, intervals = likelihood.normal_of(x, classes, values), edges(rows.measure, values)
    fits, orders = {}, {}
    for kind in dict.fromkeys(rows.kind):
        mine = np.array(rows.kind) == kind
        observed = _Shown(tuple(edge[mine] for edge in likelihood.edges), normal, mine)
        simulated = _Shown(tuple(edge[mine] for edge in intervals), expected, mine)
        fits[kind] = float((simulated.fit <= observed.fit).mean())
        if mine.sum() >= FEWEST_IN_ORDER:
            orders[kind] = float((simulated.order >= observed.order).mean())
    return fits, orders


@dataclass(frozen=True)
class _Shown:
    """Observations of one kind, or those that each version would give instead."""

    intervals: tuple[np.ndarray, ...]
    expected: Normal
    mine: np.ndarray

    @property
    def fit(self) -> np.ndarray:
        """Log probability of all of them, shape (versions,)."""
        low, high = self.intervals
        return log_probability(low, high, self.expected.mean[self.mine], self.expected.sd[self.mine]).sum(axis=0)

    @property
    def order(self) -> np.ndarray:
        """How closely residuals follow one another, or avoid one another, shape (versions,)."""
        low, high = self.intervals
        below = probability_below(low, high, self.expected.mean[self.mine], self.expected.sd[self.mine])
        residual = ndtri(np.clip(below, _FARTHEST, 1 - _FARTHEST))
        return np.asarray(np.abs((residual[1:] * residual[:-1]).mean(axis=0)))


def _odd_kinds(by_kind: dict[str, float], says: str) -> list[str]:
    return [
        f"The {says} of {kind} is improbable in every version of this patient (probability {chance:.3f}): the model "
        "may be wrong here, or an entry."
        for kind, chance in by_kind.items()
        if chance * len(by_kind) < IMPROBABLE
    ]


def _odd_spreads(likelihood: PatientLikelihood, prior_x: np.ndarray, x: np.ndarray) -> list[str]:
    """Scores that lie so far from every course that only a spread as of one person in a hundred explains them."""
    warnings = []
    for name, item in parameters_of(likelihood.course_readings).items():
        before, after = (item.draw(name, likelihood.unknowns.known(part), len(part)) for part in (prior_x, x))
        if (before < after.mean()).mean() > ONE_IN_A_HUNDRED and "spread" in name:
            warnings.append(
                f"{name.split('/')[1]}: {after.mean():.1f} points around the course, more than in 99 of 100 people. "
                "Perhaps no course of the model is that of this patient."
            )
    return warnings


def _odd_rows(likelihood: PatientLikelihood, before: np.ndarray, after: np.ndarray) -> list[str]:
    warnings = []
    for words, first, last in zip(likelihood.rows.words, before, after, strict=True):
        count = len(before)
        if 2 * min(last, 1 - last) * count < IMPROBABLE:
            warnings.append(f"{words}: hardly any learned version would give this. Check the entry.")
        elif 2 * min(first, 1 - first) * count < IMPROBABLE:
            warnings.append(f"{words}: hardly anybody like this patient would give this. Check the entry.")
    return warnings
