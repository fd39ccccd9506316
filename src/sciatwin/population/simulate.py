"""Levels that a population model would give, and whether the observed ones look like them.

The visual predictive check is prediction-corrected: levels are scaled to the typical prediction of their bin, so that
different doses and weights can be shown together. Source: Bergstrand M et al. AAPS J 2011;13:143,
doi:10.1208/s12248-011-9255-z.
"""

from dataclasses import dataclass

import numpy as np

from sciatwin.errors import ModelError
from sciatwin.population.cohort import Cohort
from sciatwin.population.design import PopulationModel
from sciatwin.population.foce import PopulationFit
from sciatwin.streams import generator_for

PERCENTILES = (5.0, 50.0, 95.0)
BAND = (5.0, 95.0)

MOST_PLANNED_TIMES = 24
"""Up to so many distinct times, levels were taken by a plan."""


@dataclass(frozen=True)
class VisualPredictiveCheck:
    """Percentiles of observed levels beside those of simulated ones, bin after bin.

    Attributes:
        time_h: median time of each bin, shape (bins,).
        observed: shape (percentiles, bins), ng/mL, prediction-corrected.
        low, middle, high: 5th, 50th and 95th percentile over the replicates of each simulated percentile, same shape.
        levels_time_h, levels: every observed level, corrected, shape (levels,).
    """

    time_h: np.ndarray
    observed: np.ndarray
    low: np.ndarray
    middle: np.ndarray
    high: np.ndarray
    levels_time_h: np.ndarray
    levels: np.ndarray

    @property
    def inside_fraction(self) -> float:
        """How many of the observed percentiles lie in the band of their simulated ones; about 0.9 if all is well."""
        return float(np.mean((self.observed >= self.low) & (self.observed <= self.high)))


def simulated_levels(
    cohort: Cohort, model: PopulationModel, theta: np.ndarray, *, replicates: int, seed: int
) -> np.ndarray:
    """Levels of new people with these doses, times and weights, ng/mL, shape (replicates, levels).

    An additive error can make a level negative; it is not cut off.
    """
    random = generator_for("population/simulate", seed)
    shape = (replicates, len(model.random), len(cohort.people))
    effects = model.spreads(theta)[:, None] * random.standard_normal(shape)
    predicted = cohort.predict(model, cohort.log_parameters(model, theta, effects))
    return predicted + np.sqrt(model.variance(theta, predicted)) * random.standard_normal(predicted.shape)


def visual_predictive_check(
    cohort: Cohort, fit: PopulationFit, *, bins: int = 8, replicates: int = 500, seed: int = 0
) -> VisualPredictiveCheck:
    """Observed levels beside simulated ones, in bins of about equally many levels; planned times have one bin each.

    Raises: ModelError if a typical prediction is 0, as before the first dose: such a level cannot be corrected.
    """
    nobody_differs = np.zeros((len(fit.model.random), len(cohort.people)))
    typical = cohort.predict(fit.model, cohort.log_parameters(fit.model, fit.theta, nobody_differs))
    if len(nothing := np.flatnonzero(typical <= 0)):
        places = "; ".join(cohort.place_of_level(int(level)) for level in nothing)
        raise ModelError(f"a level whose prediction is 0 cannot be prediction-corrected; leave it out: {places}.")
    bin_of = _bins(cohort.times_h, bins)
    members = [np.flatnonzero(bin_of == index) for index in np.unique(bin_of)]
    correction = np.empty_like(typical)
    for chosen in members:
        correction[chosen] = np.median(typical[chosen]) / typical[chosen]
    simulated = correction * simulated_levels(cohort, fit.model, fit.theta, replicates=replicates, seed=seed)
    levels = correction * cohort.level_ng_per_ml
    observed = np.stack([np.percentile(levels[chosen], PERCENTILES) for chosen in members], axis=-1)
    drawn = np.stack([np.percentile(simulated[:, chosen], PERCENTILES, axis=1) for chosen in members], axis=-1)
    low, middle, high = np.percentile(drawn, (BAND[0], 50.0, BAND[1]), axis=1)
    time_h = np.array([np.median(cohort.times_h[chosen]) for chosen in members])
    return VisualPredictiveCheck(time_h, observed, low, middle, high, cohort.times_h, levels)


def _bins(times_h: np.ndarray, bins: int) -> np.ndarray:
    distinct, place = np.unique(times_h, return_inverse=True)
    if len(distinct) <= MOST_PLANNED_TIMES:
        return place
    edges = np.unique(np.quantile(times_h, np.linspace(0, 1, bins + 1)[1:-1]))
    return np.searchsorted(edges, times_h, side="right")
