"""The curves and numbers of one scenario in one twin: the first session by the hour, pain by the day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sciatwin.regimen import Regimen
from sciatwin.response.side_effects import blood_pressure, dissociation
from sciatwin.response.side_effects.blood_pressure import PressureStop
from sciatwin.twin import Twin
from sciatwin.twin.permission import require_permission
from sciatwin.twin.shown.interval import Interval
from sciatwin.twin.shown.nested import NestedBand
from sciatwin.twin.shown.risks import Risks, risks_at_peak
from sciatwin.twin.simulate import HORIZON_DAYS
from sciatwin.twin.simulated import Simulated
from sciatwin.units import DAYS_PER_WEEK, HOURS_PER_DAY, HOURS_PER_WEEK

BY_HOUR = ("ketamine_arterial", "ketamine_venous", "nmda_block", "dissociation", "systolic", "diastolic")
ARMS = ("untreated", "placebo", "treated")
WEEKS = (1, 2, 4, 8, 12)

_AXES_H = (2.0, 4.0, 6.0, 9.0, 12.0, 18.0, 24.0, 36.0)
"""Lengths that the axis of hours may have: it stays still while a lever is moved."""
_AFTER_H = 1.0
_POINTS = 96
_DAYS = np.union1d(np.arange(15), np.arange(0, HORIZON_DAYS + 1, 2))
"""Every day at first; later, when little changes, every other day. Weeks that are told of are added."""


@dataclass(frozen=True)
class Curves:
    """Moments, shape (moments,), and the band of each variable at them."""

    at: np.ndarray
    bands: Mapping[str, NestedBand]


@dataclass(frozen=True, kw_only=True)
class PainAt:
    """Leg pain (0 to 10) at one week, and what the drug alone takes off it."""

    week: int
    treated: Interval
    placebo: Interval
    untreated: Interval
    gain_over_placebo: Interval


@dataclass(frozen=True, kw_only=True)
class Peaks:
    """Highest values: levels and block of the first session, the rest of the whole course."""

    arterial_ng_per_ml: Interval
    venous_ng_per_ml: Interval
    block_fraction: Interval
    dissociation_fraction: Interval
    systolic_mmhg: Interval | None = None
    diastolic_mmhg: Interval | None = None


@dataclass(frozen=True, kw_only=True)
class Course:
    """What a scenario would do.

    Attributes:
        hours: from the start of the first session; days: from its day; both hold what the patient has values for.
        reached, reached_on_placebo: probability of a gain of ``least_gain`` points over no treatment at the review.
        left: sessions that come at the review or after it.
    """

    regimen: Regimen
    hours: Curves
    days: Curves
    pain: tuple[PainAt, ...]
    peaks: Peaks
    risks: Risks
    review_week: int
    least_gain: float
    reached: float
    reached_on_placebo: float
    left: int
    stop_systolic_mmhg: float
    draws: int


@dataclass(frozen=True)
class Followed:
    """A regimen in a twin: the whole course at the days that are shown, and its first session by the hour."""

    regimen: Regimen
    whole: Simulated
    first: Simulated

    @classmethod
    def of(cls, twin: Twin, regimen: Regimen) -> "Followed":
        """Raises: MustNotInfuseError, LimitError, RegimenError as ``Twin.simulate``."""
        whole = twin.follow(regimen, keep=[f"pain_{arm}" for arm in ARMS], times_h=_hours_of(twin, _days(twin)))
        return cls(regimen, whole, _first_session(twin, regimen))

    def at_dose_of(self, twin: Twin, regimen: Regimen) -> "Followed":
        """The same schedule at another dose, without solving for levels again.

        Raises: MustNotInfuseError, LimitError as ``require_permission``.
        """
        require_permission(twin.suitability, regimen)
        factor = regimen.sessions[0].dose_mg_per_kg / self.regimen.sessions[0].dose_mg_per_kg
        return Followed(regimen, self.whole.scaled(factor), self.first.scaled(factor))


def course_of(twin: Twin, followed: Followed, stop: PressureStop) -> Course:
    """What is shown of a regimen that was followed."""
    days, regimen, whole, first = _days(twin), followed.regimen, followed.whole, followed.first
    goals, starts_h = twin.patient.goals, twin.next_start_h
    review_h = starts_h + goals.review_week * HOURS_PER_WEEK
    (gain,) = whole.gains_at((review_h,), goals.least_worthwhile_gain)
    peak = whole.visit_peaks[twin.given.visits :].max(axis=0)
    pain = _curves(whole, days, [f"pain_{arm}" for arm in ARMS])
    return Course(
        regimen=regimen,
        hours=_curves(first, first.time_h - starts_h, BY_HOUR),
        days=pain,
        pain=tuple(_pain_at(whole, pain, _weeks(twin))),
        peaks=_peaks(first, peak),
        risks=risks_at_peak(twin.ensemble, peak, stop),
        review_week=goals.review_week,
        least_gain=goals.least_worthwhile_gain,
        reached=float(gain.worthwhile[0]),
        reached_on_placebo=gain.worthwhile_on_placebo,
        left=sum(start_h >= review_h for start_h, _ in regimen.visits_h),
        stop_systolic_mmhg=stop.systolic_mmhg,
        draws=twin.ensemble.count,
    )


def untreated_days(twin: Twin) -> Curves:
    """Pain without any infusion: all that is shown where none may be given."""
    days = _days(twin)
    followed = twin.follow(Regimen.none(), keep=["pain_untreated"], times_h=_hours_of(twin, days))
    return _curves(followed, days, ["pain_untreated"])


def axis_h(regimen: Regimen) -> float:
    """How many hours are shown of the first session."""
    start_h, end_h = regimen.visits_h[0]
    return next((length for length in _AXES_H if length >= end_h - start_h + _AFTER_H), _AXES_H[-1])


def _weeks(twin: Twin) -> list[int]:
    return sorted({*WEEKS, twin.patient.goals.review_week})


def _days(twin: Twin) -> np.ndarray:
    return np.union1d(_DAYS, [week * DAYS_PER_WEEK for week in _weeks(twin)])


def _hours_of(twin: Twin, days: np.ndarray) -> np.ndarray:
    return twin.next_start_h + days * HOURS_PER_DAY


def _first_session(twin: Twin, regimen: Regimen) -> Simulated:
    visit = regimen.by_visit[0]
    marks = [0.0, *(step.end_h - visit.start_h for step in visit.steps)]
    shown = np.union1d(np.linspace(0, axis_h(regimen), _POINTS), marks)
    alone = Regimen(name=regimen.name, drug=regimen.drug, sessions=visit.steps)
    return twin.follow(alone, keep=BY_HOUR, times_h=visit.start_h + shown)


def _curves(followed: Simulated, at: np.ndarray, names: Sequence[str]) -> Curves:
    """All variables are put in order at once: one large sort is quicker than many small ones."""
    found = {name: followed.by_time[name] for name in names if name in followed.by_time}
    bands = NestedBand.of(np.concatenate(list(found.values())), followed.ensemble.version_weights)
    return Curves(at, {name: bands.part(index * len(at), len(at)) for index, name in enumerate(found)})


def _pain_at(whole: Simulated, pain: Curves, weeks: Sequence[int]) -> Iterator[PainAt]:
    rows = [int(np.flatnonzero(pain.at == week * DAYS_PER_WEEK)[0]) for week in weeks]
    by_drug = whole.by_time["pain_placebo"][rows] - whole.by_time["pain_treated"][rows]
    gains = NestedBand.of(by_drug, whole.ensemble.version_weights)
    for place, (week, row) in enumerate(zip(weeks, rows, strict=True)):
        arms = {arm: pain.bands[f"pain_{arm}"].interval(row) for arm in ARMS}
        yield PainAt(week=week, gain_over_placebo=gains.interval(place), **arms)


def _peaks(first: Simulated, peak_site: np.ndarray) -> Peaks:
    ensemble, found, people = first.ensemble, first.by_time, first.ensemble.people
    rise = blood_pressure.systolic_rise_mmhg(peak_site, ensemble.drawn)
    highest = {
        "arterial_ng_per_ml": found["ketamine_arterial"].max(axis=0),
        "venous_ng_per_ml": found["ketamine_venous"].max(axis=0),
        "block_fraction": found["nmda_block"].max(axis=0),
        "dissociation_fraction": dissociation.intensity_fraction(peak_site, ensemble.drawn),
    }
    if people.systolic_mmhg is not None and people.diastolic_mmhg is not None:
        highest["systolic_mmhg"] = people.systolic_mmhg + rise
        highest["diastolic_mmhg"] = people.diastolic_mmhg + blood_pressure.DIASTOLIC_PER_SYSTOLIC.value * rise
    bands = NestedBand.of(np.array(list(highest.values())), ensemble.version_weights)
    return Peaks(**{name: bands.interval(row) for row, name in enumerate(highest)})
