"""Who is treated: identity alone. Answers stand in the entries of an episode."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from sqlalchemy import Connection, insert, select

from sciaclinic.records.tables import patients
from sciatwin.errors import Fault, InvalidInputError, UserError


class NotThereError(UserError):
    """No such patient, episode or document."""

    exit_code = 22


@dataclass(frozen=True, kw_only=True)
class Identity:
    key: str
    number: str
    name: str
    birth_date: date | None
    allergies: str


def add_patient(
    connection: Connection,
    *,
    number: str,
    name: str,
    birth_date: date | None,
    allergies: str,
    by: str,
    at: datetime,
) -> str:
    """Key of the new patient. Raises: InvalidInputError if the number is taken."""
    if connection.execute(select(patients.c.key).where(patients.c.number == number)).first():
        raise InvalidInputError("The new patient", [Fault("number", f"'{number}' is another patient's.")])
    key = uuid4().hex
    connection.execute(
        insert(patients).values(
            key=key, number=number, name=name, birth_date=birth_date, allergies=allergies, created_at=at, created_by=by
        )
    )
    return key


def patient_of(connection: Connection, key: str) -> Identity:
    """Raises: NotThereError."""
    row = connection.execute(select(patients).where(patients.c.key == key)).first()
    if row is None:
        raise NotThereError("There is no such patient in this record.")
    return _identity(row)


def all_patients(connection: Connection) -> tuple[Identity, ...]:
    return tuple(_identity(row) for row in connection.execute(select(patients).order_by(patients.c.name)))


def _identity(row: object) -> Identity:
    values = row._asdict()  # type: ignore[attr-defined]
    return Identity(**{name: values[name] for name in ("key", "number", "name", "birth_date", "allergies")})
