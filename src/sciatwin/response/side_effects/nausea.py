"""Nausea, vomiting and other complaints of the gut that a session may bring."""

from sciatwin.response.side_effects.side_effect_risk import from_ratio_and_difference, risk_difference, risk_ratio

RISK = from_ratio_and_difference(
    "nausea",
    "nausea, vomiting or another complaint of the gut",
    ratio=risk_ratio(3.97, 2.18, 7.22),
    difference=risk_difference(0.12, 0.05, 0.25),
    certainty="very low",
)

PARAMETERS = RISK.parameters
