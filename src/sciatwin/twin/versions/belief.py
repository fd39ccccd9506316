"""What people believe that they were given, and so how many respond to an inert infusion."""

from collections.abc import Mapping
from enum import StrEnum

import numpy as np

from sciatwin.response import placebo
from sciatwin.twin.versions.classes import DrawnResponses
from sciatwin.twin.versions.ensemble import Ensemble


class Blinding(StrEnum):
    """What people believe they were given, and so how many respond to placebo."""

    OPEN = "open"  # both arms are equally convinced: what is left between them is the drug alone
    INERT_CONTROL = "inert control"  # a trial against saline: who notices the drug believes in it
    ACTIVE_CONTROL = "active control"  # a trial against a sedative: both arms notice alike


def beliefs(
    drawn: Mapping[str, np.ndarray], session_peak_ng_per_ml: np.ndarray, blinding: Blinding
) -> tuple[np.ndarray | float, np.ndarray | float]:
    """Belief of the ketamine and of the control arm in having been given the drug."""
    if blinding is Blinding.OPEN or len(session_peak_ng_per_ml) == 0:
        return placebo.CONVINCED, placebo.CONVINCED
    noticed = placebo.belief_from_noticing(session_peak_ng_per_ml.max(axis=0), drawn)
    return noticed, noticed if blinding is Blinding.ACTIVE_CONTROL else 0.0


def drawn_responses(ensemble: Ensemble, belief: np.ndarray | float) -> DrawnResponses:
    """Who responds to what, as it was drawn for each version, with a belief in having been given the drug."""
    on_placebo = ensemble.placebo_luck < placebo.responder_probability(belief, ensemble.drawn)
    return DrawnResponses(np.asarray(on_placebo), ensemble.responds_to_drug, ensemble.account)
