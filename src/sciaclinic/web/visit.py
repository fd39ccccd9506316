"""One request of somebody: who, and the desk that she sits at. Pages ask for one of these, and get nothing without."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request

from sciaclinic.episode.roles import CARERS, Role
from sciaclinic.records.logins import Login
from sciaclinic.services.clinic.accounts import signed_in
from sciaclinic.services.clinic.desk import Desk
from sciaclinic.web.settings import Settings
from sciatwin.errors import UserError

COOKIE = "sciatwin"


class SignInNeeded(Exception):  # noqa: N818 - no error: the visitor is led to the door
    """Nobody is signed in."""


class ForbiddenError(UserError):
    """Signed in, but not for this."""

    exit_code = 24


class ForgedError(UserError):
    """A form that this clinic did not hand out."""

    exit_code = 25


@dataclass(frozen=True)
class Visit:
    """Who asks (``login``), and her way to the record (``desk``)."""

    login: Login
    desk: Desk

    @property
    def roles(self) -> frozenset[Role]:
        return self.login.user.roles

    def demand(self, *roles: Role) -> None:
        """Raises: ForbiddenError if she has none of them."""
        if not self.roles & set(roles):
            needed = " or ".join(sorted(roles))
            raise ForbiddenError(f"This page is for a {needed}. Ask an administrator for the role.")


def settings_of(request: Request) -> Settings:
    found: Settings = request.app.state.settings
    return found


def visit_of(request: Request) -> Visit:
    """Raises: SignInNeeded."""
    settings, login = settings_of(request), _login_of(request)
    return Visit(login, Desk(settings.records, settings.context, login.user.author))


def _login_of(request: Request) -> Login:
    """Looked up once for a request. Raises: SignInNeeded."""
    if not hasattr(request.state, "login"):
        settings = settings_of(request)
        request.state.login = signed_in(settings.records, settings.context, request.cookies.get(COOKIE, ""))
    found: Login | None = request.state.login
    if found is None:
        raise SignInNeeded
    return found


def carer_of(visit: Annotated[Visit, Depends(visit_of)]) -> Visit:
    """Raises: SignInNeeded, ForbiddenError."""
    visit.demand(*CARERS)
    return visit


async def unforged(request: Request) -> None:
    """Pass if the request carries the form key of whoever is signed in: no other site knows it. Raises: ForgedError."""
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    if await _form_key(request) != _login_of(request).form_key:
        raise ForgedError("This form was not made for you, or is too old. Load the page again; what you typed is kept.")


async def _form_key(request: Request) -> Any:
    if key := request.headers.get("X-Form-Key"):
        return key
    kind = request.headers.get("content-type", "")
    return (await request.form()).get("form_key") if "form" in kind else None


Carer = Annotated[Visit, Depends(carer_of)]
SignedIn = Annotated[Visit, Depends(visit_of)]
