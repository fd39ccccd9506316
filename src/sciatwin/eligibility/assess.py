"""Applies every rule to one patient."""

import datetime
from collections.abc import Mapping
from dataclasses import replace

from sciatwin.asked import a_record
from sciatwin.eligibility.additions import added_line
from sciatwin.eligibility.facts.signed_dates import OUTCOME, InForce
from sciatwin.eligibility.logic.reading import Reading
from sciatwin.eligibility.overrides import require_rules_that_can_be_set_aside
from sciatwin.eligibility.result import Eligibility, Finding
from sciatwin.eligibility.rule import Action, Rule
from sciatwin.eligibility.rulebook import rulebook
from sciatwin.eligibility.verdict import Verdict
from sciatwin.patient import Answer, Patient

_WHEN_IT_HOLDS: Mapping[Action, Verdict] = {
    Action.BLOCK: Verdict.BLOCK,
    Action.OVERRIDE: Verdict.NEEDS_OVERRIDE,
    Action.CAUTION: Verdict.CAUTION,
    Action.INFORM: Verdict.CLEAR,
    Action.ASK: Verdict.OPEN_QUESTION,
}


def assess(patient: Patient, today: datetime.date | None = None) -> Eligibility:
    """What speaks for and against ketamine in this patient, rule by rule. A missing answer is never a "no".

    Args:
        today: what was signed too long ago, or for a day to come, then does not count; without it, dates of the file
            are compared with each other alone.
    Raises: InvalidInputError if the patient sets a rule aside that does not exist or cannot be set aside.
    """
    a_record("assess", "patient", patient, Patient, way_out="read_patient(path) gives one.")
    require_rules_that_can_be_set_aside(patient)
    in_force = InForce.of(patient, today)
    return Eligibility.of(_with_what_lapsed(apply(rule, in_force.patient), in_force) for rule in rulebook())


def _with_what_lapsed(finding: Finding, in_force: InForce) -> Finding:
    """Says beside what is still asked for that it was signed, and why that does not count."""
    why = ""
    if finding.answer is Verdict.NEEDS_OVERRIDE:
        why = in_force.overrides.get(finding.rule.key, "")
    elif finding.answer in (Verdict.BLOCK, Verdict.OPEN_QUESTION) and OUTCOME in finding.rule.condition.fields:
        why = in_force.assessment
    return replace(finding, explanation=f"{finding.explanation}; {why}") if why else finding


def apply(rule: Rule, patient: Patient) -> Finding:
    """The finding of one rule."""
    if not rule.is_in_force(patient.jurisdiction):
        return Finding(rule, Verdict.CLEAR, _not_in_force(rule, patient), Answer.NO)
    reading = rule.condition.read(patient)
    verdict, explanation = _verdict(rule, reading.answer), _explanation(rule, reading, patient)
    set_aside = next((item for item in patient.overrides if item.rule == rule.key), None)
    if verdict is Verdict.NEEDS_OVERRIDE and set_aside is not None:
        verdict = Verdict.CAUTION
        explanation += f"; set aside by {set_aside.by} on {set_aside.date}: {set_aside.reason}"
    return Finding(rule, verdict, explanation, reading.answer)


def _verdict(rule: Rule, holds: Answer) -> Verdict:
    if holds is Answer.YES:
        return _WHEN_IT_HOLDS[rule.action]
    is_open = holds is Answer.UNKNOWN and rule.unknown_leaves_open_question
    return Verdict.OPEN_QUESTION if is_open else Verdict.CLEAR


def _explanation(rule: Rule, reading: Reading, patient: Patient) -> str:
    lines = [*reading.because]
    if rule.adds is not None and reading.answer is Answer.YES:
        lines.append(added_line(rule.adds, patient))
    return "; ".join(filter(None, lines))


def _not_in_force(rule: Rule, patient: Patient) -> str:
    where = f"only in {', '.join(rule.only_in)}" if rule.only_in else f"not in {', '.join(rule.not_in)}"
    return f"this rule is in force {where}; this patient is treated under {patient.jurisdiction}"
