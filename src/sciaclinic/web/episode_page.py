"""A page of one episode: the banner says whose it is."""

from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from sciaclinic.records.episodes import Kept
from sciaclinic.services.clinic.diary import warned_episode
from sciaclinic.services.clinic.register import identity_of
from sciaclinic.web.steps import STEPS
from sciaclinic.web.templating import shown
from sciaclinic.web.visit import Visit


def shown_episode(
    request: Request, name: str, visit: Visit, kept: Kept, step: str, *, status: int = 200, **values: Any
) -> HTMLResponse:
    identity = identity_of(visit.desk, kept.patient)
    return shown(
        request,
        name,
        visit,
        status=status,
        identity=identity,
        kept=kept,
        step=step,
        steps=STEPS,
        warned=warned_episode(visit.desk, kept.patient),
        **values,
    )
