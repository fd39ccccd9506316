"""Measurements that a clinic could make next."""

from dataclasses import dataclass

import numpy as np

from sciatwin.analytes import Analyte, BloodSite
from sciatwin.observation import Concentration, Dissociation, Observation, PainScore, Period, Pressure
from sciatwin.units import DAYS_PER_WEEK, HOURS_PER_DAY


@dataclass(frozen=True)
class PossibleMeasurement:
    """A measurement that could be made; the values of its observations do not matter, their times do."""

    name: str
    observations: tuple[Observation, ...]


def usual_candidates(start_h: float) -> tuple[PossibleMeasurement, ...]:
    """What a clinic could measure in and after a session that starts at some hour."""
    days = start_h + HOURS_PER_DAY * np.arange(1, DAYS_PER_WEEK + 1)

    def sample(after_h: float) -> tuple[Observation, ...]:
        return (
            Concentration(
                time_h=start_h + after_h, analyte=Analyte.KETAMINE, site=BloodSite.VENOUS, conc_ng_per_ml=1.0
            ),
        )

    return (
        PossibleMeasurement("venous ketamine 40 min after the start", sample(40 / 60)),
        PossibleMeasurement("venous ketamine 2 h after the start", sample(2.0)),
        PossibleMeasurement("CADSS 30 min after the start", (Dissociation(time_h=start_h + 0.5, cadss=0.0),)),
        PossibleMeasurement(
            "blood pressure and heart rate before and 30 min after the start",
            tuple(
                Pressure(time_h=start_h + after_h, systolic_mmhg=120, diastolic_mmhg=80, heart_rate_per_min=70)
                for after_h in (-0.1, 0.5)
            ),
        ),
        PossibleMeasurement(
            "pain diary for the week after",
            tuple(PainScore(time_h=float(day), score=5.0, period=Period.DAY) for day in days),
        ),
    )
