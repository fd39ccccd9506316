"""Opioid use (mg of morphine equivalents a day): it changes only if somebody decides to taper.

A taper nears a floor: what is still needed while pain is what it is. Less pain lowers the floor; nothing raises the
dose above today's. What a taper does to pain is not modelled.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sciatwin.evidence import Estimate, Shape, Source, Status, Uncertain
from sciatwin.response.outcomes.arm import Arm
from sciatwin.units import DAYS_PER_WEEK

COHORT = Source(
    "Prospective cohort of 35 in-patients infused for 5 days, no control: 191, 122, 93 mg a day",
    url="https://scirp.org/journal/paperinformation.aspx?paperid=110498",
)

PARAMETERS = {
    "opioid/still needed": Uncertain(
        estimate=Estimate(
            value=0.51,
            unit="1",
            meaning="part of today's opioid that cannot be tapered while pain is as today",
            status=Status.DERIVED,
            source=COHORT,
            low=0.2,
            high=0.8,
            reason=(
                "month 2: 93 of 191 mg left at pain 5.9 of 6.5, if the taper had come to its end; uncontrolled and in "
                "hospital; the range is assumed"
            ),
        ),
        shape=Shape.PROBABILITY,
    ),
}


@dataclass(frozen=True, kw_only=True)
class Taper:
    """A decision to reduce opioids; the prescriber sets every number, none has a default.

    Attributes:
        start_day: days since the first session.
        fraction_per_week: part of what is above the floor that is taken away each week.
        floor_fraction: part of today's dose that is kept while pain is as today; None leaves it to
            "opioid/still needed", which is drawn.
    """

    start_day: float
    fraction_per_week: float
    floor_fraction: float | None

    def __post_init__(self) -> None:
        if not self.start_day >= 0:
            raise ValueError(f"Taper needs start_day >= 0; got {self.start_day}.")
        if not 0 < self.fraction_per_week < 1:
            raise ValueError(f"Taper needs 0 < fraction_per_week < 1; got {self.fraction_per_week}.")
        if self.floor_fraction is not None and not 0 <= self.floor_fraction < 1:
            raise ValueError(f"Taper needs 0 <= floor_fraction < 1; got {self.floor_fraction}.")


def morphine_equivalents_mg_per_day(
    arm: Arm, today: np.ndarray, drawn: Mapping[str, np.ndarray], taper: Taper | None = None
) -> np.ndarray:
    """Morphine equivalents, mg a day, shape (days, people); without a taper as today, whose shape is (people,)."""
    if taper is None:
        return np.tile(today, (len(arm.days), 1))
    floor = drawn["opioid/still needed"] if taper.floor_fraction is None else taper.floor_fraction
    weeks = np.where(arm.days > taper.start_day, arm.days - taper.start_day, 0.0)[:, None] / DAYS_PER_WEEK
    tapered = 1 - (1 - taper.fraction_per_week) ** weeks
    return np.asarray(today * (1 - tapered * (1 - _still_needed(arm.pain_fraction, floor))))


def _still_needed(pain_ratio: np.ndarray, at_todays_pain: np.ndarray | float) -> np.ndarray:
    """Part of today's dose: its odds are in proportion to pain, so it stays between 0 and 1."""
    needed = at_todays_pain * pain_ratio
    return np.asarray(needed / (1 - at_todays_pain + needed))
