"""Named random streams, cut into blocks of people: two arms that are compared differ only by treatment.

What there is one of for each person comes from ``standard_normal`` and ``uniform``. Block k of a thousand people has a
generator of its own, keyed by seed, name and k, so that person 777,777 is the same drawn alone, in a crowd of a
million, or in another process. What belongs to no person (a study as a whole, the steps of a sampler, the spikes of a
circuit) takes one generator by name, ``generator_for``.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

BLOCK = 1024
"""People that one generator serves, from the first of the block on."""

Numbers = range | np.ndarray


@dataclass(frozen=True, eq=False)
class Crowd:
    """Some of the endless people of a seed, by their numbers.

    Attributes:
        numbers: of these people, from 0 on; a stretch, or any of them in any order, shape (people,).
    """

    seed: int
    numbers: Numbers

    @classmethod
    def stretch(cls, seed: int, first: int, count: int) -> "Crowd":
        """``count`` people from number ``first`` on. An integer seed alone stands for those from 0 on."""
        return cls(seed, range(first, first + count))

    def part(self, rows: np.ndarray) -> "Crowd":
        """The people in these rows."""
        return Crowd(self.seed, np.asarray(self.numbers)[rows])


@dataclass(frozen=True)
class Known:
    """Deviates that are known by the name of their stream, instead of drawn.

    Whatever is built from a seed can be built from these: a prior from a seed, a posterior from what was learned.

    Attributes:
        normals: standard normal deviates, each of shape (count,); an even number is the probability below its deviate.
        seed: where all other streams come from; None leaves them at 0, the typical value.
    """

    normals: Mapping[str, np.ndarray]
    seed: int | Crowd | None = None

    def part(self, rows: np.ndarray) -> "Known":
        """What is known of the people in these rows, who stay who they are."""
        seed = Crowd(self.seed, rows) if isinstance(self.seed, int) else self.seed and self.seed.part(rows)
        return Known({name: normal[rows] for name, normal in self.normals.items()}, seed)


Seed = int | Crowd | Known


def generator_for(name: str, seed: int, *key: int) -> np.random.Generator:
    """The random generator of one named quantity that is not one a person.

    The stream depends on its name and the seed only, never on what was drawn before, so that adding
    a quantity or an arm leaves every other draw as it was.

    Args:
        key: further numbers that tell streams of one name apart.
    """
    digest = hashlib.blake2b(name.encode(), digest_size=16).digest()
    words = [seed, *np.frombuffer(digest, dtype=np.uint32).tolist()]
    return np.random.default_rng(np.random.SeedSequence(words, spawn_key=key))


def standard_normal(name: str, seed: Seed, count: int) -> np.ndarray:
    """Independent standard normal draws, one a person, shape (count,).

    Raises: ValueError if the seed is of another number of people.
    """
    if isinstance(seed, Known):
        return _known(name, seed, count)
    return _of_people(name, crowd_of(seed, count), lambda generator, size: generator.standard_normal(size))


def uniform(name: str, seed: Seed, count: int) -> np.ndarray:
    """Independent uniform draws between 0 and 1, one a person, shape (count,).

    Raises: ValueError as ``standard_normal``.
    """
    if isinstance(seed, Known):
        if name not in seed.normals and seed.seed is not None:
            return uniform(name, seed.seed, count)
        from scipy.special import ndtr  # half a second to load, which a check of a patient does not need

        return np.asarray(ndtr(_known(name, seed, count)))
    return _of_people(name, crowd_of(seed, count), lambda generator, size: generator.random(size))


def crowd_of(seed: Seed, count: int) -> Crowd:
    """The people that a seed stands for, of whom everything that is not known is drawn; typical ones have seed 0.

    Raises: ValueError if they are not ``count``.
    """
    if isinstance(seed, Known):
        return crowd_of(seed.seed or 0, count)
    if isinstance(seed, int):
        return Crowd.stretch(seed, 0, count)
    if len(seed.numbers) != count:
        raise ValueError(f"a seed of {len(seed.numbers)} people cannot draw {count}.")
    return seed


def studies_of(seed: Seed, count: int, people_a_study: int) -> tuple[Crowd, np.ndarray]:
    """Studies as a crowd of their own, and each person's row among them, shape (count,).

    Person n of the seed is in study ``n // people_a_study``, wherever the crowd is cut.

    Raises: ValueError for what is ``Known``, which is known of one person alone.
    """
    if isinstance(seed, Known):
        raise ValueError("what is known of each person cannot be shared by the people of a study.")
    crowd = crowd_of(seed, count)
    numbers, rows = np.unique(np.asarray(crowd.numbers, dtype=int) // people_a_study, return_inverse=True)
    return Crowd(crowd.seed, numbers), rows


def _known(name: str, known: Known, count: int) -> np.ndarray:
    if name in known.normals:
        return known.normals[name]
    return np.zeros(count) if known.seed is None else standard_normal(name, known.seed, count)


Draw = Callable[[np.random.Generator, int], np.ndarray]


def _of_people(name: str, crowd: Crowd, draw: Draw) -> np.ndarray:
    if isinstance(crowd.numbers, range):
        return _of_stretch(name, crowd.seed, crowd.numbers, draw)
    blocks, rows = np.unique(crowd.numbers // BLOCK, return_inverse=True)
    whole = np.array([draw(_block(name, crowd.seed, int(block)), BLOCK) for block in blocks]).reshape(-1, BLOCK)
    return np.asarray(whole[rows, crowd.numbers % BLOCK])


def _of_stretch(name: str, seed: int, numbers: range, draw: Draw) -> np.ndarray:
    """Each block from its beginning up to the last person asked for: nobody's draws hang on who is asked for."""
    found = np.empty(len(numbers))
    for block in range(numbers.start // BLOCK, -(-numbers.stop // BLOCK)):
        start = block * BLOCK
        first, last = max(numbers.start, start), min(numbers.stop, start + BLOCK)
        drawn = draw(_block(name, seed, block), last - start)
        found[first - numbers.start : last - numbers.start] = drawn[first - start :]
    return found


def _block(name: str, seed: int, block: int) -> np.random.Generator:
    """The first block is the named stream itself, the others are its spawned ones."""
    return generator_for(name, seed, block) if block else generator_for(name, seed)
