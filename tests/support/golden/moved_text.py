"""What moved between two readings of the same thing: texts letter for letter, the numbers in them within a tolerance.

A number may differ by one unit in the last place that is written. That is the least tolerance that holds on every
processor: draws there are the same up to rounding, about 1 part in 10⁹, which can tip the last digit and no more. After
learning, some of a thousand versions are picked otherwise: ``units`` is then more. What is decided, ordered or asked
is no prediction and held exactly (``EXACT``).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

EXACT = frozenset(
    {
        "decision",
        "readiness",
        "before anybody signs",
        "emergency",
        "speaks against it",
        "given and seen",
        "visits",
        "review",
        "on the day",
        "what else is open",
        "liver and bladder",
    }
)
"""Entries, and all below them, in which no number may differ at all."""

_NUMBER = re.compile(r"(?<![\w.])[-+]?\d+(?:\.\d+)?")

Entry = str | Sequence["Entry"] | Mapping[str, "Entry"] | None


@dataclass(frozen=True)
class Moved:
    """One entry that is not what it was; ``None`` stands for one that was not, or is no longer, there."""

    where: str
    was: str | None
    now: str | None
    tolerance: str = ""
    """Of the number that moved furthest; empty where words changed or the entry is held exactly."""

    def __str__(self) -> str:
        within = f"   (tolerance {self.tolerance})" if self.tolerance else ""
        return f"{self.where}:\n    from  {_shown(self.was)}\n    to    {_shown(self.now)}{within}"


def moved(was: Entry, now: Entry, where: str = "", *, units: int = 1) -> Iterator[Moved]:
    """Every entry of two nested records that differs by more than the tolerance, in the order of the records.

    Args:
        units: of the last place that is written, by which a number may differ.
    """
    if isinstance(was, Mapping) and isinstance(now, Mapping):
        for name in dict.fromkeys((*was, *now)):
            below = f"{where} · {name}" if where else name
            yield from moved(was.get(name), now.get(name), below, units=_units(name, units))
    elif _is_list(was) and _is_list(now):
        for place in range(max(len(was), len(now))):
            one, other = (items[place] if place < len(items) else None for items in (was, now))
            yield from moved(one, other, f"{where} [{place + 1}]", units=units)
    else:
        yield from _moved_text(was, now, where, units=units)


def settled(was: Entry, now: Entry, *, units: int = 1) -> Entry:
    """``now``, with every text that did not move written as it was, so that a refresh changes only what moved."""
    if isinstance(was, Mapping) and isinstance(now, Mapping):
        return {name: settled(was.get(name), now[name], units=_units(name, units)) for name in now}
    if _is_list(was) and _is_list(now) and len(was) == len(now):
        return [settled(one, other, units=units) for one, other in zip(was, now, strict=True)]
    return now if any(moved(was, now, units=units)) else was


def _moved_text(was: Entry, now: Entry, where: str, *, units: int) -> Iterator[Moved]:
    if was == now:
        return
    if not units or not isinstance(was, str) or not isinstance(now, str) or _words(was) != _words(now):
        yield Moved(where, _as_text(was), _as_text(now))
        return
    pairs = list(zip(_NUMBER.findall(was), _NUMBER.findall(now), strict=True))
    furthest = max(pairs, key=lambda pair: _units_apart(*pair))
    if _units_apart(*furthest) > units:
        yield Moved(where, was, now, str(units * unit_of(furthest[0])))


def _units(name: str, units: int) -> int:
    return 0 if name in EXACT else units


def unit_of(number: str) -> Decimal:
    """One unit in the last place that is written, such as 0.1 of ``25.5``."""
    return Decimal(1).scaleb(Decimal(number).as_tuple().exponent)


def _units_apart(was: str, now: str) -> Decimal:
    return abs(Decimal(was) - Decimal(now)) / max(unit_of(was), unit_of(now))


def _words(text: str) -> str:
    return _NUMBER.sub("#", text)


def _is_list(entry: Entry) -> bool:
    return isinstance(entry, Sequence) and not isinstance(entry, str)


def _as_text(entry: Entry) -> str | None:
    return entry if entry is None or isinstance(entry, str) else str(entry)


def _shown(text: str | None) -> str:
    return "(nothing)" if text is None else text
