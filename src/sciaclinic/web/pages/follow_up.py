"""Follow-up: warnings, the call, scores, the diary's link, what was learned, the review, and the next plan."""

from collections.abc import Mapping
from typing import Annotated, Any

import segno
from fastapi import APIRouter, Form, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from sciaclinic.episode.bodies_of_follow_up import Decision
from sciaclinic.episode.kinds import Kind
from sciaclinic.services.clinic.clinic_site import site_of
from sciaclinic.services.clinic.contacts import contacts_of
from sciaclinic.services.clinic.diary import begin_diary, confirm_read, end_diary
from sciaclinic.services.clinic.diary_questions import HOW_OFTEN, RED_FLAGS, SIDE_EFFECTS
from sciaclinic.services.clinic.entering import enter, read_episode
from sciaclinic.services.clinic.follow_up import follow_up_of
from sciaclinic.services.clinic.learning import learn_now, newest_learned
from sciaclinic.services.clinic.next_plan import begin_next_plan
from sciaclinic.services.clinic.scales import SCALES
from sciaclinic.services.clinic.told import given_sessions
from sciaclinic.web.drawn import drawn
from sciaclinic.web.episode_page import shown_episode
from sciaclinic.web.long_work import LongWork
from sciaclinic.web.typed_form import body_of, when_of
from sciaclinic.web.visit import Carer, Visit
from sciatwin.errors import InvalidInputError
from sciatwin.observation.seen.global_impression import Impression
from sciatwin.observation.seen.serious_event import Event

router = APIRouter()
_TEXTS = frozenset({"note", "reason", "decision", "impression", "event"})


@router.get("/episodes/{key}/follow-up")
def follow_up(request: Request, visit: Carer, key: str) -> Response:
    return _shown(request, visit, key)


@router.post("/episodes/{key}/scores")
async def take_scores(request: Request, visit: Carer, key: str) -> Response:
    return await _taken(request, visit, key, Kind.OBSERVED, "scores")


@router.post("/episodes/{key}/call")
async def take_call(request: Request, visit: Carer, key: str) -> Response:
    return await _taken(request, visit, key, Kind.CALLED, "call")


@router.post("/episodes/{key}/review")
async def take_review(request: Request, visit: Carer, key: str) -> Response:
    return await _taken(request, visit, key, Kind.REVIEWED, "review")


@router.post("/episodes/{key}/next-plan")
def next_plan(visit: Carer, key: str) -> Response:
    return RedirectResponse(f"/episodes/{begin_next_plan(visit.desk, key)}/intake", status_code=303)


@router.post("/episodes/{key}/diary/read")
def diary_read(
    visit: Carer, key: str, page: Annotated[int, Form()], done: Annotated[str, Form(max_length=2000)]
) -> Response:
    confirm_read(visit.desk, key, page, done)
    return RedirectResponse(f"/episodes/{key}/follow-up", status_code=303)


@router.post("/episodes/{key}/diary")
def make_link(request: Request, visit: Carer, key: str) -> Response:
    """A new link, shown this once: the record keeps its hash alone."""
    address = f"{request.url.scheme}://{request.url.netloc}/diary/{begin_diary(visit.desk, key)}"
    code = segno.make(address, error="m").svg_inline(scale=6, border=3, light="#fff", dark="#000")
    kept = read_episode(visit.desk, key, "follow-up")
    site = site_of(visit.desk)
    return shown_episode(
        request,
        "diary_link.html",
        visit,
        kept,
        "follow-up",
        address=address,
        code=code,
        contacts=contacts_of(site),
        reaches_phones=request.url.hostname not in ("127.0.0.1", "localhost", "testserver"),
    )


@router.post("/episodes/{key}/diary/end")
def end_link(visit: Carer, key: str) -> Response:
    end_diary(visit.desk, key)
    return RedirectResponse(f"/episodes/{key}/follow-up#diary", status_code=303)


@router.get("/episodes/{key}/learned/work")
def learn_work(request: Request, visit: Carer, key: str) -> Response:
    """Begins to learn from everything up to now, and says how far it is."""
    kept = read_episode(visit.desk, key, "follow-up")
    last = kept.episode.entries[-1].number if kept.episode.entries else 0
    newest = newest_learned(visit.desk, kept)
    if newest is not None and newest.is_up_to_date:
        return JSONResponse({"ready": True, "refused": ""})
    working: LongWork = request.app.state.long_work
    found = working.begin(f"learned/{key}/{last}", lambda: learn_now(visit.desk, key))
    return JSONResponse({"ready": found.is_ready, "refused": found.refused})


async def _taken(request: Request, visit: Visit, key: str, kind: Kind, part: str) -> Response:
    """One entry of a form; what is wrong is said above it, and what was typed stays."""
    form = dict(await request.form())
    try:
        body, happened_at = body_of(form, texts=_TEXTS), when_of(form)
        await run_in_threadpool(enter, visit.desk, key, kind, body, happened_at=happened_at)
    except InvalidInputError as error:
        return await run_in_threadpool(_shown, request, visit, key, part=part, says=str(error), typed=form, status=422)
    return RedirectResponse(f"/episodes/{key}/follow-up#{part}", status_code=303)


def _shown(
    request: Request,
    visit: Visit,
    key: str,
    *,
    part: str = "",
    says: str = "",
    typed: Mapping[str, Any] | None = None,
    status: int = 200,
) -> Response:
    kept = read_episode(visit.desk, key, "follow-up")
    found = follow_up_of(visit.desk, kept)
    newest = newest_learned(visit.desk, kept)
    return shown_episode(
        request,
        "follow_up.html",
        visit,
        kept,
        "follow-up",
        status=status,
        found=found,
        now=visit.desk.now,
        newest=newest,
        learned=drawn(newest.document) if newest else "",
        given=given_sessions(visit.desk, kept),
        has_telephone=bool(contacts_of(site_of(visit.desk))),
        part=part,
        says=says,
        typed=typed or {},
        scales=SCALES,
        how_often_options=tuple(enumerate(HOW_OFTEN)),
        red_flags=RED_FLAGS,
        side_effects={str(effect): text for effect, text in SIDE_EFFECTS.items()},
        impression_options=tuple((item, item) for item in Impression),
        event_options=tuple((item, item) for item in Event),
        decisions=tuple(Decision),
    )
