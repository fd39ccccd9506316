"""What several readings are off by together."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from sciatwin.streams import Seed, standard_normal

STREAM = "error/"
"""How the names of their deviates begin."""


class Drawable(Protocol):
    """A number that each version has one value of."""

    def draw(self, name: str, seed: Seed, count: int) -> np.ndarray:
        """Shape (count,); ``name`` keys the random streams."""


@dataclass(frozen=True)
class SharedError:
    """A standard normal number behind all readings that share it: ten of them tell no more about it than one."""

    def draw(self, name: str, seed: Seed, count: int) -> np.ndarray:
        return standard_normal(STREAM + name, seed, count)
