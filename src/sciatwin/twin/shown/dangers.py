"""What a course is predicted to do that must never go unsaid: pressure, dissociation, a level of anaesthesia.

Whoever shows a course asks here, whether the course is simulated, planned, explained or learned from.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sciatwin.evidence import Estimate, Source, Status
from sciatwin.response.side_effects import blood_pressure, cadss_limits, dissociation
from sciatwin.response.side_effects.blood_pressure import PressureStop
from sciatwin.twin.course import AnyCourse, Course
from sciatwin.twin.shown.interval import Interval
from sciatwin.twin.versions.weights import mean

DANGER = "DANGER: "

ANAESTHESIA = Estimate(
    value=1075,
    unit="ng/mL",
    meaning="arterial S-ketamine from which on people are anaesthetised",
    status=Status.DERIVED,
    source=Source(
        "S-ketamine anaesthesia increases cerebral blood flow. Anesthesiology 2005;103:258",
        url="https://pubs.asahq.org/anesthesiology/article/103/2/258/9292/S-Ketamine-Anesthesia-Increases-Cerebral-Blood",
        read_at="abstract",
    ),
    low=1075,
    high=1959,
    reason="1959 (SD 442) ng/mL in anaesthesia, less two SD",
)

OFTEN_SEVERE = Estimate(
    value=0.1,
    unit="1",
    meaning="chance of severe dissociation that is called a danger",
    status=Status.ASSUMED,
    low=0.05,
    high=0.25,
    reason="the limit of the example clinic; no source sets one",
)


def dangers(
    course: AnyCourse,
    *,
    after_h: float = 0.0,
    stop: PressureStop = blood_pressure.STOP,
    often_severe: float = OFTEN_SEVERE.value,
) -> tuple[str, ...]:
    """One line for each danger that a course reaches from an hour on; empty if none.

    Args:
        stop: the pressures at which the clinic stops an infusion.
        often_severe: chance of severe dissociation that is called a danger.
    """
    seen = _Highest(Course.of(course), after_h)
    return tuple(
        f"{DANGER}{line}" for line in (*_pressure(seen, stop), *_dissociation(seen, often_severe), *_anaesthesia(seen))
    )


@dataclass(frozen=True)
class _Highest:
    """What a course reaches from an hour on."""

    course: Course
    after_h: float

    def __contains__(self, name: str) -> bool:
        return name in self.course.by_time

    def in_each(self, name: str) -> np.ndarray:
        return self.course.highest(name, self.after_h)

    def of(self, name: str) -> Interval:
        return Interval.of(self.in_each(name), self.course.version_weights)


def _pressure(course: _Highest, stop: PressureStop) -> Iterator[str]:
    for name, limit in (("systolic", stop.systolic_mmhg), ("diastolic", stop.diastolic_mmhg)):
        if name not in course:
            continue
        peak = course.of(name)
        if peak.high > limit:
            yield (
                f"{name} pressure is predicted to reach {peak.mean:.0f} mmHg on average, {peak.high:.0f} in one of "
                f"twenty patients like this one; an infusion is stopped above {limit:.0f}."
            )


def _dissociation(course: _Highest, often_severe: float) -> Iterator[str]:
    is_severe = course.in_each("dissociation") > dissociation.SEVERE.estimate.value
    severe = float(mean(is_severe, course.course.version_weights))
    cadss = course.of("cadss")
    if severe > often_severe or cadss.mean >= cadss_limits.NOT_REPEATED.value:
        yield (
            f"severe dissociation is predicted in {severe:.0%} of patients like this one (above "
            f"{dissociation.SEVERE.estimate.value:.0%} of a visual scale); CADSS {cadss.mean:.0f} on average, up to "
            f"{cadss.high:.0f} of 92. A dose is not repeated as it was from CADSS "
            f"{cadss_limits.NOT_REPEATED.value:g} and stopped at {cadss_limits.STOP.value:g} (assumed)."
        )


def _anaesthesia(course: _Highest) -> Iterator[str]:
    level = course.of("s_ketamine_arterial")
    if level.high >= ANAESTHESIA.value:
        yield (
            f"arterial S-ketamine is predicted to reach {level.mean:.0f} ng/mL, up to {level.high:.0f}; from "
            f"{ANAESTHESIA.value:.0f} on people are anaesthetised. Breathing and airway may fail."
        )
