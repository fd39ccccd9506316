"""Patients of the clinic and their episodes."""

from datetime import date

from sciaclinic.records import episodes, patients
from sciaclinic.records.episodes import Kept
from sciaclinic.records.patients import Identity
from sciaclinic.services.clinic.desk import Desk
from sciatwin.errors import Fault, InvalidInputError


def add_patient(desk: Desk, *, number: str, name: str, birth_date: date | None, allergies: str) -> str:
    """Key of the first episode of a new patient. Raises: InvalidInputError."""
    faults = [
        Fault(field, "it is needed: a patient is known by two of name, birth date and number.")
        for field, value in (("number", number), ("name", name))
        if not value.strip()
    ]
    if birth_date is not None and birth_date > desk.context.today:
        faults.append(Fault("birth_date", f"{birth_date} has not come yet; write it as 1975-04-30."))
    if faults:
        raise InvalidInputError("The new patient", faults)
    with desk.writing("patient added") as connection:
        key = patients.add_patient(
            connection,
            number=number.strip(),
            name=name.strip(),
            birth_date=birth_date,
            allergies=allergies.strip(),
            by=desk.author.key,
            at=desk.now,
        )
        return episodes.begin_episode(connection, key, by=desk.author.key, at=desk.now)


def patients_with_episodes(desk: Desk) -> tuple[tuple[Identity, Kept], ...]:
    """Every patient with the newest episode."""
    with desk.reading("list of patients") as connection:
        everybody = patients.all_patients(connection)
        return tuple((identity, episodes.episodes_of(connection, identity.key)[0]) for identity in everybody)


def identity_of(desk: Desk, patient: str) -> Identity:
    """For the banner of a page whose reading is noted. Raises: NotThereError."""
    with desk.records.reading() as connection:
        return patients.patient_of(connection, patient)
