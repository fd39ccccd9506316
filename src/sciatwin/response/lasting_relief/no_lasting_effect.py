"""The null account: nothing outlasts the drug. It is always in the comparison."""

import numpy as np

from sciatwin.evidence import Source
from sciatwin.response.lasting_relief.account import ALL, Account, Drawn, EqualSessions, Exposure, Rows

SOURCE = Source(
    "Pickering G, et al. Anesthesiology 2020;133:154-164 (one infusion of 0.5 mg/kg: no effect over 35 days)",
    url="https://pubs.asahq.org/anesthesiology/article/133/1/154/109123/Ketamine-and-Magnesium-for-Refractory-Neuropathic",
)


def relief_along(exposure: Exposure, drawn: Drawn, rows: Rows = ALL) -> np.ndarray:
    """No relief at any time."""
    return np.zeros_like(exposure.slow_site_ng_per_ml[rows])


def relief_after(sessions: EqualSessions, drawn: Drawn) -> np.ndarray:
    """No relief after any sessions."""
    return np.zeros_like(sessions.slow_site_ng_per_ml)


ACCOUNT = Account(
    key="no lasting effect",
    says="relief ends with the drug; what lasts is the untreated course and belief",
    source=SOURCE,
    parameters={},
    relief_along=relief_along,
    relief_after=relief_after,
)
