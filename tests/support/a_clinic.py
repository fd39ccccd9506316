"""A clinic in a folder of its own: a record, a clock that a test turns, people, and patients of the examples."""

import re
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from fastapi.testclient import TestClient

from sciaclinic.episode.entry import Author
from sciaclinic.episode.roles import Role
from sciaclinic.records import users
from sciaclinic.records.database import open_records
from sciaclinic.services.clinic.clinic_site import set_site
from sciaclinic.services.clinic.desk import Desk
from sciaclinic.services.clinic.intake import take_in
from sciaclinic.services.clinic.planning import propose, sign_plan
from sciaclinic.services.clinic.register import add_patient
from sciaclinic.services.context import Context
from sciaclinic.web.app import create_app
from sciaclinic.web.settings import Settings
from sciatwin.patient import read_patient
from sciatwin.plan import read_site

EXAMPLES = Path(__file__).parents[2] / "examples"
PASSWORD = "a sentence that is long"


@cache
def _hashed():
    """Hashing takes a tenth of a second by design; here everybody has the same password."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


class TurnedClock:
    """Stands still until it is turned."""

    def __init__(self, at=datetime(2026, 11, 30, 9, 0, tzinfo=UTC)):
        self.at = at

    def now(self):
        return self.at

    def turn(self, **by):
        self.at += timedelta(**by)


class AClinic:
    def __init__(self, folder):
        self.clock = TurnedClock()
        self.records = open_records(folder / "record.sqlite")
        self.context = Context(clock=self.clock)
        self.app = create_app(Settings(self.records, self.context))

    def desk(self, *roles, name=""):
        """The desk of somebody who has these roles, added if there is nobody of that name."""
        roles = frozenset(roles or (Role.PHYSICIAN, Role.ADMINISTRATOR))
        name = name or " and ".join(sorted(roles))
        with self.records.writing() as connection:
            user = users.by_login(connection, name)
            key = (
                user.key
                if user
                else users.add_user(
                    connection, login=name, name=name, roles=roles, password_hash=_hashed(), at=self.clock.now()
                )
            )
        return Desk(self.records, self.context, Author(key=key, name=name, roles=roles))

    def episode(self, example="typical"):
        """Key of the episode of a new patient with the answers of an example; with the example clinic's values."""
        desk = self.desk()
        set_site(desk, read_site(EXAMPLES / "site_outpatient.yaml"))
        number = str(len(self.clock.now().isoformat()) + hash((example, self.clock.at)) % 10**9)
        key = add_patient(desk, number=number, name=f"Example: {example}", birth_date=None, allergies="none known")
        take_in(desk, key, read_patient(EXAMPLES / f"{example}.yaml"))
        return key

    def signed_episode(self, example="typical"):
        """The same with a plan that a physician has signed, under limits that were signed."""
        key, desk = self.episode(example), self.desk()
        site = read_site(EXAMPLES / "site_outpatient.yaml")
        set_site(desk, site.model_copy(update={"signed_by": "medical director"}))
        sign_plan(desk, key, propose(desk, key, draws=300).sha256, password=PASSWORD)
        return key

    def browser(self, *roles):
        """A client who is signed in, as a browser is, with the form key in ``client.form_key``."""
        roles = frozenset(roles or (Role.PHYSICIAN, Role.ADMINISTRATOR))
        login = "-".join(sorted(roles))
        from sciaclinic.services.clinic.accounts import add_user

        with self.records.reading() as connection:
            there = users.by_login(connection, f"browser {login}")
        if not there:
            add_user(self.desk(), login=f"browser {login}", name=f"Browser {login}", roles=roles, password=PASSWORD)
        client = TestClient(self.app)
        client.post("/sign-in", data={"login": f"browser {login}", "password": PASSWORD})
        client.form_key = re.search('form-key" content="([^"]+)', client.get("/clinic").text)[1]
        client.headers["X-Form-Key"] = client.form_key
        return client

    def close(self):
        self.records.close()
