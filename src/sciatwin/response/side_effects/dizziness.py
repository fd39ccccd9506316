"""Dizziness that a session may bring."""

from sciatwin.response.side_effects.side_effect_risk import from_ratio_and_difference, risk_difference, risk_ratio

RISK = from_ratio_and_difference(
    "dizziness",
    "dizziness",
    ratio=risk_ratio(3.66, 1.25, 10.74),
    difference=risk_difference(0.11, 0.01, 0.40),
    certainty="low",
)

PARAMETERS = RISK.parameters
