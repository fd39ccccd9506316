"""Values of the clinic: each change is appended, with who made it; the newest counts."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from sciaclinic.records.tables import clinic_values


def set_value(connection: Connection, name: str, value: Any, *, by: str, at: datetime) -> None:
    connection.execute(insert(clinic_values).values(name=name, value=value, author=by, at=at))


def value_of(connection: Connection, name: str) -> Any:
    """None if it was never set."""
    found = select(clinic_values.c.value).where(clinic_values.c.name == name).order_by(clinic_values.c.number.desc())
    return connection.execute(found.limit(1)).scalar()
