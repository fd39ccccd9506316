"""What a service is told about the world around it: the time, who asks, the software, and where results are kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

from sciaclinic.answers.made import Made
from sciatwin.patient import Patient


class Clock(Protocol):
    """Tells the time; a test, or a record that is drawn up afterwards, brings its own."""

    def now(self) -> datetime:
        """With its time zone."""


class Store(Protocol):
    """Where the files of a result are kept."""

    def keep(self, files: Mapping[str, bytes], *, of: Patient | None, without: Sequence[str] = ()) -> tuple[Path, ...]:
        """Keep all files or none. ``of``: whom they tell of; ``without``: files that must not stand beside them.

        Raises: OutputError if they cannot be kept; nothing has changed then.
        """


class WallClock:
    """The clock of this machine, in its time zone."""

    def now(self) -> datetime:
        return datetime.now().astimezone()


@dataclass(frozen=True)
class Software:
    """What computes the answer."""

    name: str
    version: str


@dataclass(frozen=True)
class Context:
    """What surrounds a question.

    Attributes:
        actor: who asks; empty where nobody signed in.
        store: None where nothing is kept.
        workers: threads that one question may use; a server that answers many at once has one for each.
    """

    clock: Clock = field(default_factory=WallClock)
    actor: str = ""
    software: Software = field(default_factory=lambda: Software("Sciatwin", version("sciatwin")))
    store: Store | None = None
    workers: int = 1

    @property
    def today(self) -> date:
        """As the calendar on the wall has it: what was signed is held against it."""
        return self.clock.now().date()

    def made(self, *, draws: int | None = None, seed: int | None = None) -> Made:
        """The mark of an answer that is made now."""
        return Made(self.clock.now().astimezone(UTC), self.software.name, self.software.version, draws, seed)
