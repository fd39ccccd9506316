"""One arm of a comparison, day by day: what every outcome beyond pain follows."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Arm:
    """Leg pain and visits of one arm.

    Attributes:
        days: shape (days,), days since the first session.
        pain_fraction: leg pain of this arm ÷ leg pain today, shape (days, people).
        natural_fraction: untreated leg pain ÷ leg pain today, shape (days, people).
        visit_days: shape (visits,), days of the sessions, with ketamine or inert.
        visit_level_ng_per_ml: highest S-ketamine at the fast effect site of each visit, shape (visits, people);
            0 where the infusion is inert.
    """

    days: np.ndarray
    pain_fraction: np.ndarray
    natural_fraction: np.ndarray
    visit_days: np.ndarray
    visit_level_ng_per_ml: np.ndarray
