"""What an inert infusion does beyond the untreated course: expectation, attention, the visit itself.

Blinding of ketamine is poor: who notices the drug expects more of it. The odds of a placebo response grow with that
belief, in the ketamine arm of a trial as in a clinic, and such relief is no effect of the drug.
"""

from collections.abc import Mapping

import numpy as np

from sciatwin.evidence import Estimate, Shape, Source, Status, Uncertain
from sciatwin.response.calibrated import calibrated
from sciatwin.units import HOURS_PER_DAY

DAHAN = Source(
    "Dahan A, Olofsen E, Sigtermans M, et al. Eur J Pain 2011;15(3):258-267",
    doi="10.1016/j.ejpain.2010.06.016",
)

RESPONDER_PROBABILITY, RELIEF = "placebo/responder probability", "placebo/relief"
BELIEF_ODDS_RATIO = "placebo/belief odds ratio"

PARAMETERS = {
    RESPONDER_PROBABILITY: calibrated(
        RESPONDER_PROBABILITY,
        "1",
        "probability of responding to an inert infusion in a blinded trial",
        Shape.PROBABILITY,
    ),
    RELIEF: calibrated(
        RELIEF, "1", "fraction of pain removed in a placebo responder just after a visit", Shape.PROBABILITY
    ),
    BELIEF_ODDS_RATIO: calibrated(
        BELIEF_ODDS_RATIO, "1", "odds ratio of a placebo response when convinced of having had the drug"
    ),
    "placebo/noticing level": Uncertain(
        estimate=Estimate(
            value=70,
            unit="ng/mL",
            meaning="peak S-ketamine at the fast effect site at which half of the belief comes from noticing the drug",
            status=Status.ASSUMED,
            source=Source(
                "Hartvig 1995 (5 people): psychotomimetic effects consistently seen above 70 ng/mL S-ketamine",
                url="https://suppr.wilddata.cn/browses/detail/pubmed/7648766",
            ),
            low=35,
            high=140,
            reason="what people notice was read as where effects were consistently seen; the curve was not printed",
        )
    ),
    "placebo/fading half-life": Uncertain(
        estimate=Estimate(
            value=10.9,
            unit="day",
            meaning="half-life of the placebo response after the last visit",
            status=Status.ASSUMED,
            source=DAHAN,
            low=5.3,
            high=20.5,
            reason="Dahan 2011 fits one half-life to both arms; whether placebo alone fades at that rate was not seen",
        ),
    ),
}

Drawn = Mapping[str, np.ndarray]

CONVINCED = 1.0
"""Belief of somebody who knows that it is, or fully believes it to be, ketamine."""


def responder_probability(belief: np.ndarray | float, drawn: Drawn) -> np.ndarray:
    """Probability of a placebo response, shape (people,).

    Args:
        belief: from 0 (as in the placebo arm of a blinded trial) to ``CONVINCED``.
    """
    base = drawn[RESPONDER_PROBABILITY]
    odds = base / (1 - base) * drawn[BELIEF_ODDS_RATIO] ** belief
    return np.asarray(odds / (1 + odds))


def belief_from_noticing(peak_site_ng_per_ml: np.ndarray, drawn: Drawn) -> np.ndarray:
    """Belief of a blinded person whose highest S-ketamine at the fast effect site was this, shape (people,)."""
    return np.asarray(peak_site_ng_per_ml / (drawn["placebo/noticing level"] + peak_site_ng_per_ml))


def relief_fraction(time_h: np.ndarray, visits_h: np.ndarray, drawn: Drawn) -> np.ndarray:
    """Fraction of pain removed in a responder, shape (times, people): full from the start of a visit to its end, then
    fading.

    Args:
        visits_h: start and end of each visit, shape (visits, 2), in order.
    """
    if len(visits_h) == 0:
        return np.zeros((len(time_h), len(drawn[RELIEF])))
    latest = np.searchsorted(visits_h[:, 0], time_h, side="left") - 1
    since_end_h = np.maximum(time_h - visits_h[np.maximum(latest, 0), 1], 0.0)
    faded = np.exp(-np.log(2) * since_end_h[:, None] / HOURS_PER_DAY / drawn["placebo/fading half-life"])
    level = np.where(latest[:, None] < 0, 0.0, faded)
    return np.asarray(level * drawn[RELIEF])
