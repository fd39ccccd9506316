"""The kept dictionary: which substances a name stands for. ``dictionary/source.yaml`` tells origin and licence."""

import gzip
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from importlib.resources import files


def substances_of(name: str) -> tuple[str, ...]:
    """Every substance that the lists give for a plain name; several for a product of several, none if unknown."""
    lines = _lines()
    place = bisect_left(lines, f"{name}\t")
    if place == len(lines) or not lines[place].startswith(f"{name}\t"):
        return ()
    return tuple(lines[place].partition("\t")[2].split("|"))


def names_that_start_with(letter: str) -> Iterator[str]:
    lines = _lines()
    for place in range(bisect_left(lines, letter), len(lines)):
        if not lines[place].startswith(letter):
            return
        yield lines[place].partition("\t")[0]


@cache
def _lines() -> list[str]:
    """Lines ``name<tab>substance|substance`` in the order of their characters."""
    packed = files("sciatwin.eligibility.medicines").joinpath("dictionary/names.tsv.gz").read_bytes()
    return gzip.decompress(packed).decode("utf-8").splitlines()
