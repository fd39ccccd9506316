"""The patient as a vector of independent standard normals: what is uncertain about estimates, and what is personal.

Every number of the twin is built from named deviates. The builder itself is asked which it uses; a version of the
patient is what it builds from other deviates than a seed would give.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from sciatwin.individualise.shared_error import STREAM
from sciatwin.streams import Known


class _Asked(Mapping[str, np.ndarray]):
    """Knows no deviate, and remembers which were asked for."""

    def __init__(self) -> None:
        self.names: dict[str, None] = {}

    def __contains__(self, name: object) -> bool:
        self.names[str(name)] = None
        return False

    def __getitem__(self, name: str) -> np.ndarray:
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def deviates_used(build: Callable[[Known], object]) -> tuple[str, ...]:
    """Names of the deviates that something is built from, in the order in which it asks for them."""
    asked = _Asked()
    build(Known(asked))
    return tuple(asked.names)


@dataclass(frozen=True)
class Unknowns:
    """The deviates that are learned, one a column of ``x``."""

    names: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.names)

    def known(self, x: np.ndarray, seed: int | None = None) -> Known:
        """The deviates of versions, shape (versions, unknowns); all others from a seed, or typical."""
        return Known(dict(zip(self.names, x.T, strict=True)), seed)

    @property
    def are_errors(self) -> np.ndarray:
        """True for what readings are off by together: it tells nothing of the patient. Shape (unknowns,)."""
        return np.array([name.startswith(STREAM) for name in self.names], dtype=bool)

    def only(self, kept: np.ndarray) -> "Unknowns":
        """Those where ``kept`` is true."""
        return Unknowns(tuple(name for name, keep in zip(self.names, kept, strict=True) if keep))
