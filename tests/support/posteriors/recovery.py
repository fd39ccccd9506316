"""Patients whose truth is known: drawn from the prior, observed like the example, learned from, and compared.

If prior, likelihood and search fit together, the truth lies anywhere in the posterior with equal probability: a 90 %
interval holds it in 90 % of patients, and a class of probability p is the true one in p of them.

More patients than the tests take, on both cores: ``PYTHONPATH=tests python -m support.posteriors.recovery 500``.
"""

import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from scipy.special import softmax
from scipy.stats import kstest, norm

from sciatwin.individualise.learn import posterior_of
from sciatwin.individualise.likelihood import likelihood_of
from sciatwin.inference.posterior import Method
from sciatwin.observation import read_observations
from sciatwin.patient import read_patient

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
VERSIONS = 500
MOST_INFORMED = 6
COVERED, OUTSIDE = 0.9, 0.05


@dataclass(frozen=True)
class Recovered:
    """One patient.

    Attributes:
        rank: part of the versions that lie below the truth, in the directions that were informed most.
        class_probability: of the class that was true; expected, spread: its mean and standard deviation if every class
            is true as often as it is probable.
    """

    rank: np.ndarray
    class_probability: float
    expected: float
    spread: float
    trusted: bool


@cache
def _likelihood():
    return likelihood_of(read_patient(EXAMPLES / "typical.yaml"), read_observations(EXAMPLES / "typical_sessions.csv"))


def observed_from_prior(likelihood, random):
    """Somebody from the prior: what they would show, their unknowns (1, dimension), and their class (1,)."""
    truth = random.standard_normal((1, likelihood.dimension))
    chances = softmax(likelihood.log_prior(truth)[:, 0])
    true_class = random.choice(len(chances), size=1, p=chances)
    return likelihood.with_values(likelihood.simulated(truth, true_class, random)[:, 0]), truth, true_class


def recovered(seed, method=Method.IMPORTANCE):
    """Truth from the prior, observations from the truth, a posterior from the observations."""
    likelihood, random = _likelihood(), np.random.default_rng(seed)
    seen, truth, true_class = observed_from_prior(likelihood, random)
    fewer, found = posterior_of(seen, method, VERSIONS, seed)
    kept = [likelihood.unknowns.names.index(name) for name in fewer.unknowns.names]
    basis = found.directions.basis[:, :MOST_INFORMED]
    rank = (found.x @ basis < truth[:, kept] @ basis).mean(axis=0)
    probability = found.class_probability
    expected = float((probability**2).sum())
    spread = float(np.sqrt(max((probability**3).sum() - expected**2, 0.0)))
    return Recovered(rank, float(probability[true_class[0]]), expected, spread, found.diagnostics.trusted)


def _p_of_the_classes(patients):
    """How often chance alone would bring as much between the probability of the true class and the expected one."""
    apart = sum(one.class_probability - one.expected for one in patients)
    return float(2 * norm.sf(abs(apart) / np.sqrt(sum(one.spread**2 for one in patients))))


def summary(patients):
    """What the tests and the printed lines judge."""
    ranks = np.stack([one.rank for one in patients])
    inside = (ranks > OUTSIDE) & (ranks < 1 - OUTSIDE)
    return {
        "patients": len(patients),
        "covered": inside.mean(),
        "covered by direction": inside.mean(axis=0).round(3).tolist(),
        "p of uniform ranks": [round(float(kstest(column, "uniform").pvalue), 3) for column in ranks.T],
        "probability of the true class": np.mean([one.class_probability for one in patients]),
        "expected": np.mean([one.expected for one in patients]),
        "p of the classes": _p_of_the_classes(patients),
        "trusted": np.mean([one.trusted for one in patients]),
    }


if __name__ == "__main__":
    with ProcessPoolExecutor(2) as pool:
        results = list(pool.map(recovered, range(int(sys.argv[1])), chunksize=5))
    for name, value in summary(results).items():
        sys.stdout.write(f"{name}: {value}\n")
