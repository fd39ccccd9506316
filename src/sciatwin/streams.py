"""Named random streams: two arms that are compared differ only by treatment."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Known:
    """Deviates that are known by the name of their stream, instead of drawn.

    Whatever is built from a seed can be built from these: a prior from a seed, a posterior from what was learned.

    Attributes:
        normals: standard normal deviates, each of shape (count,); an even number is the probability below its deviate.
        seed: where all other streams come from; None leaves them at 0, the typical value.
    """

    normals: Mapping[str, np.ndarray]
    seed: int | None = None


Seed = int | Known


def generator_for(name: str, seed: int) -> np.random.Generator:
    """The random generator of one named quantity.

    The stream depends on its name and the seed only, never on what was drawn before, so that adding
    a quantity or an arm leaves every other draw as it was.
    """
    digest = hashlib.blake2b(name.encode(), digest_size=16).digest()
    return np.random.default_rng([seed, *np.frombuffer(digest, dtype=np.uint32).tolist()])


def standard_normal(name: str, seed: Seed, count: int) -> np.ndarray:
    """Independent standard normal draws, shape (count,). The first m of n draws are the m draws."""
    if isinstance(seed, Known):
        return _known(name, seed, count)
    return generator_for(name, seed).standard_normal(count)


def uniform(name: str, seed: Seed, count: int) -> np.ndarray:
    """Independent uniform draws between 0 and 1, shape (count,)."""
    if isinstance(seed, Known):
        if name not in seed.normals and seed.seed is not None:
            return uniform(name, seed.seed, count)
        from scipy.special import ndtr  # half a second to load, which a check of a patient does not need

        return np.asarray(ndtr(_known(name, seed, count)))
    return generator_for(name, seed).random(count)


def _known(name: str, known: Known, count: int) -> np.ndarray:
    if name in known.normals:
        return known.normals[name]
    return np.zeros(count) if known.seed is None else standard_normal(name, known.seed, count)
