"""Lasting relief, rival 2, the null model: nothing outlasts the drug. It is always in the comparison."""

import numpy as np

from sciatwin.evidence import Source

KEY = "no lasting effect"

SOURCE = Source(
    "Pickering G, et al. Anesthesiology 2020;133:154-164 (one infusion of 0.5 mg/kg: no effect over 35 days)",
    url="https://pubs.asahq.org/anesthesiology/article/133/1/154/109123/Ketamine-and-Magnesium-for-Refractory-Neuropathic",
)


def relief_fraction(site_ng_per_ml: np.ndarray) -> np.ndarray:
    """No relief at any concentration."""
    return np.zeros_like(site_ng_per_ml)
