"""She has had two sessions: what is known now? The twin before and after, and what to measure next."""

import datetime
from dataclasses import dataclass, replace

import numpy as np

from sciaclinic.answers.learned.compose import PAIN, LearnedCourse, learned_document
from sciaclinic.answers.learned.document import LearnedDocument
from sciaclinic.services.context import Context
from sciatwin.individualise.learn import learn
from sciatwin.individualise.learned.record import Learned
from sciatwin.individualise.measure_next.worth import Worth, rank_measurements
from sciatwin.observation import Observations
from sciatwin.patient import Patient
from sciatwin.plan import PREFERENCES, Preferences, Site, plan_infusion
from sciatwin.plan.next_step import Advice, StopValues, advise
from sciatwin.suitability import Suitability
from sciatwin.twin import Twin
from sciatwin.twin.simulate import HORIZON_DAYS, follow
from sciatwin.units import HOURS_PER_DAY

_SHOWN_DAYS = 28.0
"""At least so much of a course is shown after the last that is known of it; what was learned does not hang on it."""


@dataclass(frozen=True, kw_only=True)
class LearnRequest:
    """A patient and what was given and seen.

    Attributes:
        site: the clinic, within whose limits the course that has begun is planned on; None if none was named.
        preferences: what is wanted of that plan.
        method: a way to the posterior, by its name.
    """

    patient: Patient
    observations: Observations
    site: Site | None = None
    preferences: Preferences = PREFERENCES
    method: str
    draws: int
    seed: int


def learn_from(request: LearnRequest, context: Context) -> LearnedDocument:
    """Learn from everything observed so far.

    Raises: RegimenError, ModelError.
    """
    patient, observations = request.patient, request.observations
    regimen = observations.regimen(patient.weight_kg)
    against = Suitability.of(patient, context.today).no_dose_because
    twin = Twin(patient, draws=request.draws, seed=request.seed, today=context.today)
    learned = learn(twin, observations, method=request.method, workers=context.workers)
    horizon_days = max(HORIZON_DAYS, _last_known_h(observations) / HOURS_PER_DAY + _SHOWN_DAYS)
    before = follow(learned.before.ensemble, regimen, keep=PAIN, horizon_days=horizon_days)
    after = follow(learned.twin.ensemble, regimen, horizon_days=horizon_days)
    found = LearnedCourse(
        patient=patient,
        site=request.site,
        preferences=request.preferences,
        observations=observations,
        learned=learned,
        against=against,
        advice=_advice(learned, request, against, context.today),
        stops=_stops(request.site),
        regimen=regimen,
        before=before,
        after=after,
        next_measurements=() if against else _next_measurements(learned, observations),
    )
    return learned_document(found, context.made(draws=request.draws, seed=request.seed))


def _advice(learned: Learned, request: LearnRequest, against: tuple[str, ...], today: datetime.date) -> Advice:
    site = request.site
    plan = None
    if site and not against:
        plan = plan_infusion(learned.twin, site, goes_on=True, preferences=request.preferences)
    patient, seen = learned.twin.patient, request.observations
    return advise(patient, seen, forbidden_by=against, plan=plan, stops=_stops(site), today=today)


def _stops(site: Site | None) -> StopValues:
    return StopValues.of(site.session) if site else StopValues()


def _last_known_h(observations: Observations) -> float:
    """End of the last session or time of the last observation, whichever is later."""
    return max([0.0, *(item.end_h for item in observations.sessions), *(item.time_h for item in observations.observed)])


def _next_measurements(learned: Learned, observations: Observations) -> tuple[Worth, ...]:
    """Worth of the usual measurements, should the last visit be given once more a day after all that is known."""
    if not observations.sessions:
        return ()
    begun_h, _ = observations.visits_h[-1]
    start_h = HOURS_PER_DAY * (np.floor(_last_known_h(observations) / HOURS_PER_DAY) + 1)
    again = tuple(
        replace(part, start_h=float(start_h + part.start_h - begun_h))
        for part in observations.sessions
        if part.start_h >= begun_h
    )
    return rank_measurements(learned.twin, observations, again)
