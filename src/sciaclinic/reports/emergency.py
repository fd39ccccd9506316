"""The one page of an emergency in words: what, whom to call, by when. Nothing else is said."""

from dataclasses import dataclass

from sciaclinic.answers.record import SourceRecord
from sciaclinic.reports.document import PlanDocument
from sciaclinic.reports.made import made_words
from sciatwin.eligibility.rule import Urgency

_TITLES = {
    Urgency.EMERGENCY.value: "Emergency: no ketamine",
    Urgency.URGENT.value: "Urgent referral: no ketamine",
    Urgency.WITHIN_DAYS.value: "Referral within days: no ketamine",
}
_FACTS = ("age_yr", "sex", "sciatica.side", "sciatica.duration_days", "sciatica.leg_pain")


@dataclass(frozen=True)
class Call:
    """One red flag: what it is, why it is thought of, whom to call, by when, and what else to do."""

    says: str
    because: str
    call: str
    by_when: str
    to_do: str
    sources: tuple[SourceRecord, ...]


@dataclass(frozen=True)
class EmergencySheet:
    title: str
    calls: tuple[Call, ...]
    telephone: str
    facts: tuple[tuple[str, str], ...]
    statement: str
    made: str


def emergency_sheet(document: PlanDocument) -> EmergencySheet:
    """The page of a document whose patient has a red flag, the most urgent first."""
    known = {item.field: (item.label, item.value) for item in document.inputs}
    return EmergencySheet(
        title=_TITLES[document.emergencies[0].urgency],
        calls=tuple(
            Call(item.says, item.because, item.call, item.by_when, item.to_do, item.sources)
            for item in document.emergencies
        ),
        telephone=document.referral_telephone,
        facts=tuple(known[field] for field in _FACTS if field in known),
        statement=document.statement,
        made=made_words(document),
    )
