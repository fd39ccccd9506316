"""What may have been meant by a name that is not known. One name is offered only where no other lies near."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

_NEAR, _ALMOST, _AHEAD = 0.6, 0.75, 0.15
"""Likeness of two spellings, 0 to 1: near at all; near enough for a slip; and clearly nearer than the next."""
_MOST = 3


def near_names(name: str, known: Iterable[str]) -> str:
    """A sentence, empty if nothing is near.

    A hint must not lead from one quantity to another: ``max_session`` is near ``max_sessions``, ``max_session_dose``
    and ``max_session_time`` alike, so all of them are named; ``phq2`` is another form than ``phq9``, so none is.
    """
    ranked = sorted(((_likeness(name, other), other) for other in dict.fromkeys(known)), reverse=True)
    near = [(likeness, other) for likeness, other in ranked if likeness >= _NEAR][:_MOST]
    if not near:
        return ""
    (best, first), *others = near
    if best >= _ALMOST and all(likeness <= best - _AHEAD for likeness, _ in others):
        return f"Did you mean '{first}'?"
    return f"Near it: {', '.join(other for _, other in near)}."


def _likeness(name: str, other: str) -> float:
    if re.findall(r"\d+", name) != re.findall(r"\d+", other):
        return 0.0
    return SequenceMatcher(None, name.casefold(), other.casefold()).ratio()
