"""Anxiety (GAD-7): part of it goes with pain. Ketamine itself is given no effect on it.

Anxiety did not improve in the pain-clinic cohort, and eight infusions did nothing for post-traumatic stress.
"""

from collections.abc import Mapping

import numpy as np

from sciatwin.evidence import Estimate, Shape, Source, Status, Uncertain
from sciatwin.evidence.scale import highest_score
from sciatwin.response.outcomes import after_session
from sciatwin.response.outcomes.arm import Arm
from sciatwin.response.outcomes.follows_pain import following_pain

PAIN_CLINIC = Source(
    "Prospective cohort of 35 in-patients infused for 5 days, no control: no improvement of anxiety",
    url="https://www.oalib.com/paper/6760552",
)

MUSCULOSKELETAL_PAIN = Source(
    "Secondary analysis of a trial in 250 people with musculoskeletal pain and depression: anxiety over 12 months",
    url="https://pmc.ncbi.nlm.nih.gov/articles/PMC3529840",
)

FOLLOWS_PAIN = "anxiety/follows pain"

PARAMETERS = {
    "anxiety/left by a session": Uncertain(
        estimate=Estimate(
            value=1.0,
            unit="1",
            meaning="anxiety the day after one session ÷ without it; 1 is no effect",
            status=Status.ASSUMED,
            source=PAIN_CLINIC,
            low=0.8,
            high=1.0,
            reason="no improvement in the cohort and none in a trial in PTSD (158 people); the range is for questions",
        ),
        shape=Shape.FIXED,
    ),
    FOLLOWS_PAIN: Uncertain(
        estimate=Estimate(
            value=0.2,
            unit="1",
            meaning="part of anxiety that goes with pain",
            status=Status.ASSUMED,
            source=MUSCULOSKELETAL_PAIN,
            low=0.0,
            high=0.4,
            reason="no size was found; less than depression, as early change of anxiety did not predict pain",
        ),
        shape=Shape.EVEN,
    ),
}


def gad7_score(arm: Arm, today: np.ndarray, drawn: Mapping[str, np.ndarray]) -> np.ndarray:
    """GAD-7 from 0 to 21, shape (days, people).

    Args:
        today: score today, shape (people,).
        drawn: numbers of this file and of ``after_session``, each of shape (people,).
    """
    with_pain = following_pain(today, arm.pain_fraction, drawn[FOLLOWS_PAIN], highest_score("gad7"))
    return np.asarray(with_pain * after_session.left(arm, drawn, drawn["anxiety/left by a session"]))
