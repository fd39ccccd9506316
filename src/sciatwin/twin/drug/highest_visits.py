"""Which visits of a course can hold its highest level: of visits alike, those with the most drug left from before.

The kinetics are linear and what an earlier visit left only falls, so a visit lies below another of the same shape if
everything before it lies at least as far back.
"""

from dataclasses import replace

from sciatwin.regimen import Regimen, Session

Steps = tuple[Session, ...]
_Before = tuple[tuple[Steps, float], ...]
"""Earlier visits, the latest first: shape, and hours from the start of one to that of the other."""


def highest_visits(regimen: Regimen) -> list[Steps]:
    """Visits among which the highest level is found, in order of time."""
    visits = [visit.steps for visit in regimen.by_visit]
    shapes = [_shape(visit) for visit in visits]
    before = [_before(index, visits, shapes) for index in range(len(visits))]
    return [
        visit
        for index, visit in enumerate(visits)
        if not any(
            shapes[other] == shapes[index] and _no_less(before[other], before[index], ties=other > index)
            for other in range(len(visits))
            if other != index
        )
    ]


def _shape(visit: Steps) -> Steps:
    """The visit as if it began at 0."""
    return tuple(replace(session, start_h=round(session.start_h - visit[0].start_h, 9)) for session in visit)


def _before(index: int, visits: list[Steps], shapes: list[Steps]) -> _Before:
    start_h = visits[index][0].start_h
    return tuple((shapes[i], round(start_h - visits[i][0].start_h, 9)) for i in reversed(range(index)))


def _no_less(more: _Before, less: _Before, *, ties: bool) -> bool:
    """Is at least as much left of ``more`` as of ``less``? Of two that leave the same, one counts: ``ties``."""
    if len(more) < len(less) or (more == less and not ties):
        return False
    return all(a[0] == b[0] and a[1] <= b[1] for a, b in zip(more, less, strict=False))
