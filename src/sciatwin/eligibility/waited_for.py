"""Which answers the rules still wait for."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from sciatwin.eligibility.conditions import AbstractCondition
from sciatwin.eligibility.facts.derived import DERIVED
from sciatwin.eligibility.facts.fields import asked, value_at
from sciatwin.eligibility.result import Eligibility, Finding
from sciatwin.patient import Answer, Patient
from sciatwin.questions import AskedField

_NAMES_A_FIELD = ("field", "missing")
_READS_A_LIST = {"medicine_class": "medicines", "treatment": "treatments", "treatments_failed": "treatments"}


def answers_waited_for(patient: Patient, eligibility: Eligibility) -> tuple[AskedField, ...]:
    """Unanswered questions behind the open ones, each once, in the order of the rules."""
    paths = dict.fromkeys(path for finding in eligibility.unanswered for path in _asked_by(finding, patient))
    return tuple(asked(path) for path in paths if path not in DERIVED and value_at(patient, path) is None)


def _asked_by(finding: Finding, patient: Patient) -> Iterator[str]:
    """Where it is not known whether the rule holds, only the parts that are not known either are asked for."""
    return _fields(finding.rule.condition, patient if finding.holds is Answer.UNKNOWN else None)


def _fields(condition: Any, undecided: Patient | None) -> Iterator[str]:
    """Fields that a condition looks at, and those that its parts do; those of parts undecided for somebody alone."""
    if isinstance(condition, tuple):
        for part in condition:
            yield from _fields(part, undecided)
    elif undecided and isinstance(condition, AbstractCondition) and _is_decided(condition, undecided):
        return
    elif isinstance(condition, BaseModel):
        for name in type(condition).model_fields:
            value = getattr(condition, name)
            if name in _NAMES_A_FIELD and isinstance(value, str):
                yield value
            elif name in _READS_A_LIST and value:
                yield _READS_A_LIST[name]
            else:
                yield from _fields(value, undecided)


def _is_decided(condition: AbstractCondition, patient: Patient) -> bool:
    return condition.read(patient).answer is not Answer.UNKNOWN
