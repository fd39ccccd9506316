"""Writes a file to fill in. What is there already is never replaced."""

from pathlib import Path

from sciaclinic.services.blank_file import blank_clinic, blank_observations, blank_patient, blank_preferences
from sciaclinic.services.file_kinds import FileKind
from sciatwin.errors import OutputError

_BLANK = {
    FileKind.PATIENT: blank_patient,
    FileKind.CLINIC: blank_clinic,
    FileKind.PREFERENCES: blank_preferences,
    FileKind.OBSERVATIONS: blank_observations,
}


def write_new(kind: FileKind, file: Path) -> None:
    """Raises: OutputError if there is something at that place, or nothing can be written there."""
    try:
        with file.open("x", encoding="utf-8") as opened:
            opened.write(_BLANK[kind]())
    except FileExistsError:
        raise OutputError(f"'{file}' is there already and is left as it is. Name another file.") from None
    except OSError as error:
        raise OutputError(f"cannot write '{file}': {error.strerror or error}. Name another place.") from None
