"""Sciatica without treatment: a recovering and a persistent class. Most recent sciatica improves by itself.

The rows it is calibrated on are not quite untreated: the placebo arm of Mathieson 2017 holds a placebo response, and
22 patients of Bailey 2020 changed to surgery. Both make the untreated course look a little too good, so a benefit over
it comes out a little too small.
"""

import numpy as np

from sciatwin.evidence import Estimate, Shape, Source, Status, Uncertain
from sciatwin.units import DAYS_PER_WEEK

SOURCE = Source(
    "Vroomen 1999 (watchful waiting); Mathieson 2017 (placebo arm); Bailey 2020 (non-surgical arm)",
    read_at=(
        "vroomen1999: 65 % improved at 2 and 87 % at 12 weeks; mathieson2017: leg pain 3.1 at 8 and 3.0 at 52 weeks, "
        "about half of baseline; bailey2020: 8.0 to 5.2 in 6 months after 4 to 12 months of sciatica"
    ),
)


def _calibrated(value: float, low: float, high: float, meaning: str, reason: str, unit: str = "1") -> Estimate:
    return Estimate(
        value=value,
        unit=unit,
        meaning=meaning,
        status=Status.CALIBRATED,
        source=SOURCE,
        low=low,
        high=high,
        reason=reason,
    )


def _assumed_spread(value: float, low: float, high: float, meaning: str) -> Estimate:
    return Estimate(
        value=value,
        unit="1",
        meaning=f"spread between people of log {meaning}",
        status=Status.ASSUMED,
        low=low,
        high=high,
        reason="individual courses were not found in open data",
    )


PARAMETERS = {
    "untreated/recovery logit at one week": Uncertain(
        estimate=_calibrated(
            2.5,
            2.0,
            3.0,
            "log odds of the recovering class after one week of sciatica",
            "the three CAL rows, with durations at entry of about 2, 9 and 30 weeks (these durations are assumed)",
        ),
        shape=Shape.EVEN,
    ),
    "untreated/recovery slope": Uncertain(
        estimate=_calibrated(
            0.92,
            0.78,
            1.06,
            "fall of those log odds for each e-fold of duration",
            "the three CAL rows: recovering share 0.87, 0.6 and 0.35",
        ),
        shape=Shape.EVEN,
    ),
    "untreated/recovery time": Uncertain(
        estimate=_calibrated(
            2.5,
            1.7,
            3.7,
            "time constant of recovery in the recovering class, weeks",
            "mathieson2017 placebo arm (holds a placebo response) at week 8 and vroomen1999 at week 2 (CAL)",
        ),
        between_people=_assumed_spread(0.5, 0.3, 0.7, "recovery time"),
    ),
    "untreated/plateau": Uncertain(
        estimate=_calibrated(
            0.20,
            0.10,
            0.30,
            "pain left in the recovering class, as a fraction of its start",
            "mathieson2017 placebo arm (holds a placebo response) at week 52 (CAL)",
        ),
        shape=Shape.EVEN,
    ),
    "untreated/persistent fall": Uncertain(
        estimate=_calibrated(
            0.0033,
            0.0015,
            0.0065,
            "fall of pain in the persistent class, fraction a week",
            "bailey2020 non-surgical arm (22 crossed over): 8.0 to 5.2 in 26 weeks at a recovering share of 0.35 (CAL)",
        ),
        between_people=_assumed_spread(0.7, 0.4, 1.0, "persistent fall"),
    ),
}


def recovering_probability(duration_days: float, logit_at_one_week: np.ndarray, slope: np.ndarray) -> np.ndarray:
    """Probability of the recovering class for sciatica of this duration; durations below a week count as one."""
    weeks = max(duration_days / DAYS_PER_WEEK, 1.0)
    return np.asarray(1 / (1 + np.exp(-(logit_at_one_week - slope * np.log(weeks)))))


def remaining_fraction(
    time_weeks: np.ndarray,
    recovers: np.ndarray,
    recovery_time_weeks: np.ndarray,
    plateau_fraction: np.ndarray,
    persistent_fall_per_week: np.ndarray,
) -> np.ndarray:
    """Pain as a fraction of today's, shape (times, people)."""
    weeks = time_weeks[:, None]
    recovering = plateau_fraction + (1 - plateau_fraction) * np.exp(-weeks / recovery_time_weeks)
    persistent = np.exp(-persistent_fall_per_week * weeks)
    return np.where(recovers, recovering, persistent)
