"""Learned versions as an ensemble: everything that simulates and plans works on it unchanged."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from sciatwin.individualise.likelihood import PatientLikelihood
from sciatwin.individualise.likelihoods.base import AbstractReading
from sciatwin.individualise.likelihoods.questionnaires import QuestionnaireReading
from sciatwin.individualise.readings import parameters_of
from sciatwin.response.lasting_relief import ACCOUNTS, weights
from sciatwin.response.untreated_course import RELAPSE_PROBABILITY, WEEKS_PER_YEAR
from sciatwin.streams import uniform
from sciatwin.twin.versions.classes import PatientClass
from sciatwin.twin.versions.ensemble import Ensemble, draw_ensemble


def learned_ensemble(likelihood: PatientLikelihood, x: np.ndarray, classes: np.ndarray, seed: int) -> Ensemble:
    """The versions, each in the class that was drawn for it.

    What the observations say nothing about is as the same seed draws it for the prior. That a version is in a class is
    certain for that version: its probabilities become 0 or 1. Questionnaires start where later ones say that they did.
    """
    known = likelihood.unknowns.known(x, seed)
    ensemble = draw_ensemble(likelihood.setting.people(len(x)), known)
    numbers = {name: item.draw(name, known, len(x)) for name, item in parameters_of(likelihood.readings).items()}
    people = ensemble.people
    for reading in likelihood.readings:
        if isinstance(reading, QuestionnaireReading):
            people = replace(people, scores={**people.scores, **reading.starts(people.scores, numbers)})
            numbers |= dict.fromkeys(reading.today, np.zeros(len(x)))  # the scores are what they were readings of now
    ensemble = replace(ensemble, people=people, drawn={**ensemble.drawn, **numbers}, mark=_marks(ensemble, x))
    if not likelihood.course_readings:
        return ensemble
    groups = [likelihood.groups[index] for index in classes]
    luck = uniform("person/relapse week", known, len(x))
    ensemble = _in_natural_course(ensemble, groups, luck, likelihood.observed_weeks, seed)
    return ensemble if likelihood.setting.regimen.is_none else _in_response(ensemble, groups, seed)


def _marks(ensemble: Ensemble, x: np.ndarray) -> np.ndarray:
    """What tells versions apart that the search may have found several times.

    The mark of a drawn version does, if it was learned. Where nothing was learned of it each row has one of its own,
    though all that was learned may be the same: then a learned deviate tells them apart.
    """
    if len(np.unique(ensemble.mark)) <= len(np.unique(x, axis=0)):
        return ensemble.mark
    return np.exp(x[:, 0])  # of a normal deviate, positive as marks are


def reading_numbers(ensemble: Ensemble, readings: Iterable[AbstractReading]) -> dict[str, np.ndarray]:
    """Numbers that readings need: as learned, or from the prior where nothing was learned of them."""
    return {
        name: ensemble.drawn[name] if name in ensemble.drawn else item.draw(name, ensemble.crowd, ensemble.count)
        for name, item in parameters_of(readings).items()
    }


def _in_natural_course(
    ensemble: Ensemble, groups: list[PatientClass], luck: np.ndarray, observed_weeks: float, seed: int
) -> Ensemble:
    recovers = np.array([group.natural.recovers for group in groups])
    within = {natural: natural.relapse_week(luck) for natural in {group.natural for group in groups}}
    later = _later_relapse(ensemble, observed_weeks, seed)
    week = [
        within[group.natural][version] if group.natural.relapses else later[version]
        for version, group in enumerate(groups)
    ]
    return replace(
        ensemble, recovers=recovers, recovery_probability=recovers.astype(float), relapse_week=np.array(week)
    )


def _later_relapse(ensemble: Ensemble, observed_weeks: float, seed: int) -> np.ndarray:
    """Week of a relapse after everything that was observed, for those who had none; infinite for none in the year."""
    left = max(1 - observed_weeks / WEEKS_PER_YEAR, 0.0)
    probability = ensemble.drawn[RELAPSE_PROBABILITY]
    relapses = uniform("person/later relapse", seed, ensemble.count) < probability * left / (
        1 - probability * (1 - left)
    )
    week = observed_weeks + left * WEEKS_PER_YEAR * uniform("person/later relapse week", seed, ensemble.count)
    return np.where(relapses, week, np.inf)


def _in_response(ensemble: Ensemble, groups: list[PatientClass], seed: int) -> Ensemble:
    on_placebo = np.array([group.response.to_placebo for group in groups])
    luck, chance = uniform("person/placebo luck", seed, ensemble.count), ensemble.placebo_probability
    keys = list(ACCOUNTS)
    account, responds = _account_of_nonresponders(ensemble, seed)
    for version, group in enumerate(groups):
        if group.response.account:
            account[version], responds[version] = keys.index(group.response.account), True
    lasting = (np.arange(len(keys))[:, None] == account) & np.array([bool(group.response.account) for group in groups])
    return replace(
        ensemble,
        placebo_luck=np.where(on_placebo, chance * luck, chance + (1 - chance) * luck),
        placebo_probability=on_placebo.astype(float),
        account=account,
        responds_to_drug=responds,
        lasting_probability=lasting.astype(float),
    )


def _account_of_nonresponders(ensemble: Ensemble, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Which account is true, and whether they would respond by it, in versions without lasting relief.

    Either nothing lasts in anybody, or an account is true and this person is none of those who respond.
    """
    on_drug = ensemble.drawn[weights.RESPONDER_PROBABILITY]
    true = ensemble.lasting_probability / on_drug
    gives_relief = np.array([bool(account.parameters) for account in ACCOUNTS.values()])
    chances = np.where(gives_relief[:, None], true * (1 - on_drug), true)
    count, steps = ensemble.count, np.cumsum(chances / chances.sum(axis=0), axis=0)
    account = (
        (steps < uniform("person/account of a non-responder", seed, count)).sum(axis=0).clip(max=len(ACCOUNTS) - 1)
    )
    return account, ~gives_relief[account] & (uniform("person/response of a non-responder", seed, count) < on_drug)
