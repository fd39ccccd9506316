"""How many people like this patient have less pain than today, whatever made it less, and how much less it is.

A worthwhile gain over no treatment, which decides, leaves out who recovers by himself. A patient who asks what will
become of her counts that too: the arms stand beside each other, measured from today.
"""

from collections.abc import Mapping

import numpy as np

from sciatwin.documents.described import Described
from sciatwin.patient import Goals
from sciatwin.twin.versions.weights import VersionWeights, mean, percentiles

DOTS = 50
"""Of a quantile dot plot: each stands for two of a hundred."""


class BetterThanToday(Described):
    """At the week of the review, in arms that share their random draws. Probabilities are those of the versions drawn:
    they differ a little from those that are averaged exactly, by which is decided."""

    week: int
    least_gain_points: float
    """Fall of leg pain that counts; what the patient calls worthwhile."""
    from_points: float
    """Leg pain (0 to 10) from which the fall counts: that which was told before the first session."""
    untreated_probability: float
    placebo_probability: float | None
    """Absent, like all that follows, if no infusion was compared."""
    treated_probability: float | None
    gain_over_untreated_points: tuple[float, ...]
    """Fifty quantiles, rising, each standing for two of a hundred people."""
    gain_over_placebo_points: tuple[float, ...]


def better_than_today(
    pain: Mapping[str, np.ndarray], from_points: float, goals: Goals, weights: VersionWeights, *, with_infusion: bool
) -> BetterThanToday:
    """Args: pain: leg pain of each version at the review week, by arm."""

    def fallen(arm: str) -> float:
        return float(mean(from_points - pain[arm] >= goals.least_worthwhile_gain, weights))

    def quantiles(arm: str) -> tuple[float, ...]:
        levels = (np.arange(DOTS) + 0.5) / DOTS
        found = percentiles(pain[arm] - pain["treated"], [float(level) for level in levels], weights)
        return tuple(round(float(value), _DECIMALS) for value in found)

    return BetterThanToday(
        week=goals.review_week,
        least_gain_points=goals.least_worthwhile_gain,
        from_points=from_points,
        untreated_probability=fallen("untreated"),
        placebo_probability=fallen("placebo") if with_infusion else None,
        treated_probability=fallen("treated") if with_infusion else None,
        gain_over_untreated_points=quantiles("untreated") if with_infusion else (),
        gain_over_placebo_points=quantiles("placebo") if with_infusion else (),
    )


_DECIMALS = 3
