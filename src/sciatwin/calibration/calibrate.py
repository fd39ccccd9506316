"""The whole calibration: one seed in, every shipped constant out, with its diagnostics.

1. The untreated course is fitted to the natural courses.
2. Placebo, fast and lasting relief are fitted to the ketamine trials, once under each account of lasting relief.
3. The evidence for each account gives its weight; constants that the accounts share are averaged by these weights,
   and kept as fitted under each account too, so that every rival can be scored at its best.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import yaml
from scipy.special import logsumexp

from sciatwin.calibration import relief_rows, untreated_rows
from sciatwin.calibration.constant import FreeConstant
from sciatwin.calibration.posterior import ConstantsPosterior, LogLikelihood, Values, sample
from sciatwin.calibration.rows import CountRow, MeanRow, log_density
from sciatwin.response.calibrated import CalibratedConstant, Calibration
from sciatwin.response.lasting_relief import ACCOUNTS

VERSION = 1
"""Counts up when rows, constants or models change, so that fits of a stopped calibration are not mixed in."""

SEED = 2026
CHECKED_DRAWS = 200

COURSE_TRIALS = ("vroomen1999", "pengel2003", "mathieson2017", "bailey2020")
RELIEF_TRIALS = ("sigtermans2009", "kvarnstrom2003", "max1995", "noppers2011")


@dataclass(frozen=True)
class Fit:
    """One of the fits that make up the calibration."""

    name: str
    constants: tuple[FreeConstant, ...]
    log_likelihood: LogLikelihood

    def posterior(self, seed: int) -> ConstantsPosterior:
        return sample(self.constants, self.log_likelihood, seed)


def calibrate(seed: int = SEED, posterior_of: Callable[[Fit, int], ConstantsPosterior] = Fit.posterior) -> Calibration:
    """Fit everything to the rows marked CAL. Takes minutes; the same seed gives the same numbers.

    Args:
        posterior_of: gives the posterior of a fit by a seed; one that was kept from before, for example.
    """
    course = posterior_of(_untreated_course(), seed)
    reliefs = {key: posterior_of(_relief(key), seed) for key in ACCOUNTS}
    weights = account_weights({key: found.log_evidence for key, found in reliefs.items()})
    shared = (*relief_rows.PLACEBO_AND_FAST, relief_rows.RESPONDERS)
    return Calibration(
        made_by="sciatwin calibrate",
        seed=seed,
        constants={
            **_described(untreated_rows.CONSTANTS, course.transformed, COURSE_TRIALS),
            **_described(shared, _averaged(reliefs, weights, len(shared), seed), RELIEF_TRIALS),
            **{
                constant.name: _described((constant,), reliefs[key].transformed[:, -1:], RELIEF_TRIALS)[constant.name]
                for key, constant in relief_rows.OF_ACCOUNT.items()
            },
        },
        under_account={key: _described(shared, found.transformed, RELIEF_TRIALS) for key, found in reliefs.items()},
        log_evidence={key: round(found.log_evidence, 3) for key, found in reliefs.items()},
        weights=weights,
        weights_without=_weights_without(reliefs),
        diagnostics={
            "untreated course": _diagnostics(course, untreated_rows.rows(), untreated_rows.predicted),
            **{
                key: _diagnostics(found, relief_rows.rows(), partial(relief_rows.predicted, account=ACCOUNTS[key]))
                for key, found in reliefs.items()
            },
        },
    )


def _untreated_course() -> Fit:
    constants = (*untreated_rows.CONSTANTS, *untreated_rows.NUISANCE)
    return Fit("untreated course", constants, untreated_rows.log_likelihood)


def _relief(key: str) -> Fit:
    return Fit(key, tuple(relief_rows.constants_of(key)), partial(relief_rows.log_likelihood, key=key))


def account_weights(log_evidence: Mapping[str, float]) -> dict[str, float]:
    """Posterior probability of each account if all were equally probable before; they add up to 1."""
    scores = np.array(list(log_evidence.values()))
    weights = np.exp(scores - scores.max())
    rounded = np.round(weights / weights.sum(), 4)
    rounded[np.argmax(rounded)] += 1 - rounded.sum()
    return {key: float(round(weight, 4)) for key, weight in zip(log_evidence, rounded, strict=True)}


def _weights_without(reliefs: Mapping[str, ConstantsPosterior]) -> dict[str, dict[str, float]]:
    """Weights as they would be without each trial: from the probability of its rows given all others."""
    by_trial: dict[str, dict[str, float]] = {trial: {} for trial in RELIEF_TRIALS}
    for key, found in reliefs.items():
        chosen = np.linspace(0, len(found.transformed) - 1, CHECKED_DRAWS).astype(int)
        predicted = [relief_rows.predicted(found.values(int(draw)), ACCOUNTS[key]) for draw in chosen]
        for trial, evidence in by_trial.items():
            rows = [row for row in relief_rows.rows() if row.name.startswith(trial)]
            scores = np.array([log_density(rows, values) for values in predicted])
            # 1 / p(rows | others) is the posterior mean of 1 / p(rows | constants)
            evidence[key] = found.log_evidence + float(logsumexp(-scores) - np.log(len(scores)))
    return {trial: account_weights(evidence) for trial, evidence in by_trial.items()}


def _averaged(
    reliefs: Mapping[str, ConstantsPosterior], weights: Mapping[str, float], shared: int, seed: int
) -> np.ndarray:
    """Draws of the shared constants, each account giving as many as it weighs."""
    generator, size = np.random.default_rng(seed), 4000
    parts = []
    for key, found in reliefs.items():
        rows = generator.integers(0, len(found.transformed), round(size * weights[key]))
        parts.append(found.transformed[rows, :shared])
    return np.concatenate(parts)


def _described(
    constants: Sequence[FreeConstant], transformed: np.ndarray, trials: tuple[str, ...]
) -> dict[str, CalibratedConstant]:
    correlation = np.atleast_2d(np.corrcoef(transformed[:, : len(constants)], rowvar=False))
    factor = np.linalg.cholesky(correlation)
    return {
        constant.name: _one(constant, transformed[:, row], trials, _loadings(constants, factor[row], row))
        for row, constant in enumerate(constants)
    }


def _loadings(constants: Sequence[FreeConstant], weights: np.ndarray, row: int) -> dict[str, float]:
    """Weights of the independent deviates behind one constant; none if it stands alone."""
    if row == 0:
        return {}
    return {constants[column].name: round(float(weights[column]), 4) for column in range(row + 1)}


def _one(
    constant: FreeConstant, transformed: np.ndarray, trials: tuple[str, ...], loadings: Mapping[str, float]
) -> CalibratedConstant:
    low, middle, high = (float(constant.value(z)) for z in np.quantile(transformed, [0.025, 0.5, 0.975]))
    error = constant.standard_error(middle, float(np.std(transformed)))
    value, error, low, high = (float(f"{number:.4g}") for number in (middle, error, low, high))
    return CalibratedConstant(
        value=value,
        standard_error=error,
        low=low,
        high=high,
        prior=constant.prior,
        fitted_to=trials,
        loadings=loadings,
    )


def _diagnostics(
    found: ConstantsPosterior, rows: Sequence[MeanRow | CountRow], predicted: Callable[[Values], Mapping[str, float]]
) -> dict[str, float]:
    """How well it was sampled, and how far each row lies from its prediction, in standard deviations."""
    chosen = np.linspace(0, len(found.transformed) - 1, CHECKED_DRAWS).astype(int)
    values = [predicted(found.values(int(draw))) for draw in chosen]
    distances = {}
    for row in rows:
        expected = np.array([value[row.name] for value in values])
        distances[f"distance of {row.name}"] = round(row.distance(expected), 2)
    return {
        "log evidence error": round(found.log_evidence_error, 3),
        "effective draws": round(found.effective_draws),
        "likelihood calls": found.calls,
        **distances,
    }


def as_yaml(found: Calibration) -> str:
    """The record as it is shipped."""
    heading = "# Written by `sciatwin calibrate`; change the rows or the models, not this file.\n"
    return heading + yaml.safe_dump(found.model_dump(mode="json"), sort_keys=False, allow_unicode=True, width=110)
