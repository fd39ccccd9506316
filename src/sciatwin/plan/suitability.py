"""May this patient have ketamine at all, and does any model describe them? Asked before every dose and every course."""

from dataclasses import dataclass

from sciatwin.eligibility import Eligibility, assess
from sciatwin.patient import Patient
from sciatwin.pharmacokinetics.applicability import Applicability, Level, applicability
from sciatwin.pharmacokinetics.library import model_named
from sciatwin.twin.ensemble import ARTERIAL_MODEL, VENOUS_MODEL


@dataclass(frozen=True)
class Suitability:
    """What the rules say of a patient, and how well each kinetic model fits them."""

    eligibility: Eligibility
    fits: tuple[Applicability, ...]

    @classmethod
    def of(cls, patient: Patient) -> "Suitability":
        fits = (applicability(model_named(key), patient) for key in (ARTERIAL_MODEL, VENOUS_MODEL))
        return cls(assess(patient), tuple(fits))

    @property
    def blocked_by(self) -> tuple[str, ...]:
        """Rules that forbid any dose."""
        return tuple(f"{finding.rule.says} ({finding.explanation})" for finding in self.eligibility.blocks)

    @property
    def could_be_blocked_by(self) -> tuple[str, ...]:
        """Rules that would forbid any dose, should the answer they wait for be a yes."""
        return tuple(f"{finding.rule.says}: {finding.explanation}" for finding in self.eligibility.could_block)

    @property
    def outside_models(self) -> tuple[str, ...]:
        """Models that do not describe this patient, and why."""
        unfit = (fit for fit in self.fits if fit.level is Level.INCOMPATIBLE)
        return tuple(f"{fit.model_key}: {'; '.join(fit.reasons)}" for fit in unfit)
