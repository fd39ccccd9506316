"""What a pain score adds to pain: the same person rates the same pain differently from hour to hour and week to week.

The spreads are those with which the constants were fitted, so that a row is predicted as it was fitted.
"""

import numpy as np

from sciatwin.evidence import Estimate, Status
from sciatwin.streams import generator_for
from sciatwin.units import HOURS_PER_DAY

RATING_NOISE = Estimate(
    value=0.2,
    unit="1",
    meaning="spread of a rated fall of pain within a day, as a fraction of baseline",
    status=Status.ASSUMED,
    low=0.1,
    high=0.3,
    reason="scores vary by 1 to 1.5 points within a person, and these people started at about 6 to 7",
)

WEEKS_NOISE = Estimate(
    value=0.3,
    unit="1",
    meaning="the same after days or weeks, when a person's own course has moved too",
    status=Status.ASSUMED,
    low=0.2,
    high=0.4,
    reason="two ratings on different days: √2 times the noise of one",
)


def noise_fraction(times_h: tuple[float, ...]) -> float:
    """Spread of a rating at a time, or of the mean of ratings over a window, as a fraction of baseline.

    A mean of many ratings averages away the noise of each; that of the start stays.
    """
    is_one_late_rating = len(times_h) == 1 and times_h[-1] >= HOURS_PER_DAY
    return WEEKS_NOISE.value if is_one_late_rating else RATING_NOISE.value


def rated(pain: np.ndarray, today: np.ndarray, times_h: tuple[float, ...], stream: str, seed: int) -> np.ndarray:
    """Pain as rated, shape (studies, people); its mean is that of pain, so it is not held within the scale.

    Args:
        pain, today: points of 10, shape (studies, people).
        times_h: when it was rated.
        stream: names the random deviations; accounts that are compared share them.
    """
    deviation = generator_for(f"validation/rating/{stream}", seed).standard_normal(pain.shape)
    return np.asarray(pain + noise_fraction(times_h) * today * deviation)
