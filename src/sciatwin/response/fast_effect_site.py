"""Fast relief: S-ketamine at an effect site that follows arterial plasma within minutes (Olofsen 2022)."""

from collections.abc import Mapping

import numpy as np

from sciatwin.evidence import Estimate, Shape, Source, Status, Uncertain
from sciatwin.response.calibrated import calibrated

SITE_HALF_LIFE = "fast effect site/half-life"
C50, LARGEST_EFFECT = "fast relief/C50", "fast relief/largest effect"

SOURCE = Source(
    "Olofsen E, Kamp J, Henthorn TK, et al. Anesthesiology 2022;136:792-801",
    doi="10.1097/ALN.0000000000004176",
)

C50_S_KETAMINE = Estimate(
    value=121,
    unit="ng/mL",
    meaning="S-ketamine at the fast effect site for half of the effect",
    source=SOURCE,
    place="abstract: 0.51 nmol/mL (95 % interval 0.38 to 0.66), × 237.73",
    low=90,
    high=157,
)

HALF_LIFE = Estimate(
    value=8.3,
    unit="min",
    meaning="half-life of equilibration of the fast effect site",
    source=SOURCE,
    place="abstract: 8.3 min (95 % interval 5.1 to 13.0)",
    low=5.1,
    high=13.0,
)

PARAMETERS = {
    SITE_HALF_LIFE: Uncertain(estimate=HALF_LIFE),
    C50: Uncertain(
        estimate=C50_S_KETAMINE,
        between_people=Estimate(
            value=0.3,
            unit="1",
            meaning="spread between people of log C50 for pain",
            status=Status.ASSUMED,
            low=0.2,
            high=0.5,
            reason="not printed in what was read; a coefficient of variation of 30 % is usual for a C50",
        ),
    ),
    LARGEST_EFFECT: calibrated(
        LARGEST_EFFECT, "1", "fraction of pain removed by a very high concentration", Shape.PROBABILITY
    ),
}


def relief_fraction(site_ng_per_ml: np.ndarray, drawn: Mapping[str, np.ndarray]) -> np.ndarray:
    """Fraction of pain removed while the drug is there; shapes broadcast."""
    return np.asarray(drawn[LARGEST_EFFECT] * site_ng_per_ml / (drawn[C50] + site_ng_per_ml))
