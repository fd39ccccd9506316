"""The files of a result reach their folder together or not at all, and never beside those of another person.

A list (``files.json``) names every file with its run, its checksum and a checksum of the patient it tells of. It
arrives last and leaves first: where it is, and the checksums of a run agree, that run is complete.
"""

import errno
import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from sciaclinic.services.folder_lock import locked
from sciaclinic.services.interrupts import uninterrupted
from sciaclinic.services.staging import Staging
from sciatwin.errors import OutputError
from sciatwin.patient import Patient

LIST_FILE = "files.json"

_Listed = dict[str, dict[str, str]]


def write_all(
    folder: Path,
    files: Mapping[str, bytes],
    *,
    patient: Patient | None = None,
    without: Sequence[str] = (),
    private: bool = True,
) -> list[Path]:
    """Write every file into ``folder``, in the place of those of an earlier run that has one of the same name.

    Args:
        patient: whom the files tell of; None if of nobody.
        without: files that must not stand beside these, such as a page of an earlier run that this one could not make.
        private: the files tell of a person: they, and the folder if it is new, are for their owner only.
    Raises: OutputError if the folder cannot be written, or if files of another patient would stay beside these; nothing
        has changed then.
    """
    is_new = not folder.exists()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700 if private else 0o777, exist_ok=True)
        with locked(folder), uninterrupted():
            staging = Staging(folder)
            staging.finish_earlier()
            _put(staging, folder, files, _identity(patient), without, private)
        return [folder / name for name in files]
    except OSError as error:
        if is_new:
            with suppress(OSError):
                folder.rmdir()
        raise OutputError(
            f"cannot write to '{folder}': {error.strerror or error}. Nothing was changed there. Name another folder "
            "with --out."
        ) from None


def _put(
    staging: Staging, folder: Path, files: Mapping[str, bytes], whose: str, without: Sequence[str], private: bool
) -> None:
    listed = _listed(folder)
    leaving = _of_earlier_runs(listed, files, without)
    arriving = dict(files)
    kept = {name: entry for name, entry in listed.items() if name not in leaving and name not in files}
    _require_same_patient(folder, kept, whose)
    if private or listed:
        arriving[LIST_FILE] = _list_of(files, whose, kept)
    for name in (*arriving, *leaving):
        if (folder / name).is_dir():
            raise OSError(errno.EISDIR, f"'{name}' there is a folder")
    try:
        staging.fill(arriving, leaving, private=private)
    except OSError:
        staging.clear()
        raise
    staging.move()


def _require_same_patient(folder: Path, kept: _Listed, whose: str) -> None:
    """Raises: OutputError naming the files that tell of somebody else, or of this patient before a change."""
    others = [name for name, entry in kept.items() if whose and entry["patient"] not in ("", whose)]
    if others:
        raise OutputError(
            f"'{folder}' holds {', '.join(sorted(others))} of another patient file, or of this one before it was "
            "changed. Two patients never share a folder, so nothing was changed there. Name another folder with --out, "
            "or remove those files first."
        )


def _identity(patient: Patient | None) -> str:
    """Tells patients apart and tells nothing of them; a changed answer makes another one."""
    if patient is None:
        return ""
    return hashlib.sha256(patient.model_dump_json().encode()).hexdigest()[:16]


def _of_earlier_runs(listed: _Listed, files: Mapping[str, bytes], without: Sequence[str]) -> list[str]:
    """Files that belong to runs of which a file is replaced, and are not replaced themselves."""
    ended = {listed[name]["run"] for name in (*files, *without) if name in listed}
    theirs = [name for name, entry in listed.items() if entry["run"] in ended]
    return [name for name in dict.fromkeys((*theirs, *without)) if name not in files]


def _list_of(files: Mapping[str, bytes], whose: str, kept: _Listed) -> bytes:
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    run = hashlib.sha256("".join(sums.values()).encode()).hexdigest()[:16]
    listed = {**kept, **{name: {"run": run, "patient": whose, "sha256": text} for name, text in sums.items()}}
    about = "Files of one run belong together; a run is complete if all its files are here and their checksums agree."
    return json.dumps({"about": about, "files": listed}, indent=2).encode()


def _listed(folder: Path) -> _Listed:
    """What the list in the folder says; nothing if there is none that can be read."""
    try:
        entries = json.loads((folder / LIST_FILE).read_text(encoding="utf-8"))["files"]
        return {
            Path(name).name: {
                "run": str(entry["run"]),
                "patient": str(entry.get("patient", "not known")),
                "sha256": str(entry["sha256"]),
            }
            for name, entry in entries.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
