"""Lasting relief, rival 1: S-ketamine at an effect site with a half-life of days, in responders (Dahan 2011)."""

import numpy as np

from sciatwin.evidence import Estimate, Shape, Source, Status, Uncertain

KEY = "slow effect site"

SOURCE = Source(
    "Dahan A, Olofsen E, Sigtermans M, et al. Eur J Pain 2011;15(3):258-267",
    doi="10.1016/j.ejpain.2010.06.016",
)

HALF_LIFE = Estimate(
    value=10.9,
    unit="day",
    meaning="half-life of onset and offset of lasting relief",
    source=SOURCE,
    place="abstract: 10.9 days (SE 4.0; 95 % interval 5.3 to 20.5)",
    standard_error=4.0,
    low=5.3,
    high=20.5,
)

PARAMETERS = {
    "slow effect site/half-life": Uncertain(estimate=HALF_LIFE),
    "lasting relief/C50": Uncertain(
        estimate=Estimate(
            value=10.5,
            unit="ng/mL",
            meaning="S-ketamine at the slow effect site for half of the lasting relief",
            source=SOURCE,
            place="abstract: 10.5 ng/mL (SE 4.8; 95 % interval 4.37 to 21.2)",
            standard_error=4.8,
            low=4.37,
            high=21.2,
        )
    ),
    "lasting relief/responder probability": Uncertain(
        estimate=Estimate(
            value=0.67,
            unit="1",
            meaning="probability of responding to ketamine, placebo responders included",
            source=SOURCE,
            place="abstract: 67 % (SE 10)",
            standard_error=0.10,
        ),
        shape=Shape.PROBABILITY,
    ),
    "lasting relief/largest effect": Uncertain(
        estimate=Estimate(
            value=0.95,
            unit="1",
            meaning="fraction of pain that lasting relief can remove in a responder",
            status=Status.CALIBRATED,
            low=0.8,
            high=1.0,
            reason=(
                "sigtermans2009 (CAL): week-1 pain 2.68 on ketamine and 5.45 on placebo need a value of about 1 "
                "with the venous level of Otto 2021 and the responder share above"
            ),
        ),
        shape=Shape.EVEN,
    ),
}


def relief_fraction(
    site_ng_per_ml: np.ndarray, c50_ng_per_ml: np.ndarray, largest_effect: np.ndarray, responds: np.ndarray
) -> np.ndarray:
    """Fraction of pain removed for weeks in those who respond; shapes broadcast."""
    return np.asarray(responds * largest_effect * site_ng_per_ml / (c50_ng_per_ml + site_ng_per_ml))
