"""Red flags that forbid ketamine: an emergency is told nothing but what to do."""

from sciaclinic.answers.plan.record.session import (
    EmergencyRecord,
)
from sciaclinic.answers.record import SourceRecord
from sciaclinic.answers.sources import source_record
from sciatwin.eligibility.rule import RuleGroup
from sciatwin.plan import Plan


def emergencies(plan: Plan) -> tuple[EmergencyRecord, ...]:
    """Red flags that forbid ketamine, the most urgent first; empty if there are none."""
    found = [finding for finding in plan.eligibility.blocks if finding.rule.group is RuleGroup.RED_FLAGS]
    referrals = [(finding, finding.rule.referral) for finding in found]
    return tuple(
        EmergencyRecord(
            rule=finding.rule.key,
            says=finding.rule.says,
            because=finding.explanation,
            urgency=referral.urgency.value,
            call=referral.call,
            by_when=referral.by_when,
            to_do=finding.rule.way_out,
            sources=tuple(map(source_record, finding.rule.sources)),
        )
        for finding, referral in sorted(referrals, key=lambda item: item[1].urgency.rank if item[1] else 0)
        if referral is not None
    )


def emergency_sources(found: tuple[EmergencyRecord, ...]) -> tuple[SourceRecord, ...]:
    """Sources of the red flags alone, once each."""
    return tuple(dict.fromkeys(source for item in found for source in item.sources))
