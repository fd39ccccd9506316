"""What would this scenario do to the patient of an episode? The one door for the page."""

from dataclasses import dataclass

from sciaclinic.records.episodes import episode_of, last_number, patient_key_of
from sciaclinic.services.clinic.clinic_site import site_of
from sciaclinic.services.clinic.desk import Desk
from sciaclinic.services.clinic.intake import patient_of
from sciaclinic.services.clinic.planning import DRAWS, SEED
from sciaclinic.services.clinic.what_if.course import Course, Curves, Followed, course_of, untreated_days
from sciaclinic.services.clinic.what_if.drawn_twins import LastUsed, drawn_twin
from sciaclinic.services.clinic.what_if.judge import Crossing, Judge
from sciaclinic.services.clinic.what_if.scenario import Scenario
from sciaclinic.services.clinic.what_if.walls import Wall, walls
from sciatwin.patient import Patient
from sciatwin.plan.clinic.site import Site
from sciatwin.plan.session.stop_values import StopValues
from sciatwin.response.side_effects.blood_pressure import STOP, PressureStop
from sciatwin.twin import Twin

MOVING_DRAWS = 200
"""Versions while a lever is moved; at rest it is the twin of the plan, so that both pages have the same numbers."""

_PATIENTS: LastUsed[Patient] = LastUsed(24)
_NOTED: LastUsed[bool] = LastUsed(200)
_SCHEDULES: LastUsed[tuple[Twin, Followed]] = LastUsed(8)
"""With its twin, so that no other twin takes its place in memory meanwhile."""


@dataclass(frozen=True, kw_only=True)
class WhatIf:
    """What the server says to a scenario.

    Attributes:
        crossed: limits that forbid it; nothing is simulated then.
        blocked: why this patient gets no ketamine at all; only the untreated course is shown then.
        walls: of each lever; None while levers move.
    """

    scenario: Scenario
    judge: Judge
    course: Course | None
    untreated: Curves | None
    crossed: tuple[Crossing, ...]
    blocked: tuple[str, ...]
    walls: dict[str, tuple[Wall, ...]] | None


def what_if(desk: Desk, episode: str, scenario: Scenario, *, at_rest: bool) -> WhatIf:
    """The course of a scenario, or what forbids it.

    Args: at_rest: the levers have stopped: with the versions of the plan, and the walls of every lever.
    Raises: NotThereError; InvalidInputError for answers of the intake that are missing or wrong.
    """
    judge = judge_of(desk, episode, at_rest=at_rest)
    if blocked := judge.no_dose_because:
        return _without_ketamine(judge, scenario, blocked=blocked)
    around = walls(scenario, judge) if at_rest else None
    if crossed := judge.crossed(scenario):
        return _without_ketamine(judge, scenario, crossed=crossed, around=around)
    course = course_of(judge.twin, _followed(judge, scenario), _stop(judge.site))
    return WhatIf(scenario=scenario, judge=judge, course=course, untreated=None, crossed=(), blocked=(), walls=around)


def judge_of(desk: Desk, episode: str, *, at_rest: bool = True) -> Judge:
    """Who is asked about, and what holds here. Raises: as ``what_if``."""
    draws = DRAWS if at_rest else MOVING_DRAWS
    patient, today = _patient(desk, episode), desk.context.today
    return Judge(drawn_twin(patient, draws=draws, seed=SEED, today=today), site_of(desk))


def _followed(judge: Judge, scenario: Scenario) -> Followed:
    """The course of a scenario; where the dose alone was moved, from that of the schedule."""
    twin, regimen = judge.twin, judge.regimen(scenario)
    # What was given does not change with the dose that is planned; and at rest nothing is kept for the next move.
    if not twin.given.is_none or twin.ensemble.count > MOVING_DRAWS:
        return Followed.of(twin, regimen)
    schedule = scenario.model_dump_json(exclude={"dose"})
    known = _SCHEDULES.get(
        (id(twin), judge.drug, judge.dosing_kg, schedule), lambda: (twin, Followed.of(twin, regimen))
    )
    return known[1] if known[1].regimen == regimen else known[1].at_dose_of(twin, regimen)


def _without_ketamine(
    judge: Judge,
    scenario: Scenario,
    *,
    blocked: tuple[str, ...] = (),
    crossed: tuple[Crossing, ...] = (),
    around: dict[str, tuple[Wall, ...]] | None = None,
) -> WhatIf:
    return WhatIf(
        scenario=scenario,
        judge=judge,
        course=None,
        untreated=untreated_days(judge.twin),
        crossed=crossed,
        blocked=blocked,
        walls=around,
    )


def _stop(site: Site | None) -> PressureStop:
    return StopValues.of(site.session).of_pressure if site else STOP


def _patient(desk: Desk, episode: str) -> Patient:
    """The patient of the newest answers. That somebody looked is noted once a day, not for every move of a lever."""
    with desk.records.reading() as connection:
        last = last_number(connection, episode)
    record = str(desk.records.engine.url)

    def read() -> Patient:
        with desk.records.reading() as connection:
            found = episode_of(connection, episode).episode
        return patient_of(found, desk)

    def note() -> bool:
        with desk.records.reading() as connection:
            patient = patient_key_of(connection, episode)
        with desk.reading("what-if curves", patient=patient, object=episode):
            return True

    _NOTED.get((record, episode, last, desk.author.key, desk.context.today), note)
    return _PATIENTS.get((record, episode, last), read)
