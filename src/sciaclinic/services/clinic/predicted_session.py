"""What is predicted for one session as it is ordered: drawn once, so that what is measured can be held against it."""

from collections.abc import Sequence
from functools import lru_cache

from sciaclinic.answers.curves import CurvesRecord
from sciaclinic.answers.plan.document import PlanDocument
from sciaclinic.episode.episode import Episode
from sciaclinic.services.clinic.charting import plan_in_force
from sciaclinic.services.clinic.desk import Desk
from sciaclinic.services.clinic.session_plan import planned_sessions
from sciaclinic.services.context import Context
from sciaclinic.services.what_if import what_if
from sciatwin.regimen import Regimen
from sciatwin.twin import Twin

SHOWN = ("systolic", "diastolic", "dissociation")
DRAWS, SEED = 200, 0
_AFTER_H = 1.5
"""Recovery that is drawn after the pump."""


def predicted_session(desk: Desk, episode: Episode, planned: int) -> tuple[CurvesRecord, ...]:
    """Curves along the hours of one session of the signed plan; empty where the plan shows no infusion.

    Raises: NotNowError where no plan was signed.
    """
    signed = plan_in_force(desk, episode)
    numbers = [item.number for item in planned_sessions(signed)]
    if signed.shown is None or planned not in numbers:
        return ()
    visit = signed.shown.by_visit[numbers.index(planned)]
    regimen = Regimen(name="session", drug=signed.shown.drug, sessions=visit.steps).starting_at(0.0)
    return _drawn(_Asked(signed), regimen, desk.context.workers)


class _Asked:
    """A signed plan that is one key of the cache: the same text gives the same curves."""

    def __init__(self, document: PlanDocument) -> None:
        self.document = document
        self._key = (document.patient.model_dump_json(), document.clinic.dosing_weight)

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and self._key == other._key


@lru_cache(maxsize=32)
def _drawn(asked: _Asked, regimen: Regimen, workers: int) -> tuple[CurvesRecord, ...]:
    twin = Twin(asked.document.patient, draws=DRAWS, seed=SEED)
    curves = what_if(twin, regimen, Context(workers=workers), keep=SHOWN, despite_block=False)
    return tuple(_until(group, regimen.last_end_h + _AFTER_H) for group in curves if group.by == "hour")


def _until(group: CurvesRecord, end_h: float) -> CurvesRecord:
    """The part of the curves that the session lasts."""
    count = sum(at <= end_h for at in group.at)
    cut = tuple(
        curve.model_copy(update={name: _first(getattr(curve, name), count) for name in ("mean", "low", "high")})
        for curve in group.curves
    )
    return CurvesRecord(by=group.by, at=group.at[:count], curves=cut)


def _first(values: Sequence[float], count: int) -> tuple[float, ...]:
    return tuple(values[:count])
