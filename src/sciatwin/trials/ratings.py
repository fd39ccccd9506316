"""What a pain score adds to pain: the same person rates the same pain differently from hour to hour and week to week.

The spreads are those with which the constants were fitted, so that a row is predicted as it was fitted.
"""

import numpy as np

from sciatwin.response.outcomes.rated_change import RATING_NOISE, WEEKS_NOISE
from sciatwin.streams import standard_normal
from sciatwin.units import HOURS_PER_DAY


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
    deviation = standard_normal(f"validation/rating/{stream}", seed, pain.size).reshape(pain.shape)
    return np.asarray(pain + noise_fraction(times_h) * today * deviation)
