"""The clinic as one application: pages, in the order of the map."""

from pathlib import Path

from fastapi import Depends, FastAPI, Response
from fastapi.staticfiles import StaticFiles

from sciaclinic.render.html import style_sheet
from sciaclinic.services.clinic.plan_bench import PlanBench
from sciaclinic.web.faults import add_faults
from sciaclinic.web.headers import with_headers
from sciaclinic.web.long_work import LongWork
from sciaclinic.web.pages import (
    chart,
    clinic,
    diary,
    door,
    evidence,
    follow_up,
    history,
    intake,
    mechanism,
    patients,
    plan,
    sessions,
    today,
    together,
    what_if,
)
from sciaclinic.web.settings import Settings
from sciaclinic.web.visit import unforged

_STATIC = Path(__file__).with_name("static")
_PAGES = (
    today,
    patients,
    intake,
    what_if,
    plan,
    together,
    sessions,
    chart,
    follow_up,
    mechanism,
    history,
    evidence,
    clinic,
)


def create_app(settings: Settings) -> FastAPI:
    """A clinic that is ready to be served."""
    app = FastAPI(title="Sciatwin", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.settings = settings
    app.state.long_work = LongWork()
    app.state.diary_limits = diary.limits()
    app.state.plan_bench = PlanBench()
    app.middleware("http")(with_headers)
    add_faults(app)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    app.add_api_route("/sheet.css", _style_of_sheets, include_in_schema=False)
    app.include_router(door.router)
    app.include_router(diary.router)
    for page in _PAGES:
        app.include_router(page.router, dependencies=[Depends(unforged)])
    return app


def _style_of_sheets() -> Response:
    """Colours, type and blocks: pages of the clinic and documents that stand alone have one look."""
    return Response(style_sheet(), media_type="text/css", headers={"Cache-Control": "no-cache"})
