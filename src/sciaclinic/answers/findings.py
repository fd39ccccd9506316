"""What every document says of a rule of eligibility beside what it does with it."""

from typing import Any

from sciaclinic.answers.sources import source_record
from sciatwin.eligibility import Finding


def told_by_rule(item: Finding) -> dict[str, Any]:
    """Fields of the record of a finding: the rule, what it says of the patient, and what it rests on."""
    rule = item.rule
    return {
        "rule": rule.key,
        "holds": item.holds.value,
        "says": rule.says,
        "explanation": item.explanation,
        "way_out": rule.way_out,
        "reference": rule.reference,
        "grade": rule.grade,
        "sources": tuple(map(source_record, rule.sources)),
    }
