"""Patients: find one, or add one."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from sciaclinic.services.clinic.register import add_patient, patients_with_episodes
from sciaclinic.web.templating import shown
from sciaclinic.web.visit import Carer
from sciatwin.errors import Fault, InvalidInputError

router = APIRouter()


@router.get("/patients")
def patients(request: Request, visit: Carer) -> Response:
    return shown(request, "patients.html", visit, rows=patients_with_episodes(visit.desk))


@router.get("/patients/new")
def new(request: Request, visit: Carer) -> Response:
    return shown(request, "new_patient.html", visit, says="", typed={})


@router.post("/patients")
def add(
    request: Request,
    visit: Carer,
    number: Annotated[str, Form()] = "",
    name: Annotated[str, Form()] = "",
    birth_date: Annotated[str, Form()] = "",
    allergies: Annotated[str, Form()] = "",
) -> Response:
    typed = {"number": number, "name": name, "birth_date": birth_date, "allergies": allergies}
    try:
        born = _date(birth_date)
        episode = add_patient(visit.desk, number=number, name=name, birth_date=born, allergies=allergies)
    except InvalidInputError as error:
        return shown(request, "new_patient.html", visit, status=422, says=str(error), typed=typed)
    return RedirectResponse(f"/episodes/{episode}/intake", status_code=303)


def _date(text: str) -> date | None:
    """Raises: InvalidInputError."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        fault = Fault("birth_date", f"got {text!r}; write it as 1975-04-30.")
        raise InvalidInputError("The new patient", [fault]) from None
