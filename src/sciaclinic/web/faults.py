"""Errors as pages, or as JSON where a script asked: each says what is wrong and the way out."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from sciaclinic.episode.episode import NotNowError, NotYoursError
from sciaclinic.records.patients import NotThereError
from sciaclinic.services.clinic.accounts import SignInError
from sciaclinic.web.templating import shown
from sciaclinic.web.visit import ForbiddenError, ForgedError, SignInNeeded
from sciatwin.errors import InvalidInputError, UserError

_STATUS: dict[type[UserError], int] = {
    NotNowError: 409,
    NotYoursError: 403,
    ForbiddenError: 403,
    ForgedError: 403,
    NotThereError: 404,
    SignInError: 401,
}
_TITLES = {401: "Not signed in", 403: "Not for you", 404: "Not there", 409: "Not now", 422: "Not as it is"}


def add_faults(app: FastAPI) -> None:
    """Teach the app every error that a person can cause."""
    app.add_exception_handler(UserError, _user_error)
    app.add_exception_handler(SignInNeeded, _to_the_door)
    app.add_exception_handler(RequestValidationError, _unreadable)
    app.add_exception_handler(HTTPException, _http)


def wants_json(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")


def _user_error(request: Request, error: Exception) -> Response:
    status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 422)
    faults = error.by_field if isinstance(error, InvalidInputError) else ()
    return _said(request, status, str(error), [{"field": item.field, "says": item.says} for item in faults])


def _to_the_door(request: Request, _: Exception) -> Response:
    if wants_json(request):
        return _said(request, 401, "Nobody is signed in. Sign in in another window; what you typed is kept.", [])
    return RedirectResponse("/sign-in", status_code=303)


def _unreadable(request: Request, error: Exception) -> Response:
    found = error.errors() if isinstance(error, RequestValidationError) else []
    faults = [{"field": ".".join(map(str, item["loc"][1:])), "says": str(item["msg"])} for item in found]
    return _said(request, 422, "Something in this request cannot be read.", faults)


def _http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    says = "There is no such page." if status == 404 else str(getattr(error, "detail", error))
    return _said(request, status, says, [])


def _said(request: Request, status: int, says: str, faults: list[dict[str, str]]) -> Response:
    if wants_json(request):
        return JSONResponse({"says": says, "faults": faults}, status_code=status)
    title = _TITLES.get(status, "Something went wrong")
    return shown(request, "fault.html", status=status, title=title, says=says, faults=faults)
