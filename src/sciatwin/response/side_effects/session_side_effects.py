"""Every side effect that a session may or may not bring: one list, so that none is forgotten on a page."""

from collections.abc import Mapping

import numpy as np

from sciatwin.evidence import Uncertain
from sciatwin.response.side_effects import (
    any_adverse_event,
    dizziness,
    headache,
    nausea,
    psychotomimetic,
    sedation,
    side_effect_risk,
)
from sciatwin.response.side_effects.side_effect_risk import SideEffectRisk

RISKS: tuple[SideEffectRisk, ...] = (
    nausea.RISK,
    dizziness.RISK,
    sedation.RISK,
    headache.RISK,
    psychotomimetic.RISK,
    any_adverse_event.RISK,
)

PARAMETERS: Mapping[str, Uncertain] = {
    **side_effect_risk.PARAMETERS,
    **{name: item for risk in RISKS for name, item in risk.parameters.items()},
}


def session_probabilities(level_ng_per_ml: np.ndarray, drawn: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Probability of each side effect whose frequency is known, by its key.

    Args:
        level_ng_per_ml: highest S-ketamine at the fast effect site of each session, shape (sessions, people).
        drawn: ``PARAMETERS`` as drawn, each of shape (people,).
    """
    return {risk.key: risk.in_session(level_ng_per_ml, drawn) for risk in RISKS if risk.frequency_found}
