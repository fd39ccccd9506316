"""Sensitisation that keeps itself up, fades while the receptor is blocked and comes back over days.

dS/dt = k_return (1 − S) − k_fade B(t) S, with B = C / (K + C) at the fast effect site and S = 1 before treatment;
relief is 1 − S. Half an hour of block moves S by a percent or two, days of it by most of the way.
"""

import numpy as np

from sciatwin.evidence import Estimate, Source, Status, Uncertain
from sciatwin.response.calibrated import calibrated
from sciatwin.response.driven_state import follow
from sciatwin.response.lasting_relief.account import Account, Drawn, EqualSessions, Exposure
from sciatwin.response.lasting_relief.slow_effect_site import HALF_LIFE, borrowed
from sciatwin.units import HOURS_PER_DAY

SOURCE = Source(
    "Two-state account after Dahan 2011 (return), Ebert 1997 (potency); the fading rate is fitted here",
    read_at="abstracts; the fading itself has not been shown in the human spinal cord",
)

EBERT = Source(
    "Ebert B, et al. Eur J Pharmacol 1997 (binding to the NMDA receptor)", url="https://medluna.com/article/9311667"
)

PARAMETERS = {
    "sensitisation/return half-life": Uncertain(
        estimate=borrowed(
            HALF_LIFE,
            "half-life with which sensitisation returns",
            "no trial was made for this account: the number is borrowed from the slow effect site",
        )
    ),
    "sensitisation/half-blocking level": Uncertain(
        estimate=Estimate(
            value=260,
            unit="ng/mL",
            meaning="S-ketamine in plasma that blocks half of the receptors; no human occupancy curve exists",
            status=Status.DERIVED,
            source=EBERT,
            low=65,
            high=520,
            reason=(
                "affinity 0.3 µmol/L, 0.55 unbound and 237.7 g/mol give 130 ng/mL; potency in the spinal cord is 1 "
                "to 4 times lower, and other sources find it higher"
            ),
        )
    ),
    "sensitisation/fading rate": calibrated(
        "sensitisation/fading rate", "1/h", "fading of sensitisation for each hour of full block, fraction an hour"
    ),
}


def block_fraction(fast_site_ng_per_ml: np.ndarray, drawn: Drawn) -> np.ndarray:
    """Fraction of receptors blocked at equilibrium; computed from binding, not measured in people."""
    half = drawn["sensitisation/half-blocking level"]
    return np.asarray(fast_site_ng_per_ml / (half + fast_site_ng_per_ml))


def relief_along(exposure: Exposure, drawn: Drawn) -> np.ndarray:
    """The state followed along the course, as 1 − S: where nothing fades, it stays exactly 0."""
    returns = _return_per_h(drawn)
    fades = drawn["sensitisation/fading rate"] * block_fraction(exposure.fast_site_ng_per_ml, drawn)
    return follow(exposure.time_h, fades, returns + fades, 0.0)


def relief_after(sessions: EqualSessions, drawn: Drawn) -> np.ndarray:
    """The same at one moment, each session taken as one step: it fades by its hours of block, then returns."""
    kept = np.exp(-drawn["sensitisation/fading rate"] * sessions.blocked_h)
    returns = _return_per_h(drawn)
    relief = np.zeros_like(kept)
    for interval_days in -np.diff(sessions.days_since, append=0.0):
        relief = (1 - kept * (1 - relief)) * np.exp(-returns * interval_days * HOURS_PER_DAY)
    return np.asarray(relief)


def _return_per_h(drawn: Drawn) -> np.ndarray:
    return np.asarray(np.log(2) / (drawn["sensitisation/return half-life"] * HOURS_PER_DAY))


ACCOUNT = Account(
    key="fading sensitisation",
    says="hours of receptor block let sensitisation fade, and it returns over days",
    source=SOURCE,
    parameters=PARAMETERS,
    relief_along=relief_along,
    relief_after=relief_after,
)
