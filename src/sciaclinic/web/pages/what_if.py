"""What-if: levers, and the curves that follow them while they are moved. The server computes and judges all of it."""

import time
from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field

from sciaclinic.render.series import nested_series
from sciaclinic.services.clinic.entering import read_episode
from sciaclinic.services.clinic.planning import DRAWS
from sciaclinic.services.clinic.what_if.ask import WhatIf, judge_of, what_if
from sciaclinic.services.clinic.what_if.course import Course, axis_h
from sciaclinic.services.clinic.what_if.scenario import Scenario
from sciaclinic.services.clinic.what_if.start import first_scenario, starts
from sciaclinic.services.clinic.what_if.told import told
from sciaclinic.services.clinic.what_if.walls import LEVERS
from sciaclinic.web.episode_page import shown_episode
from sciaclinic.web.visit import Carer
from sciatwin.errors import InvalidInputError
from sciatwin.response.side_effects.dissociation import SEVERE
from sciatwin.units import DAYS_PER_WEEK, HOURS_PER_DAY

router = APIRouter()


class Asked(BaseModel):
    """One question of the page. ``number`` comes back with the answer, so that a late one is known as late, and with it
    how long the server took, so that the page asks no faster."""

    number: int = Field(ge=0)
    at_rest: bool = False
    scenario: dict[str, Any] = Field(default_factory=dict, max_length=20)


@router.get("/episodes/{key}/what-if")
def page(request: Request, visit: Carer, key: str) -> Response:
    kept = read_episode(visit.desk, key, "what-if")
    try:
        judge = judge_of(visit.desk, key)
    except InvalidInputError as error:
        return shown_episode(request, "what_if.html", visit, kept, "what-if", judge=None, faults=error.by_field)
    scenario, unread = _scenario_of(request)
    blocked = judge.no_dose_because
    scenario = scenario or first_scenario(judge)
    return shown_episode(
        request,
        "what_if.html",
        visit,
        kept,
        "what-if",
        judge=judge,
        faults=(),
        scenario=scenario,
        unread=unread,
        blocked=blocked,
        levers=LEVERS,
        draws=DRAWS,
        starts=() if blocked else tuple(starts(judge)),
    )


@router.post("/episodes/{key}/what-if")
def curves(visit: Carer, key: str, asked: Asked) -> Response:
    began = time.perf_counter()
    found = _answer(what_if(visit.desk, key, Scenario.of(asked.scenario), at_rest=asked.at_rest))
    took_ms = round(1000 * (time.perf_counter() - began), 1)
    return JSONResponse({"number": asked.number, "at_rest": asked.at_rest, "took_ms": took_ms, **found})


def _scenario_of(request: Request) -> tuple[Scenario | None, bool]:
    """The scenario of the address, and whether there was one that cannot be read."""
    named = {name: value for name, value in request.query_params.items() if name in Scenario.model_fields}
    if not named:
        return None, False
    try:
        return Scenario.of(named), False
    except InvalidInputError:
        return None, True


def _answer(found: WhatIf) -> dict[str, Any]:
    says = told(found)
    return {
        "scenario": found.scenario.model_dump(mode="json"),
        "crossed": [asdict(item) for item in found.crossed],
        "blocked": list(found.blocked),
        "walls": found.walls and {name: [asdict(wall) for wall in walls] for name, walls in found.walls.items()},
        "says": says and asdict(says),
        "curves": _curves(found.course, found.judge.twin.patient.weight_kg) if found.course else None,
        "untreated": nested_series(found.untreated.at, found.untreated.bands) if found.untreated else None,
    }


def _curves(course: Course, weight_kg: float) -> dict[str, Any]:
    """What is drawn, with the doses under it in mg and mg/h."""
    visits = course.regimen.by_visit
    starts_h = visits[0].start_h
    return {
        "hours": nested_series(course.hours.at, course.hours.bands),
        "days": nested_series(course.days.at, course.days.bands),
        "axis_h": axis_h(course.regimen),
        "rates": [
            [round(hour - starts_h, 4) for hour in (step.start_h, step.end_h)]
            + [round(step.rate_mg_per_kg_h * weight_kg, 2)]
            for step in visits[0].steps
        ],
        "doses": [
            [round((visit.start_h - starts_h) / HOURS_PER_DAY, 4), round(visit.dose_mg_per_kg * weight_kg, 2)]
            for visit in visits
        ],
        "marks": {
            "review_day": DAYS_PER_WEEK * course.review_week,
            "stop_systolic": course.stop_systolic_mmhg,
            "severe": SEVERE.estimate.value,
        },
    }
