"""Limits so low that they read like a slip of the pen are asked back: 1.5 mg for a course, µg where mg was meant.

Too low is safe and still wrong: a clinic that finds no plan looks for the way around its limits.
"""

from collections.abc import Iterator

from sciatwin.plan.limits import Limits
from sciatwin.usual_dose import least_usual_mg

LEAST_USUAL_RATE_MG_PER_KG_H = 0.02
"""Assumed (0.01 to 0.05): below half the lowest starting rate of guidelines (FPM PS12, 0.05 mg/kg/h)."""

LEAST_USUAL_HOUR_MG = 1.0
"""Assumed (0.5 to 2.5): that rate in 50 kg for an hour."""


def unusual_limits(limits: Limits) -> Iterator[tuple[str, str]]:
    """Name in the file and a sentence for each limit that is unusually low, or lower than what it must hold."""
    least_mg, stronger = least_usual_mg(limits.drug), limits.drug.racemic_equivalent
    lowest = (
        ("max_rate", limits.max_rate_mg_per_kg_h, LEAST_USUAL_RATE_MG_PER_KG_H / stronger, "mg/kg/h"),
        ("max_hour_dose", limits.max_hour_mg, LEAST_USUAL_HOUR_MG / stronger, "mg"),
        ("max_session_dose", limits.max_session_mg, least_mg, "mg"),
    )
    for name, value, least, unit in lowest:
        if value < least:
            yield f"limits.{name}", f"{value:g} {unit} is unusually low; {least:g} {unit} and more is usual"
    sums = (
        ("max_week_dose", limits.max_week_mg),
        ("max_quarter_dose", limits.max_quarter_mg),
        ("max_course_dose", limits.max_course_mg),
    )
    for name, value in sums:
        if value < limits.max_session_mg:
            yield f"limits.{name}", f"{value:g} mg is less than one session may hold ({limits.max_session_mg:g} mg)"
