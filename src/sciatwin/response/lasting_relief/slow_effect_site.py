"""S-ketamine at an effect site with a half-life of days, in those who respond (Dahan 2011)."""

import numpy as np

from sciatwin.evidence import Estimate, Shape, Source, Status, Uncertain
from sciatwin.response.calibrated import calibrated
from sciatwin.response.lasting_relief.account import ALL, Account, Drawn, EqualSessions, Exposure, Rows

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


def borrowed(estimate: Estimate, meaning: str, reason: str) -> Estimate:
    """A published number in a place for which nobody published it: assumed there, within its printed interval."""
    return Estimate(
        value=estimate.value,
        unit=estimate.unit,
        meaning=meaning,
        status=Status.ASSUMED,
        source=estimate.source,
        low=estimate.low,
        high=estimate.high,
        reason=reason,
    )


SITE_HALF_LIFE, LARGEST_EFFECT = "slow effect site/half-life", "slow effect site/largest effect"

PARAMETERS = {
    SITE_HALF_LIFE: Uncertain(estimate=HALF_LIFE),
    "slow effect site/C50": Uncertain(
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
    LARGEST_EFFECT: calibrated(
        LARGEST_EFFECT,
        "1",
        "fraction of pain that lasting relief can remove in a responder",
        Shape.PROBABILITY,
    ),
}


def relief_along(exposure: Exposure, drawn: Drawn, rows: Rows = ALL) -> np.ndarray:
    """Relief follows the level at the slow effect site."""
    return _relief(exposure.slow_site_ng_per_ml[rows], drawn)


def relief_after(sessions: EqualSessions, drawn: Drawn) -> np.ndarray:
    """The same at one moment."""
    return _relief(sessions.slow_site_ng_per_ml, drawn)


def _relief(site_ng_per_ml: np.ndarray, drawn: Drawn) -> np.ndarray:
    c50, largest = drawn["slow effect site/C50"], drawn[LARGEST_EFFECT]
    return np.asarray(largest * site_ng_per_ml / (c50 + site_ng_per_ml))


ACCOUNT = Account(
    key="slow effect site",
    says="the drug fills a slow effect site over days of infusion, and relief fades as the site empties",
    source=SOURCE,
    parameters=PARAMETERS,
    half_life=SITE_HALF_LIFE,
    relief_along=relief_along,
    relief_after=relief_after,
)
