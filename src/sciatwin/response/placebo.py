"""What an inert infusion does beyond the untreated course: expectation, attention, the visit itself."""

import numpy as np

from sciatwin.evidence import Estimate, Shape, Source, Status, Uncertain
from sciatwin.response import slow_effect_site
from sciatwin.units import HOURS_PER_DAY

PARAMETERS = {
    "placebo/responder probability": Uncertain(
        estimate=Estimate(
            value=0.23,
            unit="1",
            meaning="probability of responding to a placebo infusion",
            source=slow_effect_site.SOURCE,
            place="abstract: 23 % (SE 9)",
            standard_error=0.09,
        ),
        shape=Shape.PROBABILITY,
    ),
    "placebo/relief": Uncertain(
        estimate=Estimate(
            value=0.4,
            unit="1",
            meaning="fraction of pain removed in a placebo responder just after a visit",
            status=Status.ASSUMED,
            source=Source(
                "IMMPACT 2008: 30 % is moderate, 50 % substantial improvement",
                url="http://www.bandolier.org.uk/booth/painpag/Chronout.html",
            ),
            low=0.25,
            high=0.6,
            reason="responders are counted by falls of 30 to 50 %; the size itself was not printed",
        ),
        shape=Shape.EVEN,
    ),
    "placebo/fading half-life": Uncertain(
        estimate=Estimate(
            value=slow_effect_site.HALF_LIFE.value,
            unit="day",
            meaning="half-life of the placebo response after the last visit",
            status=Status.ASSUMED,
            source=slow_effect_site.SOURCE,
            low=5.3,
            high=20.5,
            reason="Dahan 2011 fits one half-life to both arms; whether placebo alone fades at that rate was not seen",
        ),
    ),
}


def relief_fraction(
    time_h: np.ndarray,
    visit_starts_h: np.ndarray,
    responds: np.ndarray,
    relief: np.ndarray,
    fading_half_life_days: np.ndarray,
) -> np.ndarray:
    """Fraction of pain removed, shape (times, people); it starts after the first visit and fades after the last."""
    if len(visit_starts_h) == 0:
        return np.zeros((len(time_h), len(responds)))
    latest = np.searchsorted(visit_starts_h, time_h, side="left") - 1
    days_since = (time_h - visit_starts_h[np.maximum(latest, 0)]) / HOURS_PER_DAY
    level = np.where(latest[:, None] < 0, 0.0, 0.5 ** (days_since[:, None] / fading_half_life_days))
    return np.asarray(level * (responds * relief))
