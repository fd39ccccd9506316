"""A folder as a place for results."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sciaclinic.services.output import write_all
from sciatwin.patient import Patient


@dataclass(frozen=True)
class FolderStore:
    """Files arrive together or not at all, and never beside those of another person."""

    folder: Path

    def keep(self, files: Mapping[str, bytes], *, of: Patient | None, without: Sequence[str] = ()) -> tuple[Path, ...]:
        """Raises: OutputError if the folder cannot be written; nothing has changed then."""
        return tuple(write_all(self.folder, files, patient=of, without=without, private=of is not None))
