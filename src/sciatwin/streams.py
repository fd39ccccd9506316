"""Named random streams: two arms that are compared differ only by treatment."""

import hashlib

import numpy as np


def generator_for(name: str, seed: int) -> np.random.Generator:
    """The random generator of one named quantity.

    The stream depends on its name and the seed only, never on what was drawn before, so that adding
    a quantity or an arm leaves every other draw as it was.
    """
    digest = hashlib.blake2b(name.encode(), digest_size=16).digest()
    return np.random.default_rng([seed, *np.frombuffer(digest, dtype=np.uint32).tolist()])


def standard_normal(name: str, seed: int, count: int) -> np.ndarray:
    """Independent standard normal draws, shape (count,). The first m of n draws are the m draws."""
    return generator_for(name, seed).standard_normal(count)


def uniform(name: str, seed: int, count: int) -> np.ndarray:
    """Independent uniform draws between 0 and 1, shape (count,)."""
    return generator_for(name, seed).random(count)
