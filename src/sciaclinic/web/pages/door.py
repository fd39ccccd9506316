"""Coming in and going out: the only pages for which nobody needs to be signed in."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from sciaclinic.services.clinic.accounts import SignInError, add_first_user, is_first_run, sign_in, sign_out
from sciaclinic.web.templating import shown
from sciaclinic.web.visit import COOKIE, ForgedError, settings_of
from sciatwin.errors import InvalidInputError

router = APIRouter()


@router.get("/sign-in")
def door(request: Request) -> Response:
    """Sign in; or, where there is nobody yet, become the first user."""
    first = is_first_run(settings_of(request).records)
    return shown(request, "first_run.html" if first else "sign_in.html", says="", login="", name="")


@router.post("/first-user")
def first_user(
    request: Request, login: Annotated[str, Form()], name: Annotated[str, Form()], password: Annotated[str, Form()]
) -> Response:
    settings = settings_of(request)
    _demand_own_form(request)
    try:
        add_first_user(settings.records, settings.context, login=login, name=name, password=password)
    except InvalidInputError as error:
        return shown(request, "first_run.html", status=422, says=str(error), login=login, name=name)
    return _let_in(request, login, password)


@router.post("/sign-in")
def enter(request: Request, login: Annotated[str, Form()], password: Annotated[str, Form()]) -> Response:
    _demand_own_form(request)
    try:
        return _let_in(request, login, password)
    except SignInError as error:
        return shown(request, "sign_in.html", status=401, says=str(error), login=login)


@router.post("/sign-out")
def leave(request: Request) -> Response:
    _demand_own_form(request)
    settings = settings_of(request)
    sign_out(settings.records, settings.context, request.cookies.get(COOKIE, ""))
    answer = RedirectResponse("/sign-in", status_code=303)
    answer.delete_cookie(COOKIE)
    return answer


def _let_in(request: Request, login: str, password: str) -> Response:
    settings = settings_of(request)
    token = sign_in(settings.records, settings.context, login=login, password=password)
    answer = RedirectResponse("/", status_code=303)
    answer.set_cookie(COOKIE, token, httponly=True, samesite="strict", secure=settings.over_https, path="/")
    return answer


def _demand_own_form(request: Request) -> None:
    """Nobody is signed in yet, so there is no key: the browser says from where the form was sent.

    Raises: ForgedError.
    """
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise ForgedError("This form was sent from another site. Open the sign-in page itself.")
