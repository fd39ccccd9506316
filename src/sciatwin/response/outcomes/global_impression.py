"""The patient's global impression: how likely "much improved" or better is, given how far pain fell since today."""

from collections.abc import Mapping

import numpy as np

from sciatwin.evidence import Estimate, Shape, Source, Status, Uncertain
from sciatwin.response.outcomes.arm import Arm

FARRAR = Source(
    "Farrar 2001, pain trials with 2,724 patients: 2 points or 30 % go with much or very much improved",
    url="https://pubmed.ncbi.nlm.nih.gov/11690728/?dopt=Abstract",
)

FALL_OF_PAIN, WIDTH = "global impression/fall of pain", "global impression/width"

PARAMETERS = {
    FALL_OF_PAIN: Uncertain(
        estimate=Estimate(
            value=0.30,
            unit="1",
            meaning="fall of pain, as a fraction of today's, at which half of the patients feel much improved",
            status=Status.DERIVED,
            source=FARRAR,
            reason="30 % is printed as the change that goes with much improved; it is read here as even odds",
        ),
        shape=Shape.FIXED,
    ),
    WIDTH: Uncertain(
        estimate=Estimate(
            value=0.10,
            unit="1",
            meaning="how much more pain must fall to raise the odds e-fold, as a fraction of today's pain",
            status=Status.ASSUMED,
            source=FARRAR,
            low=0.05,
            high=0.15,
            reason="the curve was not seen; at 0.10 some 5 % call themselves much improved without any change",
        ),
        shape=Shape.EVEN,
    ),
}


def much_improved_probability(arm: Arm, drawn: Mapping[str, np.ndarray]) -> np.ndarray:
    """Probability of "much improved" or "very much improved", shape (days, people)."""
    fall = 1 - arm.pain_fraction
    beyond = (fall - drawn[FALL_OF_PAIN]) / drawn[WIDTH]
    return np.asarray(1 / (1 + np.exp(-beyond)))
