"""The factor of a unit, and what to say of one that is not known. A hint never changes a size."""

from collections.abc import Iterator

from sciatwin.errors import UnitError
from sciatwin.units.spelling import spellings
from sciatwin.units.table import dimensions, is_unit_of, known_factor, units_of

_LONG_ENOUGH = 3
"""Letters below which one slip leads from one unit to another, such as from ``m`` to ``Cm``."""


def factor(unit: str, dimension: str) -> float:
    """Factor from ``unit`` to the inside unit of ``dimension``.

    Raises: UnitError naming the units that are understood.
    """
    if is_unit_of(unit, dimension):
        return known_factor(unit, dimension)
    raise UnitError(_unknown_unit(unit, dimension))


def _unknown_unit(unit: str, dimension: str) -> str:
    choices = ", ".join(units_of(dimension))
    elsewhere = [name for name in dimensions() if is_unit_of(unit, name)]
    if elsewhere:
        return f"'{unit}' is a unit of {elsewhere[0]}, not of {dimension} (one of: {choices})"
    near = suggested_unit(unit, dimension)
    hint = f"; did you mean '{near}'?" if near else ""
    return f"unknown unit '{unit}' for {dimension} (one of: {choices}){hint}"


def suggested_unit(unit: str, dimension: str) -> str:
    """The unit that was meant, if what was typed can be no other; else empty.

    Only letters of the wrong case, or one slip in a word: a hint must never change the size. ``mg/kg`` is not offered
    for ``mcg/kg``, nor ``mg`` for ``Mg``.
    """
    meant = {known_factor(known, dimension): known for known, name in _names(dimension) if _is_slip(unit, name)}
    return next(iter(meant.values())) if len(meant) == 1 else ""


def _names(dimension: str) -> Iterator[tuple[str, str]]:
    for unit in units_of(dimension):
        yield from ((unit, name) for name in spellings(unit))


def _is_slip(typed: str, name: str) -> bool:
    typed = "".join(typed.split())
    if typed.casefold() == name.casefold():
        return len(name) >= _LONG_ENOUGH and _milli_and_mega(typed) == _milli_and_mega(name)
    return len(name) >= 4 and name.isalpha() and _one_letter_apart(typed.casefold(), name)


def _milli_and_mega(unit: str) -> list[bool]:
    return [letter.isupper() for letter in unit if letter in "mM"]


def _one_letter_apart(typed: str, word: str) -> bool:
    """One letter added, left out, replaced, or swapped with its neighbour."""
    if abs(len(typed) - len(word)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(typed, word, strict=False)) if a != b), min(len(typed), len(word)))
    rest, wanted = typed[start:], word[start:]
    swapped = len(rest) > 1 and rest[1::-1] + rest[2:] == wanted
    return rest[1:] == wanted[1:] or rest[1:] == wanted or rest == wanted[1:] or swapped
