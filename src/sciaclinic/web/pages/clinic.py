"""Clinic: its limits and who signed them, its drugs and what it can do; its people."""

from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import RedirectResponse, Response

from sciaclinic.episode.roles import Role
from sciaclinic.records.users import all_users
from sciaclinic.services.clinic.accounts import add_user
from sciaclinic.services.clinic.clinic_site import set_site, sign_limits, site_of
from sciaclinic.services.clinic.example_clinic import add_examples
from sciaclinic.services.clinic.uploaded import read_uploaded
from sciaclinic.web.asked import answered_groups
from sciaclinic.web.templating import shown
from sciaclinic.web.visit import SignedIn, Visit
from sciatwin.errors import InvalidInputError, UserError
from sciatwin.plan import Site

router = APIRouter()
_ROLES = tuple(role for role in Role if role is not Role.PATIENT)


@router.get("/clinic")
def clinic(request: Request, visit: SignedIn) -> Response:
    return _shown(request, visit)


@router.post("/clinic/values")
async def take_values(request: Request, visit: SignedIn, file: Annotated[UploadFile, File()]) -> Response:
    """The clinic's values from a site file, as the command line reads it."""
    visit.demand(Role.ADMINISTRATOR)
    try:
        set_site(visit.desk, read_uploaded(await file.read(), file.filename or "", Site))
    except UserError as error:
        return _shown(request, visit, says=str(error), status=422)
    return RedirectResponse("/clinic", status_code=303)


@router.post("/clinic/sign-limits")
def sign(request: Request, visit: SignedIn, password: Annotated[str, Form()] = "") -> Response:
    try:
        sign_limits(visit.desk, password)
    except InvalidInputError as error:
        return _shown(request, visit, wrong=error.by_field[0].says, status=422)
    return RedirectResponse("/clinic#sign-limits", status_code=303)


@router.post("/clinic/people")
def take_person(
    request: Request,
    visit: SignedIn,
    login: Annotated[str, Form()],
    name: Annotated[str, Form()],
    password: Annotated[str, Form()],
    roles: Annotated[list[Role] | None, Form()] = None,
) -> Response:
    visit.demand(Role.ADMINISTRATOR)
    try:
        add_user(visit.desk, login=login, name=name, roles=frozenset(roles or ()), password=password)
    except UserError as error:
        return _shown(request, visit, says=str(error), status=422)
    return RedirectResponse("/clinic#people", status_code=303)


@router.post("/clinic/examples")
def take_examples(visit: SignedIn) -> Response:
    """Four example patients, where there are none yet."""
    visit.demand(Role.ADMINISTRATOR)
    add_examples(visit.desk)
    return RedirectResponse("/patients", status_code=303)


def _shown(request: Request, visit: Visit, *, says: str = "", wrong: str = "", status: int = 200) -> Response:
    with visit.desk.reading("clinic") as connection:
        people = all_users(connection)
    site = site_of(visit.desk)
    return shown(
        request,
        "clinic.html",
        visit,
        status=status,
        site=site,
        groups=answered_groups(site) if site else {},
        people=people,
        says=says,
        wrong=wrong,
        roles=_ROLES,
    )
