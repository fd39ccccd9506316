"""From mg per kg to what a nurse draws up: mL of a named vial, mL/h of a named syringe or bag. Nothing is guessed."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from sciatwin.analytes import Drug
from sciatwin.errors import RegimenError
from sciatwin.plan.clinic.supply import ReadyMix, Supply, Syringe, Vial, not_this_one
from sciatwin.regimen import Session, Visit
from sciatwin.units import MINUTES_PER_HOUR

LARGEST_BOLUS_ML = 12.0
"""A bolus is given over 60 seconds; common syringe pumps run at no more than about 1200 mL/h, with room to spare."""

PUMP_STEP_ML = 0.1
"""Smallest step of a syringe pump's rate (mL/h) and of a drawn volume (mL)."""

SMALLEST_MEASURED_ML = 0.1
"""Below this a syringe cannot be read to a few per cent."""

STANDARD_CONCENTRATION_MG_PER_ML = (1.0, 5.0)
"""Standard infusion strengths of a hospital drug manual (CHEO), the weaker first."""


@dataclass(frozen=True, kw_only=True)
class PumpStep:
    """A stretch of one visit at one rate. ``given_mg`` and ``given_ml`` count from the start to the end of the step."""

    start_h: float
    duration_h: float
    rate_mg_per_kg_h: float
    rate_mg_per_h: float
    rate_ml_per_h: float
    given_mg: float
    given_ml: float


@dataclass(frozen=True, kw_only=True)
class Preparation:
    """One visit as drawn up and run. Volumes in mL, masses in mg of base."""

    vial_label: str
    bolus_mg: float
    bolus_ml: float
    total_mg: float
    drawn_ml: float
    vials: int
    left_in_vial_mg: float
    diluent_ml: float
    syringe_ml: float
    concentration_mg_per_ml: float
    pump: tuple[PumpStep, ...]
    syringes: int
    steps: tuple[str, ...]

    @property
    def infusion_mg(self) -> float:
        return self.total_mg - self.bolus_mg

    @property
    def duration_h(self) -> float:
        return sum(step.duration_h for step in self.pump)

    @property
    def rate_mg_per_h(self) -> float:
        """Of the last step."""
        return self.pump[-1].rate_mg_per_h

    @property
    def rate_ml_per_h(self) -> float:
        """Of the last step."""
        return self.pump[-1].rate_ml_per_h


def prepare(
    visit: Visit,
    weight_kg: float,
    drug: Drug,
    vial: Supply,
    syringe: Syringe,
    concentration_mg_per_ml: float | None = None,
    others: Sequence[Vial] = (),
) -> Preparation:
    """How one visit is drawn up from this vial into this syringe, or run from this ready bag.

    Args:
        others: vials that the clinic keeps beside it; the first step warns of each.
        concentration_mg_per_ml: of the syringe; the visits of a course share one. Without it, the one that suits.
    Raises: RegimenError if the vial holds another drug than the regimen, or the dose does not fit.
    """
    if vial.drug is not drug:
        raise RegimenError(
            f"the regimen is {drug} but the vial holds {vial.drug}. They are different drugs with different "
            "strengths: name the right vial, or plan for the drug you have."
        )
    bolus_mg, total_mg = visit.bolus_mg_per_kg * weight_kg, visit.dose_mg_per_kg * weight_kg
    concentration = concentration_mg_per_ml or concentration_for(visit, weight_kg, vial, syringe)
    filled_ml, drawn_ml = total_mg / concentration, total_mg / vial.base_mg_per_ml
    container_ml = vial.volume_ml if isinstance(vial, ReadyMix) else syringe.volume_ml
    syringes = max(1, -int(-filled_ml // container_ml))
    vials = -int(-drawn_ml // vial.volume_ml)
    pump = _pump_steps(visit, weight_kg, concentration)
    return Preparation(
        vial_label=vial.label,
        bolus_mg=bolus_mg,
        bolus_ml=bolus_mg / concentration,
        total_mg=total_mg,
        drawn_ml=drawn_ml,
        vials=vials,
        left_in_vial_mg=max(0.0, vials * vial.volume_ml * vial.base_mg_per_ml - total_mg),
        diluent_ml=filled_ml - drawn_ml,
        syringe_ml=filled_ml,
        concentration_mg_per_ml=concentration,
        pump=pump,
        syringes=syringes,
        steps=(
            *_fill_steps(vial, others, drawn_ml, filled_ml, concentration, syringes),
            *_give_steps(concentration, bolus_mg, pump),
        ),
    )


def deliverable(
    visit: Visit, weight_kg: float, vial: Supply, syringe: Syringe, concentration_mg_per_ml: float | None = None
) -> Visit:
    """The visit with rates and bolus rounded down to what a pump and a syringe can deliver.

    Raises: RegimenError if nothing is left to deliver.
    """
    step_mg = PUMP_STEP_ML * (concentration_mg_per_ml or concentration_for(visit, weight_kg, vial, syringe))

    def rounded(mg_per_kg: float) -> float:
        return math.floor(mg_per_kg * weight_kg / step_mg + 1e-9) * step_mg / weight_kg

    return Visit(
        tuple(
            Session(
                start_h=step.start_h,
                rate_mg_per_kg_h=rounded(step.rate_mg_per_kg_h),
                duration_h=step.duration_h,
                bolus_mg_per_kg=rounded(step.bolus_mg_per_kg),
            )
            for step in visit.steps
        )
    )


def concentration_for(visit: Visit, weight_kg: float, vial: Supply, syringe: Syringe) -> float:
    """The weakest standard strength whose volume fits one syringe and whose bolus can be pumped in a minute, mg/mL;
    that of a ready bag or syringe as it is."""
    bolus_mg, total_mg = visit.bolus_mg_per_kg * weight_kg, visit.dose_mg_per_kg * weight_kg
    offered = (vial.base_mg_per_ml,) if isinstance(vial, ReadyMix) else STANDARD_CONCENTRATION_MG_PER_ML
    usable = [c for c in offered if c <= vial.base_mg_per_ml]
    pumped = [c for c in usable if bolus_mg / c <= LARGEST_BOLUS_ML]
    fitting = [c for c in pumped if total_mg / c <= syringe.volume_ml]
    if not pumped:
        raise RegimenError(
            f"a bolus of {bolus_mg:.1f} mg is {bolus_mg / usable[-1]:.1f} mL of {usable[-1]:g} mg/mL; at most "
            f"{LARGEST_BOLUS_ML:g} mL can be given in a minute. Lower the bolus or take a stronger vial."
        )
    return fitting[0] if fitting else pumped[-1]


def _pump_steps(visit: Visit, weight_kg: float, concentration: float) -> tuple[PumpStep, ...]:
    found: list[PumpStep] = []
    given_mg = 0.0
    for step in visit.steps:
        given_mg += step.dose_mg_per_kg * weight_kg
        rate_mg_per_h = step.rate_mg_per_kg_h * weight_kg
        found.append(
            PumpStep(
                start_h=step.start_h - visit.start_h,
                duration_h=step.duration_h,
                rate_mg_per_kg_h=step.rate_mg_per_kg_h,
                rate_mg_per_h=rate_mg_per_h,
                rate_ml_per_h=rate_mg_per_h / concentration,
                given_mg=given_mg,
                given_ml=given_mg / concentration,
            )
        )
    return tuple(found)


def _fill_steps(
    vial: Supply, others: Sequence[Vial], drawn_ml: float, filled_ml: float, concentration: float, syringes: int
) -> tuple[str, ...]:
    """What is checked and drawn up, in order; every number is for what the sentence names."""
    line = "Fill the line from a separate volume of the same strength."
    container = vial.container if isinstance(vial, ReadyMix) else "vial"
    checked = " ".join((f"Check the {container}: {vial.label}.", *(not_this_one(vial, other) for other in others)))
    if isinstance(vial, ReadyMix):
        many = "" if syringes == 1 else f" {syringes} are needed."
        return checked, f"Use it as it is, {concentration:.4g} mg/mL: nothing is drawn up or added.{many} {line}"
    which = "Draw" if syringes == 1 else f"In each of {syringes} syringes draw"
    undiluted = abs(filled_ml - drawn_ml) < PUMP_STEP_ML / 2
    dilution = "use undiluted" if undiluted else f"dilute with 0.9 % sodium chloride to {filled_ml / syringes:.2f} mL"
    return checked, f"{which} {_volume(drawn_ml / syringes)}, {dilution} = {concentration:g} mg/mL. {line}"


def _give_steps(concentration: float, bolus_mg: float, pump: tuple[PumpStep, ...]) -> tuple[str, ...]:
    bolus_ml = bolus_mg / concentration
    bolus = f"Give {bolus_ml:.1f} mL ({bolus_mg:.1f} mg) as the bolus, over 60 seconds: faster can stop breathing."
    return (
        *([bolus] if bolus_mg else []),
        *_runs(pump),
        "A second person repeats this arithmetic before the pump starts.",
    )


def _runs(pump: tuple[PumpStep, ...]) -> list[str]:
    """How the pump runs, rate by rate; nothing where only a bolus is given."""
    runs = [
        f"{step.rate_ml_per_h:.1f} mL/h ({step.rate_mg_per_h:.1f} mg/h) for {_clock(step.duration_h)}"
        for step in pump
        if step.rate_mg_per_h
    ]
    return [f"Run {', then '.join(runs)}."] if runs else []


def _clock(duration_h: float) -> str:
    """Whole or half hours and the like as hours, everything else in minutes."""
    if duration_h >= 1 and round(duration_h, 2) == duration_h:
        return f"{duration_h:g} h"
    return f"{duration_h * MINUTES_PER_HOUR:.0f} min"


def _volume(volume_ml: float) -> str:
    """Hundredths of a mL; a volume too small for them keeps its digits and says so."""
    if volume_ml >= SMALLEST_MEASURED_ML:
        return f"{volume_ml:.2f} mL"
    return f"{volume_ml:.3g} mL (too little to measure well: take a weaker vial)"
