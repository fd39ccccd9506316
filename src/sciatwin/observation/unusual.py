"""Doses that nobody gives are asked back when a file is read; a row confirms one with 'yes' under ``confirmed``."""

from collections.abc import Iterator, Sequence

from sciatwin.observation.seen.given_session import GivenSession
from sciatwin.usual_dose import unusual_visit

Visits = Sequence[tuple[float, float]]


def unusual_sessions(sessions: Sequence[GivenSession], visits_h: Visits) -> Iterator[tuple[tuple[int, ...], str]]:
    """Each visit whose dose no clinic gives: which of the sessions it holds, and a sentence.

    Visits are looked at whole, because a session that was paused or slowed is written in parts.
    """
    for start_h, end_h in visits_h:
        inside = tuple(i for i, session in enumerate(sessions) if start_h - 1e-6 <= session.start_h < end_h)
        if not inside:
            continue
        dose_mg = sum(sessions[i].dose_mg for i in inside)
        first = min(inside, key=lambda i: sessions[i].start_h)  # the rows of a file come in any order
        if sentence := unusual_visit(dose_mg, end_h - start_h, sessions[first].drug):
            yield inside, sentence
