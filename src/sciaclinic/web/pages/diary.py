"""The diary on a patient's phone: no login, no cookie, no name. The token in the address is all that opens it."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from pydantic import AwareDatetime, BaseModel, Field

from sciaclinic.records.logins import hashed
from sciaclinic.records.patients import NotThereError
from sciaclinic.services.clinic.contacts import ANYWHERE
from sciaclinic.services.clinic.diary import DiaryEndedError, diary_of, keep_page
from sciaclinic.services.clinic.diary_questions import HOW_OFTEN, ITEM_9, RED_FLAGS, SIDE_EFFECTS, TOLD_TO_CALL
from sciaclinic.web.rate_limit import RateLimit
from sciaclinic.web.templating import shown
from sciaclinic.web.visit import ForgedError, settings_of
from sciatwin.errors import InvalidInputError

router = APIRouter()
_WORKER = Path(__file__).parents[1] / "static" / "diary_worker.js"
_OF_A_DIARY, _OF_STRANGERS = 60, 30
WITHIN_S = 600.0
"""Pages and posts of one diary, and wrong links of one address, in ten minutes (assumed: a phone that sends a week of
pages at once stays below, somebody who tries out tokens gets nowhere)."""


class Page(BaseModel):
    """``at``: by the clock of the phone; ``key``: made by it, so that what is sent twice is kept once."""

    key: str = Field(min_length=16, max_length=64)
    at: AwareDatetime | None = None
    body: dict[str, Any]


def limits() -> dict[str, RateLimit]:
    return {"diary": RateLimit(_OF_A_DIARY, WITHIN_S), "stranger": RateLimit(_OF_STRANGERS, WITHIN_S)}


@router.get("/diary/worker.js")
def worker() -> Response:
    """Keeps the page on the phone for use without a network; it must lie beside the pages that it serves."""
    return Response(_WORKER.read_text(), media_type="text/javascript", headers={"Cache-Control": "no-cache"})


@router.get("/diary/{token}")
def diary(request: Request, token: str) -> Response:
    settings = settings_of(request)
    if _too_often(request, token):
        return _closed(request, 429, "Too many pages were asked for. Wait ten minutes and open the link again.", ())
    try:
        found = diary_of(settings.records, settings.context, token)
    except DiaryEndedError as error:
        return _closed(request, 410, str(error), error.contacts)
    except NotThereError as error:
        return _unknown(request) or _closed(request, 404, str(error), ())
    return shown(
        request,
        "diary.html",
        diary=found,
        anywhere=ANYWHERE,
        red_flags=RED_FLAGS,
        told_to_call=tuple(TOLD_TO_CALL.values()),
        side_effects={str(effect): says for effect, says in SIDE_EFFECTS.items()},
        item_9=ITEM_9,
        how_often=HOW_OFTEN,
    )


@router.post("/diary/{token}/pages")
def take_page(request: Request, token: str, sent: Page) -> Response:
    _demand_own_page(request)
    settings = settings_of(request)
    if _too_often(request, token):
        return _said(429, "Too many pages at once; they are sent again in a few minutes.")
    try:
        entry = keep_page(settings.records, settings.context, token, sent.body, happened_at=sent.at, key=sent.key)
    except DiaryEndedError as error:
        return _said(410, str(error))
    except NotThereError as error:
        return _unknown(request) or _said(404, str(error))
    except InvalidInputError as error:
        return _said(422, str(error))
    return JSONResponse({"kept_at": entry.at.isoformat()})


def _demand_own_page(request: Request) -> None:
    """A page of another site cannot send here, even if it knew the token. Raises: ForgedError."""
    origin, from_where = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise ForgedError("This page was sent from another site. Open the link of your clinic itself.")
    if origin is None and from_where != "same-origin":
        raise ForgedError("This page does not say from where it was sent. Open the link of your clinic in a browser.")


def _too_often(request: Request, token: str) -> bool:
    limit: RateLimit = request.app.state.diary_limits["diary"]
    return not limit.allows(hashed(token))


def _unknown(request: Request) -> Response | None:
    """None until somebody has tried too many links that are none."""
    limit: RateLimit = request.app.state.diary_limits["stranger"]
    if limit.allows(request.client.host if request.client else ""):
        return None
    return _said(429, "Too many links that are none. Wait ten minutes.")


def _closed(request: Request, status: int, says: str, contacts: tuple[Any, ...]) -> Response:
    return shown(request, "diary_closed.html", status=status, says=says, contacts=contacts, anywhere=ANYWHERE)


def _said(status: int, says: str) -> Response:
    return JSONResponse({"says": says}, status_code=status)
