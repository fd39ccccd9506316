"""The chart of one session: a page for a tablet, its entries one by one, and what is needed without a network."""

import hashlib
import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from pydantic import AwareDatetime, BaseModel, Field

from sciaclinic.episode.kinds import Kind
from sciaclinic.render.html import style_sheet
from sciaclinic.render.series import curve_series
from sciaclinic.services.clinic.charting import correct, enter_chart, last_number, read_session, session_of
from sciaclinic.services.clinic.entering import read_episode
from sciaclinic.services.clinic.predicted_session import predicted_session
from sciaclinic.services.clinic.second_person import second_person
from sciaclinic.web.chart_state import chart_state, form_values
from sciaclinic.web.episode_page import shown_episode
from sciaclinic.web.visit import Carer, Visit

router = APIRouter()
_STATIC = Path(__file__).parents[1] / "static"
_Key = Annotated[str, Field(max_length=64)]


class Second(BaseModel):
    """The other person at the same device."""

    login: str = Field(max_length=64)
    password: str = Field(max_length=1000)


class Sent(BaseModel):
    """``happened_at`` by the clock of the device; ``key`` is the same however often the device sends it."""

    kind: Kind
    body: dict[str, Any] = Field(default_factory=dict)
    happened_at: AwareDatetime | None = None
    key: _Key = ""
    second: Second | None = None
    password: str = Field(default="", max_length=1000)


class Correction(BaseModel):
    """``body`` None strikes the entry out."""

    number: int = Field(ge=1)
    body: dict[str, Any] | None = None
    reason: str = Field(max_length=2000)
    happened_at: AwareDatetime | None = None
    key: _Key = ""


@router.get("/episodes/{key}/sessions/{number}")
def chart(request: Request, visit: Carer, key: str, number: int) -> Response:
    kept, session = read_session(visit.desk, key, number)
    state = chart_state(session, visit.desk.now)
    return shown_episode(
        request, "chart.html", visit, kept, "sessions", session=session, state=state, **form_values(session)
    )


@router.get("/episodes/{key}/sessions/{number}/state")
def state(visit: Carer, key: str, number: int) -> Response:
    return _state(visit, key, number)


@router.get("/episodes/{key}/sessions/{number}/last")
def last(visit: Carer, key: str, number: int) -> Response:
    """Whether another device has entered something since."""
    return JSONResponse({"last": last_number(visit.desk, key, number), "now": visit.desk.now.isoformat()})


@router.get("/episodes/{key}/sessions/{number}/band")
def band(visit: Carer, key: str, number: int) -> Response:
    """What is predicted for the session as ordered; the page asks once."""
    kept = read_episode(visit.desk, key, f"prediction of session {number}")
    planned = session_of(visit.desk, kept.episode, number).planned.number
    return JSONResponse(curve_series(predicted_session(visit.desk, kept.episode, planned)))


@router.post("/episodes/{key}/sessions/{number}/entries")
def add_entry(visit: Carer, key: str, number: int, sent: Sent) -> Response:
    second = second_person(visit.desk, login=sent.second.login, password=sent.second.password) if sent.second else None
    enter_chart(
        visit.desk,
        key,
        number,
        sent.kind,
        sent.body,
        happened_at=_utc(sent.happened_at),
        sent=sent.key,
        second=second,
        password=sent.password,
    )
    return _state(visit, key, number)


@router.post("/episodes/{key}/sessions/{number}/corrections")
def add_correction(visit: Carer, key: str, number: int, sent: Correction) -> Response:
    correct(
        visit.desk,
        key,
        number,
        sent.number,
        sent.body,
        sent.reason,
        happened_at=_utc(sent.happened_at),
        sent=sent.key,
    )
    return _state(visit, key, number)


@router.get("/chart-worker.js", include_in_schema=False)
def worker() -> Response:
    """Keeps our own files, and the one chart that is open, for a page that is loaded without a network."""
    text = (_STATIC / "chart_worker.js").read_text("utf-8")
    text = text.replace("__VERSION__", _version()).replace("__FILES__", json.dumps(_files()))
    return Response(text, media_type="text/javascript", headers={"Cache-Control": "no-cache"})


def _state(visit: Visit, key: str, number: int) -> Response:
    _, session = read_session(visit.desk, key, number)
    return JSONResponse(chart_state(session, visit.desk.now))


def _utc(at: datetime | None) -> datetime | None:
    return None if at is None else at.astimezone(UTC)


def _files() -> list[str]:
    kinds = (".css", ".js", ".svg")
    found = sorted(path for path in _STATIC.rglob("*") if path.suffix in kinds and path.name != "chart_worker.js")
    return ["/sheet.css", *(f"/static/{path.relative_to(_STATIC).as_posix()}" for path in found)]


@cache
def _version() -> str:
    """Of our own files: when one changes, all are kept anew."""
    digest = hashlib.sha256(style_sheet().encode())
    for path in sorted(_STATIC.rglob("*")):
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
