"""Names that differ from a written one by a slip or two. A hint, never a reading: nothing is taken for another drug."""

from collections.abc import Iterable

_SHORTEST = 6  # below this length one slip turns many names into another
_LONG = 9  # below this length a changed letter counts as two slips: Tahor is not Tavor, Movicol not Movicox
_VERY_LONG = 11  # from this length two slips are allowed; the three numbers are ours


def slips_allowed(name: str) -> int:
    return 0 if len(name) < _SHORTEST else 1 if len(name) < _VERY_LONG else 2


def nearest(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """All known names with the fewest slips, if those are few enough for the length of the name."""
    most, changed = slips_allowed(name), 1 if len(name) >= _LONG else 2
    letters = set(name)
    found: dict[int, set[str]] = {}
    for other in known:
        # A slip changes at most two letters of the set; this leaves few names to compare letter by letter.
        if abs(len(other) - len(name)) <= most and len(letters.symmetric_difference(other)) <= 2 * most:
            slips = distance(name, other, changed)
            if slips <= most:
                found.setdefault(slips, set()).add(other)
    return tuple(sorted(found[min(found)])) if found else ()


def distance(one: str, other: str, changed: int = 1) -> int:
    """Letters to add, drop, swap with a neighbour or change (optimal string alignment); a change counts ``changed``."""
    before_last: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        row = [i]
        for j, its in enumerate(other, start=1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + changed * (letter != its))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == its:
                cost = min(cost, before_last[j - 2] + 1)
            row.append(cost)
        before_last, last = last, row
    return last[-1]
