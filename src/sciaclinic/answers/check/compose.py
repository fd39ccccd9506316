"""From a patient and what the rules say to the document."""

from collections.abc import Iterator

from sciaclinic.answers.check.document import CheckDocument, RuleAnswerRecord
from sciaclinic.answers.check.missing_answers import paste_ready
from sciaclinic.answers.findings import told_by_rule
from sciaclinic.answers.made import Made
from sciaclinic.answers.models_fit import model_fits
from sciatwin.eligibility import Eligibility, Finding, answers_waited_for
from sciatwin.eligibility.facts.fields import label_of, value_at
from sciatwin.patient import Patient
from sciatwin.patient.uses import RECORDED_ONLY
from sciatwin.questions import questions_of
from sciatwin.suitability import Suitability


def check_document(patient: Patient, found: Suitability, made: Made) -> CheckDocument:
    """The answer of every rule, whether the models describe this person, and what the patient file still lacks."""
    eligibility = found.eligibility
    return CheckDocument(
        **made.of(CheckDocument),
        patient=patient,
        verdict=eligibility.verdict,
        readiness=found.readiness,
        no_dose_because=found.no_dose_because,
        findings=tuple(_finding(item, eligibility) for item in eligibility.findings),
        out_of_date=found.out_of_date,
        cannot_be_checked=found.cannot_be_checked,
        models=model_fits(found.fits),
        recorded_not_used=tuple(_not_used(patient)),
        to_be_answered=paste_ready(answers_waited_for(patient, eligibility)),
    )


def _finding(item: Finding, eligibility: Eligibility) -> RuleAnswerRecord:
    return RuleAnswerRecord(
        **told_by_rule(item),
        group=item.rule.group.value,
        answer=item.answer,
        informs=item.informs,
        asked_elsewhere=item in eligibility.unanswered and item not in eligibility.open_questions,
    )


def _not_used(patient: Patient) -> Iterator[str]:
    for path, why in RECORDED_ONLY.items():
        if path in questions_of(Patient) and value_at(patient, path):
            yield f"{label_of(path)}: {why}"
    if any(treatment.detail for treatment in patient.treatments or ()):
        yield f"details of treatments: {RECORDED_ONLY['treatments.detail']}"
