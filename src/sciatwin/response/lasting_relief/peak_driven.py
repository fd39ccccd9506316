"""Each session leaves relief in proportion to how high its peak was, however long it took.

It sets in over a day, so that what an infusion does while the drug is there is not counted as lasting.
"""

import numpy as np

from sciatwin.evidence import Estimate, Source, Status, Uncertain
from sciatwin.response.calibrated import calibrated
from sciatwin.response.fast_effect_site import C50_S_KETAMINE
from sciatwin.response.lasting_relief.account import ALL, Account, Drawn, EqualSessions, Exposure, Rows
from sciatwin.response.lasting_relief.slow_effect_site import HALF_LIFE, borrowed
from sciatwin.units import HOURS_PER_DAY

SOURCE = Source(
    "A rival of this project: clinics that give short strong infusions presume it; no trial compared peaks",
    read_at="uncontrolled clinic series, for example Patil and Anitescu 2012 (49 patients)",
)

_NOBODY = "no trial was made for this account: the number is borrowed from"

HALF_LIFE_OF_RELIEF, STRENGTH = "peak/half-life", "peak/strength"

PARAMETERS = {
    HALF_LIFE_OF_RELIEF: Uncertain(
        estimate=borrowed(HALF_LIFE, "half-life of what a session leaves behind", f"{_NOBODY} the slow effect site")
    ),
    "peak/C50": Uncertain(
        estimate=borrowed(
            C50_S_KETAMINE, "peak S-ketamine that leaves half of the relief", f"{_NOBODY} fast relief in volunteers"
        )
    ),
    "peak/onset": Uncertain(
        estimate=Estimate(
            value=1.0,
            unit="day",
            meaning="time constant with which relief sets in after a session",
            status=Status.ASSUMED,
            low=0.5,
            high=3.0,
            reason="lasting change of synapses takes hours to days; none was timed in patients",
        )
    ),
    STRENGTH: calibrated(
        STRENGTH, "1", "relief left by one session at a very high peak, as −log(1 − fraction of pain removed)"
    ),
}


def relief_along(exposure: Exposure, drawn: Drawn, rows: Rows = ALL) -> np.ndarray:
    """Relief after each session, setting in and fading; sessions act on what the others left."""
    time_h = exposure.time_h[rows]
    total = np.zeros((len(time_h), exposure.session_peak_ng_per_ml.shape[1]))
    for end_h, peak in zip(exposure.session_end_h, exposure.session_peak_ng_per_ml, strict=True):
        days = (time_h[:, None] - end_h) / HOURS_PER_DAY
        total = total + _left(peak, drawn) * _there(np.where(days >= 0, days, 0.0), drawn)
    return np.asarray(1 - np.exp(-total))


def relief_after(sessions: EqualSessions, drawn: Drawn) -> np.ndarray:
    """The same at one moment: equal sessions leave equal relief, each as far as it has set in and not faded."""
    there = _there(sessions.days_since[:, None], drawn).sum(axis=0)
    kept = np.exp(-_left(sessions.session_peak_ng_per_ml, drawn) * there)
    return np.asarray(1 - kept * (1 - sessions.relief_at_moment))


def _left(peak_ng_per_ml: np.ndarray, drawn: Drawn) -> np.ndarray:
    return np.asarray(drawn[STRENGTH] * peak_ng_per_ml / (drawn["peak/C50"] + peak_ng_per_ml))


def _there(days: np.ndarray, drawn: Drawn) -> np.ndarray:
    """Part of what a session leaves that has set in and has not faded; 0 at its end."""
    faded = np.exp(-np.log(2) * days / drawn[HALF_LIFE_OF_RELIEF])
    return np.asarray(faded * (1 - np.exp(-days / drawn["peak/onset"])))


ACCOUNT = Account(
    key="peak driven",
    says="what counts is how high the level rises, not how long it stays",
    source=SOURCE,
    parameters=PARAMETERS,
    half_life=HALF_LIFE_OF_RELIEF,
    relief_along=relief_along,
    relief_after=relief_after,
)
