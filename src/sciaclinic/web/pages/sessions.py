"""Sessions: those of the signed plan that are to come, those that were given, and the way into the next one."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from sciaclinic.episode.kinds import Kind
from sciaclinic.services.clinic.charting import open_session, sessions_of
from sciaclinic.services.clinic.entering import read_episode
from sciaclinic.web.episode_page import shown_episode
from sciaclinic.web.visit import Carer

router = APIRouter()


@router.get("/episodes/{key}/sessions")
def sessions(request: Request, visit: Carer, key: str) -> Response:
    kept = read_episode(visit.desk, key, "sessions")
    is_signed = kept.episode.last(Kind.PLAN_SIGNED) is not None
    found = sessions_of(visit.desk, kept.episode) if is_signed else None
    return shown_episode(request, "sessions.html", visit, kept, "sessions", found=found, now=visit.desk.now)


@router.post("/episodes/{key}/sessions")
def open_next(visit: Carer, key: str, sent: Annotated[str, Form(max_length=64)] = "") -> Response:
    """Open the next session; a form that is sent twice opens one."""
    number = open_session(visit.desk, key, sent=sent)
    return RedirectResponse(f"/episodes/{key}/sessions/{number}", status_code=303)
