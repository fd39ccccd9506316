"""Doses that no clinic gives are slips of the pen: grams labelled mg, a point too far left, pounds of drug.

These are guards on typing, with two sides. They are not limits: those are far inside, and belong to the clinic.
"""

from sciatwin.analytes import Drug

LEAST_USUAL_MG = 5.0
"""Assumed (2 to 10): 0.1 mg/kg in a light adult, an hour at the lowest starting rates of guidelines (FPM PS12, 0.05 to
0.1 mg/kg/h). Published sessions give 35 mg and more."""

MOST_USUAL_MG = 240.0
"""Assumed (200 to 400): 3 mg/kg in 80 kg, twice the largest published session of a few hours (Schwartzman 2009, 1.4
mg/kg in 4 h)."""

MOST_USUAL_MG_PER_H = 40.0
"""Goldberg 2010: five days at 10 to 40 mg/h; what a longer infusion may hold."""

LARGEST_COURSE_MG = 5000.0
"""Assumed (3500 to 7000): above the largest published course outside intensive care, some days at 40 mg/h; no clinic
may allow more."""

_ROUNDING = 1e-9


def least_usual_mg(drug: Drug) -> float:
    """The least that a visit usually gives."""
    return LEAST_USUAL_MG / drug.racemic_equivalent


def unusual_visit(dose_mg: float, duration_h: float, drug: Drug) -> str:
    """A sentence if no visit of this length gives such a dose; empty if it is usual. mg of base."""
    least, most = least_usual_mg(drug), max(MOST_USUAL_MG, MOST_USUAL_MG_PER_H * duration_h) / drug.racemic_equivalent
    if least * (1 - _ROUNDING) <= dose_mg <= most * (1 + _ROUNDING):
        return ""
    side = "little" if dose_mg < least else "much"
    return (
        f"{dose_mg:.3g} mg of {drug} is unusually {side} for a visit of {duration_h:.3g} h; {least:g} to {most:.4g} mg "
        "is usual"
    )
