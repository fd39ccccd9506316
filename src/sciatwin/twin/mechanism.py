"""From S-ketamine at the effect site to block of the NMDA receptor, and on to what the dorsal horn still passes on.

R-ketamine is taken to stand to S-ketamine at the site as it does in the dose. Norketamine is left out: in people one
study found that it opposes analgesia and another that it does nothing, though it blocks the receptor.
"""

from collections.abc import Mapping

import numpy as np

from sciatwin.analytes import Drug
from sciatwin.dorsal_horn import patient_cord
from sciatwin.dorsal_horn.fitted.surrogate import quieted_fraction
from sciatwin.evidence import Uncertain
from sciatwin.receptor import equilibrium

PARAMETERS: Mapping[str, Uncertain] = {**equilibrium.PARAMETERS, **patient_cord.PARAMETERS}

Drawn = Mapping[str, np.ndarray]


def nmda_block(fast_site_ng_per_ml: np.ndarray, drug: Drug, drawn: Drawn) -> np.ndarray:
    """Part of spinal NMDA receptors that is blocked, shape (times, people); computed, never measured in people."""
    r_ketamine = fast_site_ng_per_ml * (drug.r_fraction / drug.s_fraction)
    return equilibrium.block_fraction(fast_site_ng_per_ml, r_ketamine, 0.0, 0.0, drawn)


def quieted(block_fraction: np.ndarray, drawn: Drawn) -> np.ndarray:
    """Part of the projection neuron's ongoing output that a block takes away, shape (times, people)."""
    return quieted_fraction(block_fraction, patient_cord.cord_of(drawn))
