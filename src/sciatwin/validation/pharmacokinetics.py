"""Every pharmacokinetic model against every published observation that it can predict.

A report of the mean or median of n people is compared with the mean or median of n simulated people, in many
simulated studies: between-person variability averages out, uncertainty of the estimates does not.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from sciatwin.analytes import Analyte, BloodSite, Drug
from sciatwin.evidence import PublishedModel, Route
from sciatwin.evidence.published_observation import (
    PublishedObservation,
    ReportedQuantity,
    ReportedStatistic,
    pharmacokinetic_observations,
)
from sciatwin.pharmacokinetics.enantiomers import as_r_ketamine, has_r_twin
from sciatwin.pharmacokinetics.engine import solve
from sciatwin.pharmacokinetics.parameters import draw
from sciatwin.pharmacokinetics.routes import concentrations_by_route
from sciatwin.pharmacokinetics.summary import summarise
from sciatwin.pharmacokinetics.systems import build_system
from sciatwin.pharmacokinetics.which_model.library import MODELS

STUDIES = 300
PEOPLE_BY_ROUTE = 400
SEED = 1984


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """One reported value beside one model's prediction; ``observed_high`` is set where a range was reported."""

    observation: PublishedObservation
    model_key: str
    model_site: BloodSite
    time_h: float | None
    observed: float
    observed_high: float | None
    predicted: float
    low: float
    high: float
    used_in_building: bool

    @property
    def ratio(self) -> float:
        """Predicted ÷ observed (the middle of a reported range)."""
        return self.predicted / ((self.observed + (self.observed_high or self.observed)) / 2)

    @property
    def inside(self) -> bool:
        """The reported value lies in the 90 % interval; of a reported range, the prediction lies in the range."""
        if self.observed_high is not None:
            return self.observed <= self.predicted <= self.observed_high
        return self.low <= self.observed <= self.high


@dataclass(frozen=True)
class ModelScore:
    """Median and median absolute prediction error of one model at one kind of site, as fractions of observed."""

    model_key: str
    site: BloodSite
    count: int
    median_error: float
    median_absolute_error: float
    inside_fraction: float


def compare_all() -> list[Comparison]:
    """Every comparison that a model can make, in the order of the observations."""
    return [
        comparison
        for observation in pharmacokinetic_observations().observations
        for model in MODELS.values()
        if _speaks_of(model, observation)
        for comparison in _compare(model, observation)
    ]


def scores(comparisons: Iterable[Comparison]) -> list[ModelScore]:
    """Scores of models by site, without rows that a model was built from."""
    groups: dict[tuple[str, BloodSite], list[Comparison]] = {}
    for comparison in comparisons:
        if not comparison.used_in_building:
            groups.setdefault((comparison.model_key, comparison.observation.site), []).append(comparison)
    return [_score(key, site, members) for (key, site), members in groups.items()]


def _score(key: str, site: BloodSite, members: list[Comparison]) -> ModelScore:
    errors = np.array([member.ratio - 1 for member in members])
    return ModelScore(
        key,
        site,
        len(members),
        float(np.median(errors)),
        float(np.median(np.abs(errors))),
        float(np.mean([member.inside for member in members])),
    )


def _speaks_of(model: PublishedModel, observation: PublishedObservation) -> bool:
    """A site that contradicts the report's, children, or an analyte or route that the model lacks, rule it out."""
    vague = model.site in (BloodSite.MIXED, BloodSite.NOT_STATED)
    site_fits = vague or observation.site in {model.site, BloodSite.NOT_STATED}
    return (
        site_fits
        and not model.studied.children_only
        and observation.route in model.routes
        and bool(_parts(model, observation))
    )


def _parts(model: PublishedModel, observation: PublishedObservation) -> list[tuple[PublishedModel, Analyte, float]]:
    """Models, analytes and shares of the dose whose sum is the reported analyte; empty if there is none."""
    drug, analyte = observation.drug, observation.analyte
    if model.dosed is Analyte.KETAMINE:
        return [(model, Analyte.KETAMINE, 1.0)] if analyte is Analyte.KETAMINE else []
    if analyte in model.analytes:
        return [(model, analyte, drug.s_fraction)]
    if not has_r_twin(model) or drug is not Drug.RACEMIC_KETAMINE:
        return []
    twin = as_r_ketamine(model)
    if analyte is Analyte.KETAMINE:
        return [(model, Analyte.S_KETAMINE, drug.s_fraction), (twin, Analyte.R_KETAMINE, drug.r_fraction)]
    return [(twin, analyte, drug.r_fraction)] if analyte in twin.analytes else []


def _compare(model: PublishedModel, observation: PublishedObservation) -> Iterator[Comparison]:
    predicted = _predicted(model, observation)
    low, middle, high = np.quantile(predicted, [0.05, 0.5, 0.95], axis=1)
    for index in range(len(predicted)):
        bounds = observation.ranges[index] if observation.ranges else (observation.values[index], None)
        yield Comparison(
            observation=observation,
            model_key=model.key,
            model_site=model.site,
            time_h=observation.times_h[index] if observation.times_h else None,
            observed=bounds[0],
            observed_high=bounds[1],
            predicted=float(middle[index]),
            low=float(low[index]),
            high=float(high[index]),
            used_in_building=model.key in observation.built_into,
        )


def _predicted(model: PublishedModel, observation: PublishedObservation) -> np.ndarray:
    """The reported statistic in each simulated study, shape (times, studies)."""
    subjects = observation.subjects or 1
    people = sum(_people(part, observation, subjects) for part in _parts(model, observation))
    studies = np.asarray(people).reshape(np.shape(people)[0], -1, subjects)
    average = np.median if observation.statistic is ReportedStatistic.MEDIAN else np.mean
    return np.asarray(average(studies, axis=2))


def _people(
    part: tuple[PublishedModel, Analyte, float], observation: PublishedObservation, subjects: int
) -> np.ndarray:
    """The quantity in every simulated person, shape (times or 1, studies × subjects)."""
    model, analyte, share = part
    if observation.route is not Route.INTRAVENOUS:
        return share * _people_by_route(model, analyte, observation, subjects)
    parameters = draw(model, observation.weight_kg, subjects * STUDIES, SEED, subjects=subjects)
    system = build_system(model, parameters, analytes=(analyte,))
    if observation.quantity is ReportedQuantity.CONCENTRATION:
        return share * solve(system, observation.events, np.array(observation.times_h))[0]
    summary = summarise(system)
    return np.asarray(getattr(summary, observation.quantity.value))[None, :]


def _people_by_route(
    model: PublishedModel, analyte: Analyte, observation: PublishedObservation, subjects: int
) -> np.ndarray:
    """As ``_people`` for a route with absorption; fewer studies, because each person has a timing of its own."""
    routes = (observation.route, Route.INTRAVENOUS)
    studies = max(1, PEOPLE_BY_ROUTE // subjects)
    parameters = draw(model, observation.weight_kg, subjects * studies, SEED, routes=routes, subjects=subjects)
    early_h = min(4.0, observation.window_h)
    times_h = np.union1d(np.arange(0, early_h, 1 / 30), np.linspace(early_h, observation.window_h, 120))
    doses = {observation.route: observation.events}
    levels = concentrations_by_route(model, parameters, doses, times_h, analytes=(analyte,))[0]
    if observation.quantity is ReportedQuantity.PEAK:
        return np.asarray(levels.max(axis=0))[None, :]
    exposure = np.trapezoid(levels, times_h, axis=0)
    if observation.quantity is ReportedQuantity.EXPOSURE:
        return np.asarray(exposure)[None, :]
    by_vein = {Route.INTRAVENOUS: observation.events}
    reference = concentrations_by_route(model, parameters, by_vein, times_h, analytes=(analyte,))[0]
    return np.asarray(exposure / np.trapezoid(reference, times_h, axis=0))[None, :]
