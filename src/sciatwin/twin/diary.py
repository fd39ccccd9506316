"""What patients would write down: scores around the true course, day by day, on the steps of their scales.

Outcomes vary together within a person, and today resembles yesterday. Arms share these swings, so that they differ
only by treatment.
"""

import numpy as np
import xarray as xr

from sciatwin.evidence.scale import highest_score
from sciatwin.response.outcomes.variation import (
    DAY_TO_DAY_CORRELATION,
    WITHIN_PERSON_SD,
    daily_deviations,
    observed_scores,
)
from sciatwin.streams import Seed
from sciatwin.twin.course import ARMS
from sciatwin.units import HOURS_PER_DAY

_SCALES = {"pain": "nrs", "depression": "phq9", "anxiety": "gad7", "insomnia": "isi", "disability": "odi"}


def diary(course: xr.Dataset, seed: Seed) -> xr.Dataset:
    """Scores as written down each day, dimensions (draw, day), under the names that the true scores have.

    Args:
        course: of ``simulate``; outcomes that were not measured today are absent here too.
        seed: the same seed gives the same swings, for any treatment.
    """
    days, people = course["day"].to_numpy(), course.sizes["draw"]
    swings = daily_deviations(days, people, DAY_TO_DAY_CORRELATION.estimate.value, seed)
    written = {}
    for outcome, key in _SCALES.items():
        spread = WITHIN_PERSON_SD[outcome].draw(f"diary/{outcome} within a person", seed, people)
        for arm in ARMS:
            name = f"{outcome}_{arm}"
            if name in course:
                scores = observed_scores(
                    _true(course, name, days), swings[outcome], sd=spread, highest=highest_score(key)
                )
                attributes = {**course[name].attrs, "long_name": f"{course[name].attrs['long_name']}, as written down"}
                written[name] = (("day", "draw"), scores, attributes)
    return xr.Dataset(written, coords={"day": course["day"]}).transpose("draw", "day")


def _true(course: xr.Dataset, name: str, days: np.ndarray) -> np.ndarray:
    """The true course at the start of each day, shape (days, people)."""
    values = course[name]
    if "time" in values.dims:
        values = values.sel(time=days * HOURS_PER_DAY, method="nearest").rename(time="day")
    return values.transpose("day", "draw").to_numpy()
