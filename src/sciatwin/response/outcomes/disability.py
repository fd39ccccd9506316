"""Disability (Oswestry, Roland-Morris): it falls as sciatica heals, and not because a drug dulls the pain.

In trials ketamine lowered pain and left function as it was. So neither its relief nor that of a placebo moves these
scores, unless somebody asks what would follow if a part of it did.
"""

from collections.abc import Mapping

import numpy as np

from sciatwin.evidence import Estimate, Shape, Source, Status, Uncertain
from sciatwin.evidence.scale import highest_score
from sciatwin.response.outcomes.arm import Arm
from sciatwin.response.outcomes.follows_pain import following_pain

NATURAL_HISTORY = Source(
    "Pengel 2003 (15 studies of acute low back pain and sciatica: pain and disability both fall by 58 % in a month)",
    url="https://pure.eur.nl/en/publications/acute-low-back-pain-systematic-review-of-its-prognosis",
)
SIGTERMANS = Source(
    "Sigtermans MJ, et al. Pain 2009;145:304-311 (CRPS, S-ketamine for 100 h: less pain, no functional improvement)",
    doi="10.1016/j.pain.2009.06.023",
)

FOLLOWS_RECOVERY = "disability/follows recovery"

PARAMETERS = {
    FOLLOWS_RECOVERY: Uncertain(
        estimate=Estimate(
            value=0.83,
            unit="1",
            meaning="part of disability that goes as the untreated pain goes",
            status=Status.DERIVED,
            source=NATURAL_HISTORY,
            low=0.66,
            high=1.0,
            reason=(
                "from 58 % ÷ 58 % = 1 (pengel2003) down to 33 % ÷ 50 % = 0.66 (mathieson2017 on placebo, week 8: "
                "Roland-Morris 8.5, taken to start at the 12.7 of the ATLAS cohort, while leg pain halves); both CAL"
            ),
        ),
        shape=Shape.EVEN,
    ),
    "disability/untouched by relief": Uncertain(
        estimate=Estimate(
            value=1.0,
            unit="1",
            meaning="part of the relief by drug or placebo that function does not feel; 1 is no functional gain",
            status=Status.ASSUMED,
            source=SIGTERMANS,
            low=0.5,
            high=1.0,
            reason="no functional gain in the trial that reported it; the range is for questions, not drawn",
        ),
        shape=Shape.FIXED,
    ),
}


def oswestry_score(arm: Arm, today: np.ndarray, drawn: Mapping[str, np.ndarray]) -> np.ndarray:
    """Oswestry Disability Index from 0 to 100, shape (days, people); ``today`` has shape (people,)."""
    return _disability(arm, today, drawn, highest_score("odi"))


def roland_morris_score(arm: Arm, today: np.ndarray, drawn: Mapping[str, np.ndarray]) -> np.ndarray:
    """Roland-Morris score from 0 to 24, shape (days, people); ``today`` has shape (people,)."""
    return _disability(arm, today, drawn, highest_score("roland_morris"))


def _disability(arm: Arm, today: np.ndarray, drawn: Mapping[str, np.ndarray], highest: float) -> np.ndarray:
    untouched = drawn["disability/untouched by relief"]
    felt = untouched * arm.natural_fraction + (1 - untouched) * arm.pain_fraction
    return following_pain(today, felt, drawn[FOLLOWS_RECOVERY], highest)
