"""Reads the YAML files that come with a package, also when it is installed from a wheel."""

from collections.abc import Iterator
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from typing import TypeVar

from pydantic import BaseModel

from sciatwin.documents import read_record

Record = TypeVar("Record", bound=BaseModel)

_HERE = "sciatwin.eligibility"


def read_folder(folder: str, record_type: type[Record], package: str = _HERE) -> tuple[Record, ...]:
    """Every YAML file below ``folder`` of ``package``, in order of its path.

    Raises: InvalidInputError naming file, line and field of every fault.
    """
    return tuple(_read(entry, record_type) for entry in _yaml_files(_package_file(folder, package)))


def read_file(path: str, record_type: type[Record]) -> Record:
    return _read(_package_file(path), record_type)


def _package_file(path: str, package: str = _HERE) -> Traversable:
    return files(package).joinpath(*path.split("/"))


def _yaml_files(folder: Traversable) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.is_dir():
            yield from _yaml_files(entry)
        elif entry.name.endswith(".yaml"):
            yield entry


def _read(entry: Traversable, record_type: type[Record]) -> Record:
    with as_file(entry) as path:
        return read_record(path, record_type)
