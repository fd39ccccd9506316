"""Sensitisation that the dorsal horn's own output keeps up: it fades while block quiets that output, and comes back.

dS/dt = k_return (1 − Q) (1 − S) − k_fade Q S, with S = 1 before treatment and relief 1 − S. Q is the part of the
projection neuron's output that block of the NMDA receptor takes away: from levels to block to the simulated circuit,
not from a curve drawn for it. Half an hour of block moves S by a percent or two, days of it by most of the way.
"""

import numpy as np

from sciatwin.evidence import Source, Uncertain
from sciatwin.response.calibrated import calibrated
from sciatwin.response.driven_state import follow
from sciatwin.response.lasting_relief.account import ALL, Account, Drawn, EqualSessions, Exposure, Rows
from sciatwin.response.lasting_relief.slow_effect_site import HALF_LIFE, borrowed
from sciatwin.units import HOURS_PER_DAY

SOURCE = Source(
    "Two-state account after Dahan 2011 (return); the fading rate is fitted here",
    read_at="abstracts; the fading itself has not been shown in the human spinal cord",
)

RETURN_HALF_LIFE, FADING_RATE = "sensitisation/return half-life", "sensitisation/fading rate"

PARAMETERS = {
    RETURN_HALF_LIFE: Uncertain(
        estimate=borrowed(
            HALF_LIFE,
            "half-life with which sensitisation returns",
            "no trial was made for this account: the number is borrowed from the slow effect site",
        )
    ),
    FADING_RATE: calibrated(
        FADING_RATE,
        "1/h",
        "fading of sensitisation for each hour of a wholly silent dorsal horn, fraction an hour",
    ),
}


def relief_along(exposure: Exposure, drawn: Drawn, rows: Rows = ALL) -> np.ndarray:
    """The state followed along the course, as 1 − S: where nothing fades, it stays exactly 0."""
    quieted = exposure.quieted_fraction
    fades = drawn[FADING_RATE] * quieted
    return follow(exposure.time_h, fades, _return_per_h(drawn) * (1 - quieted) + fades, 0.0)[rows]


def relief_after(sessions: EqualSessions, drawn: Drawn) -> np.ndarray:
    """The same at one moment, each session taken as one step: it fades by its quiet hours, then returns."""
    kept = np.exp(-drawn[FADING_RATE] * sessions.quieted_h)
    returns = _return_per_h(drawn)
    relief = np.zeros_like(kept) + sessions.relief_at_first
    for interval_days in -np.diff(sessions.days_since, append=0.0):
        relief = (1 - kept * (1 - relief)) * np.exp(-returns * interval_days * HOURS_PER_DAY)
    return np.asarray(relief)


def _return_per_h(drawn: Drawn) -> np.ndarray:
    return np.asarray(np.log(2) / (drawn[RETURN_HALF_LIFE] * HOURS_PER_DAY))


ACCOUNT = Account(
    key="fading sensitisation",
    says="hours in which block quiets the dorsal horn let sensitisation fade, and it returns over days",
    source=SOURCE,
    parameters=PARAMETERS,
    half_life=RETURN_HALF_LIFE,
    relief_along=relief_along,
    relief_after=relief_after,
)
