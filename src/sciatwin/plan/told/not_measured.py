"""Which outcomes nobody measured today, so that nothing is predicted of them, and what would have told them."""

from collections.abc import Iterator
from dataclasses import dataclass

from sciatwin.eligibility.medicines.morphine_equivalents import morphine_equivalents
from sciatwin.evidence.scale import scale
from sciatwin.patient import Patient
from sciatwin.plan.told.beyond_pain import SCALES, not_measured
from sciatwin.twin.course import AnyCourse

_OPIOID = "opioid"


@dataclass(frozen=True)
class NotMeasured:
    """An outcome that is not predicted, and the questionnaire or count that is missing."""

    outcome: str
    name: str


def outcomes_not_measured(patient: Patient, course: AnyCourse) -> tuple[NotMeasured, ...]:
    """Outcomes that a questionnaire, or a countable opioid dose, would have let the twin predict."""
    missing = [name.replace("-", "_") for name in not_measured(course)]
    named = [(name, scale(SCALES[name]).name) for name in missing if name in SCALES]
    named += [(_OPIOID, why) for why in _opioid_unknown(patient) if _OPIOID in missing]
    return tuple(NotMeasured(outcome, name) for outcome, name in named)


def _opioid_unknown(patient: Patient) -> Iterator[str]:
    """Why opioid use has no number; nothing for somebody who takes none."""
    if patient.medicines is None:
        yield "opioid use (the medicines are not listed)"
        return
    uncounted = morphine_equivalents(patient.medicines).not_counted
    if uncounted:
        yield f"opioid use ({'; '.join(uncounted)})"
