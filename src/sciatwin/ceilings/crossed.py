"""Ceilings that a course would cross, whoever asks for it."""

from dataclasses import dataclass

from sciatwin.analytes import Drug
from sciatwin.ceilings.published import (
    BOLUS_STRETCH_H,
    CONSENSUS_2018,
    GOLDBERG_2010,
    LONGEST_VISIT_H,
    S_POTENCY,
    ceilings_for,
)
from sciatwin.ceilings.windows import most_boluses_in_any, most_in_any
from sciatwin.errors import LimitError
from sciatwin.regimen import Regimen
from sciatwin.units import HOURS_PER_DAY

ROUNDING = 1e-9

OUT_OF_SCOPE = "Infusions of days are in-patient care: this program neither plans them nor simulates them for a patient"


@dataclass(frozen=True)
class LimitCrossed:
    """One limit that a regimen would cross."""

    limit: str
    value: float
    allowed: float
    unit: str

    def __str__(self) -> str:
        return f"{self.limit}: {self._shown(self.value)}, allowed {self._shown(self.allowed)}"

    def _shown(self, value: float) -> str:
        return f"{value:.1%}" if self.unit == "probability" else f"{value:.4g} {self.unit}"


def above(limit: str, value: float, allowed: float, unit: str) -> list[LimitCrossed]:
    """The limit, unless the value is known to lie within what is allowed: one that is no number crosses it."""
    return [] if value <= allowed + ROUNDING else [LimitCrossed(limit, value, allowed, unit)]


def ceilings_crossed(regimen: Regimen) -> list[LimitCrossed]:
    """Published ceilings of its drug that a regimen crosses, however it is cut into sessions."""
    ceilings = ceilings_for(regimen.drug)
    rate = max((session.rate_mg_per_kg_h for session in regimen.sessions), default=0.0)
    longest_h = max((end_h - start_h for start_h, end_h in regimen.visits_h), default=0.0)
    return [
        *above("bolus", most_boluses_in_any(regimen, BOLUS_STRETCH_H), ceilings.bolus_mg_per_kg, "mg/kg"),
        *above("rate", rate, ceilings.rate_mg_per_kg_h, "mg/kg/h"),
        *above("dose in any hour", most_in_any(regimen, 1.0), ceilings.rate_mg_per_kg_h, "mg/kg"),
        *above("dose in any 24 hours", most_in_any(regimen, HOURS_PER_DAY), ceilings.day_mg_per_kg, "mg/kg"),
        *above("length of a session", longest_h, LONGEST_VISIT_H, "h"),
    ]


def require_below_ceilings(regimen: Regimen, way_out: str = "Lower the dose or the rate.") -> None:
    """Published ceilings hold for every simulation of a patient, with or without a clinic's own limits.

    Args:
        way_out: what the error tells the user to do.
    Raises: LimitError naming each ceiling that the regimen crosses.
    """
    found = ceilings_crossed(regimen)
    if not found:
        return
    drug = (
        f" Ceilings of S-ketamine are those of the racemate ÷ {S_POTENCY.value:g} (assumed)."
        if regimen.drug is Drug.S_KETAMINE
        else ""
    )
    scope = f" {OUT_OF_SCOPE}." if any(item.unit == "h" for item in found) else ""
    raise LimitError(
        f"The regimen of {regimen.drug} crosses a published ceiling: {'; '.join(map(str, found))}.{scope} "
        f"Sources: {CONSENSUS_2018.citation}; for a day, {GOLDBERG_2010.citation}.{drug} {way_out}"
    )
