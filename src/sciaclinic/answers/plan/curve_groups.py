"""The curves of a plan as groups that share their moments: for a spreadsheet, or a chart that a browser draws."""

from collections.abc import Iterator

from sciaclinic.answers.curves import CurveRecord, CurvesRecord
from sciatwin.twin.shown.curves import CourseCurves, OutcomeCurves, PainCurves, SessionCurves, ShownBand

_ARMS = ("untreated", "placebo", "treated")


def groups_of(curves: CourseCurves) -> tuple[CurvesRecord, ...]:
    """Leg pain by hour of the course, the first session by hour of it, each outcome by day."""
    session = (session_group(curves.session),) if curves.session else ()
    return (pain_group(curves.pain), *session, *map(outcome_group, curves.outcomes))


def pain_group(pain: PainCurves) -> CurvesRecord:
    """Between sessions."""
    return CurvesRecord(by="hour", at=pain.time_h, curves=tuple(_arms(pain, "pain", "leg pain (0 to 10)", "points")))


def session_group(session: SessionCurves) -> CurvesRecord:
    return CurvesRecord(by="hour of the first session", at=session.time_h, curves=tuple(_of_session(session)))


def outcome_group(outcome: OutcomeCurves) -> CurvesRecord:
    arms = _arms(outcome, outcome.outcome, outcome.meaning, outcome.unit)
    return CurvesRecord(by="day", at=tuple(map(float, outcome.day)), curves=tuple(arms))


def _arms(curves: PainCurves | OutcomeCurves, key: str, label: str, unit: str) -> Iterator[CurveRecord]:
    for arm in _ARMS:
        band: ShownBand | None = getattr(curves, arm)
        if band is not None:
            yield _curve(f"{key}_{arm}", f"{label}, {arm}", unit, band)


def _of_session(session: SessionCurves) -> Iterator[CurveRecord]:
    yield _curve("ketamine_arterial", "ketamine, arterial", "ng/mL", session.ketamine_arterial_ng_per_ml)
    yield _curve("ketamine_venous", "ketamine, venous", "ng/mL", session.ketamine_venous_ng_per_ml)
    yield _curve("dissociation", "dissociation, part of a visual scale", "1", session.dissociation_fraction)
    if session.systolic_mmhg is not None:
        yield _curve("systolic", "systolic pressure", "mmHg", session.systolic_mmhg)


def _curve(name: str, label: str, unit: str, band: ShownBand) -> CurveRecord:
    return CurveRecord(name=name, label=label, unit=unit, mean=band.mean, low=band.low, high=band.high)
