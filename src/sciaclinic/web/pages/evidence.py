"""Evidence: claims, trials, forest plots, models, sources, numbers, validation; from the documents of the services."""

import re
from functools import lru_cache

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from sciaclinic.services.clinic.evidence_shelf import PARTS, answer_of, items_of, part_named
from sciaclinic.services.context import Context
from sciaclinic.web.drawn import drawn
from sciaclinic.web.long_work import LongWork
from sciaclinic.web.templating import shown
from sciaclinic.web.visit import SignedIn, Visit

router = APIRouter()


@router.get("/evidence")
def evidence(request: Request, visit: SignedIn) -> Response:
    return shown(request, "evidence.html", visit, parts=PARTS)


@router.get("/evidence/{part}")
def whole_part(request: Request, visit: SignedIn, part: str) -> Response:
    return _shown(request, visit, part, "")


@router.get("/evidence/{part}/{item}")
def one_item(request: Request, visit: SignedIn, part: str, item: str) -> Response:
    return _shown(request, visit, part, item)


@router.get("/evidence/{part}/{item}/work")
def work(request: Request, visit: SignedIn, part: str, item: str) -> Response:
    """Begins what takes long, and says how far it is; a page asks again until it is done."""
    part_named(part)
    working: LongWork = request.app.state.long_work
    context = visit.desk.context
    found = working.begin(f"evidence/{part}/{item}", lambda: drawn(answer_of(part, item, context)))
    return JSONResponse({"ready": found.is_ready, "refused": found.refused})


def _shown(request: Request, visit: Visit, part: str, item: str) -> Response:
    found = part_named(part)
    working: LongWork = request.app.state.long_work
    if found.takes:
        ready = working.result(f"evidence/{part}/{item}")
        html = ready.html if ready else ""
        waits = bool(item) and not html
    else:
        html, waits = _html(part, item), False
    return shown(
        request,
        "evidence_part.html",
        visit,
        parts=PARTS,
        part=part,
        item=item,
        found=found,
        items=() if item else _unlinked(part, html),
        html=html,
        waits=waits,
    )


@lru_cache(maxsize=128)
def _html(part: str, item: str) -> str:
    """Evidence changes with the release alone. A list leads to its items."""
    html = drawn(answer_of(part, item, Context()))
    if not item:
        for key, _ in _items(part):
            row = rf"(<th scope=\"row\"[^>]*>)([^<]*\({key}\)|{key})</th>"
            html = re.sub(row, rf'\1<a href="/evidence/{part}/{key}">\2</a></th>', html)
    return html


def _unlinked(part: str, html: str) -> tuple[tuple[str, str], ...]:
    """Items that a list does not lead to by itself."""
    return tuple((key, title) for key, title in _items(part) if f'href="/evidence/{part}/{key}"' not in html)


@lru_cache(maxsize=16)
def _items(part: str) -> tuple[tuple[str, str], ...]:
    return items_of(part, Context())
