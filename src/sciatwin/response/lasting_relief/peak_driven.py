"""Each session leaves relief in proportion to how high its peak was, however long it took."""

import numpy as np

from sciatwin.evidence import Source, Uncertain
from sciatwin.response.calibrated import calibrated
from sciatwin.response.fast_effect_site import C50_S_KETAMINE
from sciatwin.response.lasting_relief.account import Account, Drawn, EqualSessions, Exposure
from sciatwin.response.lasting_relief.slow_effect_site import HALF_LIFE
from sciatwin.units import HOURS_PER_DAY

SOURCE = Source(
    "A rival of this project: clinics that give short strong infusions presume it; no trial compared peaks",
    read_at="uncontrolled clinic series, for example Patil and Anitescu 2012 (49 patients)",
)

PARAMETERS = {
    "peak/half-life": Uncertain(estimate=HALF_LIFE),
    "peak/C50": Uncertain(estimate=C50_S_KETAMINE),
    "peak/strength": calibrated(
        "peak/strength", "1", "relief left by one session at a very high peak, as −log(1 − fraction of pain removed)"
    ),
}


def relief_along(exposure: Exposure, drawn: Drawn) -> np.ndarray:
    """Relief from the end of each session, halving with its half-life; sessions act on what the others left."""
    total = np.zeros(exposure.slow_site_ng_per_ml.shape)
    for end_h, peak in zip(exposure.session_end_h, exposure.session_peak_ng_per_ml, strict=True):
        days = (exposure.time_h[:, None] - end_h) / HOURS_PER_DAY
        begun = np.where(days >= 0, 1.0, 0.0)
        total = total + begun * _left(peak, drawn) * _faded(np.where(days >= 0, days, 0.0), drawn)
    return np.asarray(1 - np.exp(-total))


def relief_after(sessions: EqualSessions, drawn: Drawn) -> np.ndarray:
    """The same at one moment: equal sessions leave equal relief, each faded by its age."""
    faded = _faded(sessions.days_since[:, None], drawn).sum(axis=0)
    return np.asarray(1 - np.exp(-_left(sessions.session_peak_ng_per_ml, drawn) * faded))


def _left(peak_ng_per_ml: np.ndarray, drawn: Drawn) -> np.ndarray:
    return np.asarray(drawn["peak/strength"] * peak_ng_per_ml / (drawn["peak/C50"] + peak_ng_per_ml))


def _faded(days: np.ndarray, drawn: Drawn) -> np.ndarray:
    return np.asarray(np.exp(-np.log(2) * days / drawn["peak/half-life"]))


ACCOUNT = Account(
    key="peak driven",
    says="what counts is how high the level rises, not how long it stays",
    source=SOURCE,
    parameters=PARAMETERS,
    relief_along=relief_along,
    relief_after=relief_after,
)
