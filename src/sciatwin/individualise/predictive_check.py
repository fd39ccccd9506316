"""Does what was observed look like anything that this patient could show? If not, the model may be wrong for them."""

from dataclasses import dataclass

import numpy as np
from scipy.special import softmax

from sciatwin.individualise.interval import log_probability, probability_below
from sciatwin.individualise.likelihood import PatientLikelihood
from sciatwin.individualise.paths import Normal
from sciatwin.individualise.posterior import Posterior
from sciatwin.individualise.rows import edges
from sciatwin.streams import generator_for

PRIOR_VERSIONS = 1000

IMPROBABLE = 0.01
"""Probability, after allowing for how many things were looked at, below which something is said."""


@dataclass(frozen=True)
class PredictiveCheck:
    """Observations against what was predicted before and after learning.

    Attributes:
        percentile: of each observation among those that the learned versions would give (given the score before it, in
            a diary), from 0 to 1; before: the same before learning.
        by_kind: probability of observations of this kind as improbable as these or more so, if the model were right.
        warnings: what is improbable, in words.
    """

    percentile: np.ndarray
    before: np.ndarray
    by_kind: dict[str, float]
    warnings: tuple[str, ...]


def check(likelihood: PatientLikelihood, posterior: Posterior, normal: Normal, seed: int) -> PredictiveCheck:
    """Compares what was observed with what the versions before and after learning would give.

    Args:
        normal: numbers behind the rows, in each version of the posterior.
    """
    random = generator_for("learn/check", seed)
    x = random.standard_normal((PRIOR_VERSIONS, likelihood.dimension))
    shares = np.cumsum(softmax(likelihood.log_prior(x), axis=0), axis=0)
    classes = (shares < random.random(PRIOR_VERSIONS)).sum(axis=0).clip(max=len(shares) - 1)
    before = _percentiles(likelihood, likelihood.normal_of(x, classes))
    after = _percentiles(likelihood, normal)
    by_kind = _improbability(likelihood, posterior, normal, random)
    return PredictiveCheck(after, before, by_kind, (*_odd_kinds(by_kind), *_odd_rows(likelihood, before, after)))


def _percentiles(likelihood: PatientLikelihood, normal: Normal) -> np.ndarray:
    return np.asarray(probability_below(*likelihood.edges, normal.mean, normal.sd).mean(axis=1))


def _improbability(
    likelihood: PatientLikelihood, posterior: Posterior, normal: Normal, random: np.random.Generator
) -> dict[str, float]:
    """Share of the versions whose own observations would be as improbable to them as these are, or more so."""
    x, classes, rows = posterior.x, posterior.classes, likelihood.rows
    observed = log_probability(*likelihood.edges, normal.mean, normal.sd)
    values = likelihood.simulated(x, classes, random)
    expected = likelihood.normal_of(x, classes, values)
    low, high = edges(rows.measure, values)
    simulated = log_probability(low, high, expected.mean, expected.sd)
    kinds = np.array(rows.kind)
    return {
        kind: float((simulated[kinds == kind].sum(axis=0) <= observed[kinds == kind].sum(axis=0)).mean())
        for kind in dict.fromkeys(rows.kind)
    }


def _odd_kinds(by_kind: dict[str, float]) -> list[str]:
    return [
        f"The pattern of {kind} is improbable in every version of this patient (probability {chance:.3f}): the model "
        "may be wrong here, or an entry."
        for kind, chance in by_kind.items()
        if chance * len(by_kind) < IMPROBABLE
    ]


def _odd_rows(likelihood: PatientLikelihood, before: np.ndarray, after: np.ndarray) -> list[str]:
    warnings = []
    for words, first, last in zip(likelihood.rows.words, before, after, strict=True):
        count = len(before)
        if 2 * min(last, 1 - last) * count < IMPROBABLE:
            warnings.append(f"{words}: hardly any learned version would give this. Check the entry.")
        elif 2 * min(first, 1 - first) * count < IMPROBABLE:
            warnings.append(f"{words}: hardly anybody like this patient would give this. Check the entry.")
    return warnings
