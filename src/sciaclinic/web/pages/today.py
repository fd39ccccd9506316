"""Today: who is infused now, what is due, what waits for a signature."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from sciaclinic.services.clinic.today import today_of
from sciaclinic.web.templating import shown
from sciaclinic.web.visit import Carer

router = APIRouter()


@router.get("/")
def today(request: Request, visit: Carer) -> Response:
    return shown(request, "today.html", visit, today=today_of(visit.desk))
