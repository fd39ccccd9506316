"""May this patient have ketamine at all, and does any model describe them? Asked before every dose and every course."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from sciatwin.ceilings.history import QUARTER_H, History
from sciatwin.eligibility import Eligibility, assess
from sciatwin.eligibility.facts.dated import carried_to, out_of_date
from sciatwin.patient import Patient
from sciatwin.pharmacokinetics.which_model.applicability import Applicability, FitLevel, applicability
from sciatwin.pharmacokinetics.which_model.in_use import ARTERIAL_MODEL, VENOUS_MODEL
from sciatwin.pharmacokinetics.which_model.library import model_named

_NO_PRESSURE = "resting blood pressure is unknown, so the risk of severe hypertension cannot be predicted: measure it"


class Readiness(StrEnum):
    """What may be done for a patient today, whatever the regimen."""

    NO_DOSE = "no dose may be given"
    NOT_SIGNABLE = "overrides or open questions remain before anybody signs"
    READY = "nothing about the patient is open"


@dataclass(frozen=True)
class Suitability:
    """What the rules say of a patient, and how well each kinetic model fits them.

    Attributes:
        cannot_be_checked: hard limits that need an answer which is missing.
        out_of_date: answers that are too old to count, each with its way out.
    """

    eligibility: Eligibility
    fits: tuple[Applicability, ...]
    cannot_be_checked: tuple[str, ...]
    out_of_date: tuple[str, ...]

    @classmethod
    def of(cls, patient: Patient, today: datetime.date | None = None) -> "Suitability":
        """Args: today: as ``assess`` takes it; age and durations are carried on to it."""
        patient = carried_to(patient, today)
        fits = (applicability(model_named(key), patient) for key in (ARTERIAL_MODEL, VENOUS_MODEL))
        return cls(assess(patient, today), tuple(fits), _cannot_be_checked(patient), out_of_date(patient, today))

    @property
    def blocked_by(self) -> tuple[str, ...]:
        """Rules that forbid any dose, each with its way out."""
        return tuple(finding.in_full for finding in self.eligibility.blocks)

    @property
    def could_be_blocked_by(self) -> tuple[str, ...]:
        """Rules that would forbid any dose, should the answer they wait for be a yes."""
        return tuple(f"{f.rule.says}: {f.explanation}. If so: {f.rule.way_out}" for f in self.eligibility.could_block)

    @property
    def outside_models(self) -> tuple[str, ...]:
        """Models that do not describe this patient, and why."""
        unfit = (fit for fit in self.fits if fit.level is FitLevel.INCOMPATIBLE)
        return tuple(f"{fit.model_key}: {'; '.join(fit.reasons)}" for fit in unfit)

    @property
    def no_dose_because(self) -> tuple[str, ...]:
        """Everything for which no dose may be given; empty if one may be planned."""
        return (*self.blocked_by, *self.outside_models, *self.cannot_be_checked, *self.could_be_blocked_by)

    @property
    def readiness(self) -> Readiness:
        if self.no_dose_because:
            return Readiness.NO_DOSE
        is_open = self.eligibility.overrides_needed or self.eligibility.unanswered or self.out_of_date
        return Readiness.NOT_SIGNABLE if is_open else Readiness.READY


def _cannot_be_checked(patient: Patient) -> tuple[str, ...]:
    history = History(days_since_course=patient.days_since_ketamine_course, earlier_mg=patient.last_course_mg)
    if patient.vitals.systolic_mmhg is None or patient.vitals.diastolic_mmhg is None:
        return (_NO_PRESSURE, *history.missing(QUARTER_H))
    return history.missing(QUARTER_H)
