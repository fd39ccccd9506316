"""Faults that only show between records: repeats, sessions that overlap, answers that contradict each other."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from sciatwin.observation.seen.given_session import GivenSession
from sciatwin.observation.seen.side_effect_seen import SideEffect, SideEffectSeen
from sciatwin.regimen import SECOND_H

Record = TypeVar("Record", covariant=True)

Visits = tuple[tuple[float, float], ...]
"""Start and end of each visit, h."""

FIRST_SESSION_WITHIN_H = 1e-9


class Placed(NamedTuple, Generic[Record]):
    """A record and where it stands, such as "line 9"."""

    where: str
    record: Record


def repeat_faults(placed: Sequence[Placed[object]]) -> Iterator[str]:
    """The same reading twice would count twice."""
    first: dict[object, str] = {}
    for where, record in placed:
        if record in first:
            yield f"{where}: the same as {first[record]}. Keep one; a repeat that was measured differs in time."
        first.setdefault(record, where)


def session_faults(placed: Sequence[Placed[GivenSession]]) -> Iterator[str]:
    """Sessions start at 0, and one ends before the next begins."""
    ordered = sorted(placed, key=lambda item: item.record.start_h)
    if ordered and ordered[0].record.start_h > FIRST_SESSION_WITHIN_H:
        where, first = ordered[0]
        yield (
            f"{where}: the first session starts at {first.start_h:g} h. Times count from the first session, so it "
            "starts at 0; add the earlier session or shift the times."
        )
    for earlier, later in pairwise(ordered):
        start_h, end_h = later.record.start_h, earlier.record.end_h
        if start_h < end_h - SECOND_H or start_h <= earlier.record.start_h:
            yield (
                f"{later.where}: the session starts at {start_h:g} h, before the one of {earlier.where} "
                f"ends at {end_h:g} h. Correct a start or a duration."
            )


def side_effect_faults(placed: Sequence[Placed[SideEffectSeen]], visits_h: Visits | None) -> Iterator[str]:
    """Each answer belongs to a visit and agrees with the others. ``visits_h`` None: which were given is not known."""
    answers: dict[tuple[int, SideEffect], Placed[SideEffectSeen]] = {}
    for where, item in placed:
        if visits_h is not None:
            yield from _visit_faults(where, item, visits_h)
        earlier = answers.setdefault((item.session_index, item.effect), Placed(where, item))
        if earlier.record.seen != item.seen:
            yield f"{where}, value: '{item.effect}' is yes and no in one session ({earlier.where}). Keep one answer."
    for (index, effect), (where, item) in answers.items():
        overall = answers.get((index, SideEffect.ANY))
        if item.seen and effect is not SideEffect.ANY and overall and not overall.record.seen:
            yield f"{overall.where}, value: '{SideEffect.ANY}' is no, but '{effect}' is yes ({where}). Correct one."


def _visit_faults(where: str, item: SideEffectSeen, visits_h: Visits) -> Iterator[str]:
    number = item.session_index + 1
    if item.session_index >= len(visits_h):
        yield f"{where}, session: number {number} is asked about, but {len(visits_h)} were given."
    elif item.time_h < (begun_h := visits_h[item.session_index][0]):
        yield (
            f"{where}, session: number {number} is asked about at {item.time_h:g} h, but it began at {begun_h:g} h. "
            "Correct the time or the session."
        )
