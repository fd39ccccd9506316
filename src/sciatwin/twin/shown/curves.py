"""A course as the curves that are shown of it: means and 90 % bands in place of every version of the patient.

What is shown of a course of a thousand versions is a few thousand numbers. They are kept as records, so that a figure
can be drawn, and drawn again from a file, without the course.
"""

from collections.abc import Sequence
from typing import Self

import numpy as np

from sciatwin.documents.described import Described
from sciatwin.regimen import Regimen
from sciatwin.response.side_effects.blood_pressure import STOP, PressureStop
from sciatwin.response.side_effects.dissociation import SEVERE
from sciatwin.twin.course import ARMS
from sciatwin.twin.drug.session_hours import end_of_first_session_h, outside_sessions
from sciatwin.twin.outcomes import IMPRESSION, MEASURED
from sciatwin.twin.shown.bands import Band, Bands
from sciatwin.units import HOURS_PER_WEEK

_DIGITS = 4
"""Significant digits that are kept: finer than any line is drawn."""
_TIME_DECIMALS = 4
"""Of an hour: a third of a second."""

_JUST_BEFORE_H = 1e-6
"""The start of the next session belongs to that one."""

Numbers = tuple[float, ...]


class ShownBand(Described):
    """One quantity at each time: mean, and the 5th and 95th percentile of the predictions."""

    mean: Numbers
    low: Numbers
    high: Numbers


class PainCurves(Described):
    """Leg pain (0 to 10) between sessions: the hours of an infusion and the 8 h after it are left out."""

    time_h: Numbers
    """From the first session, or from now if there is none."""
    untreated: ShownBand
    placebo: ShownBand | None
    """Absent, like the next, if only the untreated course is shown."""
    treated: ShownBand | None


class SessionCurves(Described):
    """The first session that is shown and the 8 h after it, or the time until the next session."""

    time_h: Numbers
    """From the start of this session."""
    infusion_h: float
    """How long the infusion takes."""
    ketamine_arterial_ng_per_ml: ShownBand
    """S- and R-ketamine together."""
    ketamine_venous_ng_per_ml: ShownBand
    nmda_block_fraction: ShownBand
    """Part of spinal NMDA receptors that is blocked."""
    dissociation_fraction: ShownBand
    systolic_mmhg: ShownBand | None
    """Absent if the resting pressure is unknown."""


class OutcomeCurves(Described):
    """One outcome beyond leg pain, by day."""

    outcome: str
    meaning: str
    unit: str
    """``points``, ``mg/day``, or ``1`` for a probability."""
    day: tuple[int, ...]
    untreated: ShownBand
    placebo: ShownBand | None
    """Absent, like the next, if only the untreated course is shown."""
    treated: ShownBand | None


class CourseCurves(Described):
    """What the figures of a course show, and the marks on them."""

    last_h: float
    """End of the course."""
    visits_h: Numbers
    """Start of each session that is shown."""
    given_h: Numbers
    """Start of each session that was given before them."""
    review_week: int | None
    """Week at which it is judged, counted from the start of what is shown; absent if nobody set one."""
    starts_h: float
    """Start of what is shown: 0, or later if sessions were given before."""
    stop_systolic_mmhg: float
    """Systolic pressure above which an infusion is stopped."""
    stop_is_assumed: bool
    """The clinic gave no pressure of its own, or a higher one than is thought safe here."""
    severe_dissociation_fraction: float
    """Dissociation above which it is called severe; assumed."""
    pain: PainCurves
    session: SessionCurves | None
    """Absent without an infusion."""
    outcomes: tuple[OutcomeCurves, ...]
    """Only what was measured today, and the patient's impression of change."""

    @property
    def shows_infusion(self) -> bool:
        return self.session is not None

    @classmethod
    def of(
        cls,
        bands: Bands,
        shown: Regimen,
        *,
        given: Regimen | None = None,
        review_week: int | None = None,
        stop: PressureStop = STOP,
        starts_h: float = 0.0,
    ) -> Self:
        """The curves of a simulated course.

        Args:
            bands: of the course of all sessions.
            shown: sessions that are shown; with none of them only the untreated arm is.
            given: sessions before them.
            stop: pressures above which an infusion is stopped.
            starts_h: hour of the course from which the review week counts.
        """
        given = given or Regimen.none()
        arms = ("untreated",) if shown.is_none else tuple(ARMS)
        return cls(
            last_h=float(bands["pain_untreated"].at[-1]),
            visits_h=tuple(start_h for start_h, _ in shown.visits_h),
            given_h=tuple(start_h for start_h, _ in given.visits_h),
            review_week=review_week,
            starts_h=starts_h,
            stop_systolic_mmhg=stop.systolic_mmhg,
            stop_is_assumed=not stop.systolic_is_signed,
            severe_dissociation_fraction=SEVERE.estimate.value,
            pain=_pain(bands, (given, shown), arms),
            session=None if shown.is_none else _first_session(bands, shown),
            outcomes=tuple(
                _outcome(bands, name, arms) for name in (*MEASURED, IMPRESSION) if f"{name}_untreated" in bands
            ),
        )

    @property
    def review_h(self) -> float | None:
        """Hour of the course at which it is judged."""
        return None if self.review_week is None else self.starts_h + self.review_week * HOURS_PER_WEEK


def _pain(bands: Bands, sessions: Sequence[Regimen], arms: Sequence[str]) -> PainCurves:
    times_h = bands["pain_untreated"].at
    kept = np.logical_and.reduce([outside_sessions(times_h, regimen) for regimen in sessions])
    shown = {arm: _shown(bands[f"pain_{arm}"].where(kept)) if arm in arms else None for arm in ARMS}
    return PainCurves.model_validate({"time_h": _times(times_h[kept]), **shown})


def _first_session(bands: Bands, shown: Regimen) -> SessionCurves:
    visit = shown.by_visit[0]
    last_h = end_of_first_session_h(shown) - _JUST_BEFORE_H

    def during(name: str) -> Band:
        return bands[name].within(visit.start_h, last_h)

    return SessionCurves(
        time_h=_times(during("dissociation").at - visit.start_h),
        infusion_h=visit.duration_h,
        ketamine_arterial_ng_per_ml=_shown(during("ketamine_arterial")),
        ketamine_venous_ng_per_ml=_shown(during("ketamine_venous")),
        nmda_block_fraction=_shown(during("nmda_block")),
        dissociation_fraction=_shown(during("dissociation")),
        systolic_mmhg=_shown(during("systolic")) if "systolic" in bands else None,
    )


def _outcome(bands: Bands, name: str, arms: Sequence[str]) -> OutcomeCurves:
    untreated = bands[f"{name}_untreated"]
    shown = {arm: _shown(bands[f"{name}_{arm}"]) if arm in arms else None for arm in ARMS}
    return OutcomeCurves.model_validate(
        {
            "outcome": name,
            "meaning": untreated.label.removesuffix(f", {ARMS['untreated']}"),
            "unit": untreated.unit,
            "day": tuple(map(int, untreated.at)),
            **shown,
        }
    )


def _shown(band: Band) -> ShownBand:
    return ShownBand(mean=_rounded(band.mean), low=_rounded(band.low), high=_rounded(band.high))


def _rounded(values: np.ndarray) -> Numbers:
    return tuple(float(f"{value:.{_DIGITS}g}") + 0.0 for value in values)  # no negative zero


def _times(time_h: np.ndarray) -> Numbers:
    return tuple(round(float(value), _TIME_DECIMALS) for value in time_h)
