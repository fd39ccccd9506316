"""What a named clinician decided about one patient and answers for."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from sciatwin.calendar_days import Day
from sciatwin.patient.answers import SafetyOutcome
from sciatwin.patient.fields import EXAMPLE_DATE
from sciatwin.quantities import Record
from sciatwin.questions import Question

_NOBODY = {"", "unknown", "none", "nobody", "no", "-", "?", "x", "n/a"}


def somebody(value: object) -> object:
    """Raises: ValueError for text that names nobody."""
    if isinstance(value, str) and value.strip().casefold() in _NOBODY:
        raise ValueError(f"got {value!r}; write who answers for it, by role or name")
    return value


Signer = Annotated[str, BeforeValidator(somebody), Field(min_length=3, max_length=120)]


class Override(Record):
    """A rule that a clinician sets aside for this patient, with the reason. Only rules that allow it can be."""

    rule: Annotated[str, Question(hint="as sciatwin check names it, such as porphyria")]
    reason: Annotated[str, Question(hint="10 letters or more")] = Field(min_length=10, max_length=400)
    by: Annotated[Signer, Question(hint="role or name")]
    date: Annotated[Day, Question(hint=EXAMPLE_DATE)]


class RiskAssessment(Record):
    """Risk of self-harm, assessed with the patient."""

    by: Annotated[Signer, Question("risk of self-harm assessed by", "role or name")]
    date: Annotated[Day, Question("risk of self-harm assessed on", EXAMPLE_DATE)]
    outcome: Annotated[SafetyOutcome, Question("outcome of the assessment of self-harm")]
    decided: Annotated[str, Question("decided on the risk of self-harm", "the safety plan, and what follows")] = Field(
        min_length=10, max_length=400
    )
