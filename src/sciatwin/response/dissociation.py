"""Dissociation during the infusion, on a visual-analogue scale. It shares its effect site with fast relief, not its
cause: a person's sensitivity to one says nothing here about the other."""

import numpy as np

from sciatwin.evidence import Estimate, Shape, Source, Status, Uncertain
from sciatwin.response import fast_effect_site

PARAMETERS = {
    "dissociation/C50": Uncertain(
        estimate=fast_effect_site.C50_S_KETAMINE,
        between_people=Estimate(
            value=0.4,
            unit="1",
            meaning="spread between people of log C50 for dissociation",
            status=Status.ASSUMED,
            low=0.25,
            high=0.6,
            reason="not printed; scores after one dose are widely spread (CADSS mean 7.7, SD 9.2)",
        ),
    ),
}

SEVERE = Uncertain(
    estimate=Estimate(
        value=0.7,
        unit="1",
        meaning="part of the scale above which dissociation is called severe",
        status=Status.ASSUMED,
        source=Source(
            "Bowdle TA, et al. Anesthesiology 1998;88:82-88: 37 to 89 % of scale maximum at 200 ng/mL racemate",
            doi="10.1097/00000542-199801000-00015",
        ),
        low=0.6,
        high=0.85,
        reason="no published threshold; a responsible physician sets it",
    ),
    shape=Shape.FIXED,
)


def intensity_fraction(site_ng_per_ml: np.ndarray, c50_ng_per_ml: np.ndarray) -> np.ndarray:
    """Intensity from 0 to 1 of the scale; shapes broadcast."""
    return np.asarray(site_ng_per_ml / (c50_ng_per_ml + site_ng_per_ml))
