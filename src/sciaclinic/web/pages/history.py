"""History: every entry of an episode, who and when, and who looked at it."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from sciaclinic.records.audit import acts_on
from sciaclinic.records.users import all_users
from sciaclinic.services.clinic.entering import read_episode
from sciaclinic.web.episode_page import shown_episode
from sciaclinic.web.visit import Carer

router = APIRouter()


@router.get("/episodes/{key}/history")
def history(request: Request, visit: Carer, key: str) -> Response:
    kept = read_episode(visit.desk, key, "history")
    with visit.desk.records.reading() as connection:
        acts = acts_on(connection, kept.patient)
        names = {user.key: user.name for user in all_users(connection)}
    entries = tuple(reversed(kept.episode.entries))
    return shown_episode(request, "history.html", visit, kept, "history", entries=entries, acts=acts, names=names)
