"""What a dose puts into its compartment once it arrives: an amount at once, or an infusion that runs."""

from dataclasses import dataclass

from sciatwin.pharmacokinetics.events.kinetics import Kinetics
from sciatwin.pharmacokinetics.events.records import Dose, Modelled


@dataclass
class Running:
    """An infusion on its way in. ``fixed_rate_mg_per_h`` None follows the modelled rate, which may change."""

    compartment: str
    fixed_rate_mg_per_h: float | None
    remaining_mg: float

    def rate_mg_per_h(self, kinetics: Kinetics) -> float:
        if self.fixed_rate_mg_per_h is not None:
            return self.fixed_rate_mg_per_h
        return kinetics.modelled("modelled_rate_mg_per_h", self.compartment)

    def remaining_h(self, kinetics: Kinetics) -> float:
        return self.remaining_mg / self.rate_mg_per_h(kinetics) if self.remaining_mg > 0 else 0.0


def available_mg(dose: Dose, kinetics: Kinetics) -> float:
    """Part of the dose that arrives."""
    return dose.amount_mg * kinetics.bioavailability_fraction.get(dose.compartment, 1.0)


def is_bolus(dose: Dose) -> bool:
    return dose.rate_mg_per_h is None and dose.duration_h is None and dose.modelled is Modelled.NOTHING


def infusion(dose: Dose, kinetics: Kinetics) -> Running:
    """The infusion that a dose starts.

    A rate, given or modelled, is kept, so that bioavailability changes the duration. A duration is kept, so that
    it changes the rate.
    """
    amount_mg = available_mg(dose, kinetics)
    if dose.modelled is Modelled.RATE:
        return Running(dose.compartment, None, amount_mg)
    if dose.modelled is Modelled.DURATION:
        duration_h = kinetics.modelled("modelled_duration_h", dose.compartment)
        return Running(dose.compartment, amount_mg / duration_h, amount_mg)
    if dose.duration_h is not None:
        return Running(dose.compartment, amount_mg / dose.duration_h, amount_mg)
    return Running(dose.compartment, dose.rate_mg_per_h, amount_mg)
