"""Templates of the pages. Every text is escaped, and its hidden characters made visible."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment

from sciaclinic.answers.answer import STATEMENT
from sciaclinic.episode.amount import amount
from sciaclinic.render.html import page_environment
from sciaclinic.web.asked import as_typed, unit_of
from sciaclinic.web.visit import Visit


def shown(
    request: Request, template: str, visit: Visit | None = None, *, status: int = 200, **values: Any
) -> HTMLResponse:
    """A page. ``visit`` is None only where nobody needs to be signed in."""
    return HTMLResponse(rendered(template, {"request": request, "visit": visit, **values}), status_code=status)


def rendered(template: str, values: Mapping[str, Any]) -> str:
    return environment().get_template(template).render(**values)


@cache
def environment() -> Environment:
    made = page_environment("sciaclinic.web")
    made.globals["statement"] = STATEMENT
    made.filters["clock"], made.filters["day"] = _clock, _day
    made.filters["amount"] = amount
    made.filters["unit"], made.filters["typed"] = unit_of, as_typed
    return made


def _clock(at: datetime) -> str:
    """Hour and minute where the clinic is."""
    return f"{at.astimezone():%H:%M}"


def _day(at: datetime) -> str:
    return f"{at.astimezone():%Y-%m-%d}"
