"""Random-effects meta-analysis of recorded trials, by statsmodels."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from scipy.stats import t as student_t

from sciatwin.evidence.estimate import Z_95
from sciatwin.evidence.published_meta_analysis import Effect, PooledArm, PooledTrial, PublishedMetaAnalysis
from sciatwin.extras import library
from sciatwin.validation.forest import Forest, ForestLine, axis_label

UPPER = 0.975


class VarianceMethod(StrEnum):
    """How the variance between trials is estimated."""

    DERSIMONIAN_LAIRD = "DerSimonian-Laird"
    PAULE_MANDEL = "Paule-Mandel"


_STATSMODELS_NAME = {VarianceMethod.DERSIMONIAN_LAIRD: "chi2", VarianceMethod.PAULE_MANDEL: "iterated"}


@dataclass(frozen=True)
class TrialEffect:
    """What one trial found; a ratio as its logarithm."""

    name: str
    value: float
    standard_error: float

    @property
    def low(self) -> float:
        return self.value - Z_95 * self.standard_error

    @property
    def high(self) -> float:
        return self.value + Z_95 * self.standard_error


@dataclass(frozen=True, kw_only=True)
class Pooled:
    """A pooled effect with 95 % intervals; a ratio as its logarithm.

    Attributes:
        low, high: of the mean effect, from the normal distribution.
        hartung_knapp: of the mean effect, allowing for an unsure variance between trials.
        prediction: where the effect in one more trial would lie; None for fewer than three trials.
        tau2: variance between trials; i2: share of the variance that it makes up; q: Cochran's statistic.
        weights: of the trials, adding up to 1.
    """

    method: VarianceMethod
    value: float
    standard_error: float
    low: float
    high: float
    hartung_knapp: tuple[float, float]
    prediction: tuple[float, float] | None
    tau2: float
    i2: float
    q: float
    weights: tuple[float, ...]


@dataclass(frozen=True)
class MetaAnalysis:
    """A record with what each of its trials found and their pooled effect."""

    record: PublishedMetaAnalysis
    trials: tuple[TrialEffect, ...]
    pooled: Pooled

    def shown(self, value: float) -> float:
        """A value in the unit in which it is read: ratios leave the log scale."""
        return float(np.exp(value)) if self.record.effect.is_ratio else value

    @property
    def forest(self) -> Forest:
        """What a forest plot shows of it."""
        record, pooled, shown = self.record, self.pooled, self.shown
        published = record.published
        return Forest(
            trials=tuple(ForestLine(one.name, *map(shown, (one.value, one.low, one.high))) for one in self.trials),
            weights=pooled.weights,
            pooled=(shown(pooled.value), shown(pooled.low), shown(pooled.high)),
            published=(published.value, *published.ci95) if published is not None else None,
            prediction=(shown(pooled.prediction[0]), shown(pooled.prediction[1])) if pooled.prediction else None,
            axis=axis_label(record.effect, record.unit, record.favours),
            is_ratio=record.effect.is_ratio,
        )


def meta_analysis(
    record: PublishedMetaAnalysis, method: VarianceMethod = VarianceMethod.DERSIMONIAN_LAIRD
) -> MetaAnalysis:
    """Effects of the trials of a record, pooled with random effects."""
    effects = tuple(trial_effect(trial, record.effect) for trial in record.trials)
    return MetaAnalysis(record, effects, pool(effects, method))


def _statsmodels() -> Any:
    return library("statsmodels.stats.meta_analysis", extra="research", what="Pooling trials")


def pool(effects: Sequence[TrialEffect], method: VarianceMethod = VarianceMethod.DERSIMONIAN_LAIRD) -> Pooled:
    """Random-effects mean. A variance between trials that comes out negative is taken as none."""
    values = np.array([effect.value for effect in effects])
    variances = np.array([effect.standard_error for effect in effects]) ** 2
    with np.errstate(invalid="ignore"):  # a negative variance between trials; its results are not used
        found = _statsmodels().combine_effects(values, variances, method_re=_STATSMODELS_NAME[method])
    kind = "re" if found.tau2 > 0 else "fe"
    mean, error, adjusted_error, weights = (
        getattr(found, name.format(kind))
        for name in ("mean_effect_{}", "sd_eff_w_{}", "sd_eff_w_{}_hksj", "weights_rel_{}")
    )
    tau2, freedom = max(float(found.tau2), 0.0), len(values) - 1
    return Pooled(
        method=method,
        value=float(mean),
        standard_error=float(error),
        low=float(mean - Z_95 * error),
        high=float(mean + Z_95 * error),
        hartung_knapp=_around(mean, float(adjusted_error), freedom),
        prediction=_around(mean, (tau2 + float(error) ** 2) ** 0.5, freedom - 1) if freedom > 1 else None,
        tau2=tau2,
        i2=max(0.0, float(found.i2)),
        q=float(found.q),
        weights=tuple(float(weight) for weight in weights),
    )


def _around(mean: float, error: float, degrees_of_freedom: int) -> tuple[float, float]:
    half = float(student_t.ppf(UPPER, degrees_of_freedom)) * error
    return float(mean) - half, float(mean) + half


def trial_effect(trial: PooledTrial, effect: Effect) -> TrialEffect:
    """What one trial found, from its groups or from the difference in its record.

    Raises: ValueError if the record of the trial cannot give this effect.
    """
    groups = trial.groups
    if groups is not None:
        value, variance = _between(*groups, effect)
        return TrialEffect(trial.name, float(value), float(variance) ** 0.5)
    row = trial.difference.observation if trial.difference is not None else None
    if row is None or row.printed is None or row.error is None or effect is not Effect.DIFFERENCE:
        raise ValueError(f"{trial.name}: its record gives no {effect} with an error")
    return TrialEffect(trial.name, row.printed, row.error)


def _between(treated: PooledArm, control: PooledArm, effect: Effect) -> tuple[float, float]:
    """Effect and its variance; Hedges' correction and the variance of log ratios are the library's."""
    if effect.is_ratio and treated.counts and control.counts:
        statistic = str(effect).replace(" ", "-")
        return tuple(_statsmodels().effectsize_2proportions(*treated.counts, *control.counts, statistic=statistic))
    if not effect.is_ratio and treated.score and control.score:
        if effect is Effect.STANDARDISED_DIFFERENCE:
            return tuple(_statsmodels().effectsize_smd(*treated.score, *control.score))
        return _difference(*treated.score, *control.score)
    raise ValueError(f"groups of this kind give no {effect}")


def _difference(
    mean: float, sd: float, n: int, control_mean: float, control_sd: float, control_n: int
) -> tuple[float, float]:
    return mean - control_mean, sd**2 / n + control_sd**2 / control_n
