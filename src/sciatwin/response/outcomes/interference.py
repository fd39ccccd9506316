"""Interference of pain with daily life (Brief Pain Inventory): it goes with the pain that is felt, a little faster.

The one report is a cohort without a control, so part of what it saw may not be the drug. Interference is what patients
say of their days; measured function (``disability``) did not improve in trials.
"""

from collections.abc import Mapping

import numpy as np

from sciatwin.evidence import Estimate, Source, Status, Uncertain
from sciatwin.evidence.scale import highest_score
from sciatwin.response.outcomes.arm import Arm
from sciatwin.response.outcomes.follows_pain import bent_at_the_top

COHORT = Source(
    "Prospective cohort of 35 in-patients infused for 5 days, no control",
    url="https://scirp.org/journal/paperinformation.aspx?paperid=110498",
)

POWER_OF_PAIN = "interference/power of pain"

PARAMETERS = {
    POWER_OF_PAIN: Uncertain(
        estimate=Estimate(
            value=1.36,
            unit="1",
            meaning="percent fall of interference for each percent fall of pain, while small",
            status=Status.DERIVED,
            source=COHORT,
            low=0.9,
            high=1.9,
            reason=(
                "interference 7.0, 5.1, 6.1 and severity 6.5, 5.1, 5.9 (start, week 1, month 2): ln(5.1/7.0) ÷ "
                "ln(5.1/6.5) = 1.31 and ln(6.1/7.0) ÷ ln(5.9/6.5) = 1.42; no spread is printed, the range is assumed"
            ),
        )
    ),
}


def interference_score(arm: Arm, today: np.ndarray, drawn: Mapping[str, np.ndarray]) -> np.ndarray:
    """Interference from 0 to 10, shape (days, people); ``today`` has shape (people,)."""
    score = today * arm.pain_fraction ** drawn[POWER_OF_PAIN]
    return bent_at_the_top(today, score, highest_score("bpi_interference"))
