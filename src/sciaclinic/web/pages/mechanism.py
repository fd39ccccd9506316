"""Mechanism: concentration, block, spikes and relief, for the infusion of this episode."""

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from sciaclinic.episode.episode import NotNowError
from sciaclinic.services.clinic.entering import read_episode
from sciaclinic.services.clinic.mechanism import explained, plan_in_hand
from sciaclinic.web.drawn import drawn
from sciaclinic.web.episode_page import shown_episode
from sciaclinic.web.long_work import LongWork
from sciaclinic.web.visit import Carer

router = APIRouter()


@router.get("/episodes/{key}/mechanism")
def mechanism(request: Request, visit: Carer, key: str) -> Response:
    kept = read_episode(visit.desk, key, "mechanism")
    plan = plan_in_hand(visit.desk, kept.episode)
    working: LongWork = request.app.state.long_work
    ready = working.result(_name(plan.sha256)) if plan else None
    return shown_episode(
        request,
        "mechanism.html",
        visit,
        kept,
        "mechanism",
        plan=plan,
        html=ready.html if ready else "",
    )


@router.get("/episodes/{key}/mechanism/work")
def work(request: Request, visit: Carer, key: str) -> Response:
    """Begins the computation, and says how far it is."""
    kept = read_episode(visit.desk, key, "mechanism")
    plan = plan_in_hand(visit.desk, kept.episode)
    if plan is None:
        raise NotNowError("There is no plan yet, so there is no infusion to explain; compute one on the page Plan.")
    working: LongWork = request.app.state.long_work
    found = working.begin(_name(plan.sha256), lambda: drawn(explained(visit.desk, plan)))
    return JSONResponse({"ready": found.is_ready, "refused": found.refused})


def _name(sha256: str) -> str:
    return f"mechanism/{sha256}"
