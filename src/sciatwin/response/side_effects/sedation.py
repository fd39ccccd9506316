"""Tiredness, sleepiness and sedation that a session may bring."""

from sciatwin.response.side_effects.side_effect_risk import from_ratio_and_difference, risk_difference, risk_ratio

RISK = from_ratio_and_difference(
    "sedation",
    "tiredness, sleepiness or sedation",
    ratio=risk_ratio(2.89, 1.84, 4.53),
    difference=risk_difference(0.27, 0.12, 0.50),
    certainty="low",
)

PARAMETERS = RISK.parameters
