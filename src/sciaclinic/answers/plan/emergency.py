"""The one page of an emergency: what, whom to call, by when. Nothing else is said."""

from collections.abc import Iterator
from dataclasses import dataclass

from sciaclinic.answers.blocks import (
    NOT_ON_TERMINAL,
    Block,
    Heading,
    Notes,
    Pairs,
    Sheet,
    Sources,
    Text,
    ToFillIn,
    Tone,
)
from sciaclinic.answers.plan.document import PlanDocument
from sciaclinic.answers.record import SourceRecord
from sciatwin.eligibility.rule import Urgency

_TITLES = {
    Urgency.EMERGENCY.value: "Emergency: no ketamine",
    Urgency.URGENT.value: "Urgent referral: no ketamine",
    Urgency.WITHIN_DAYS.value: "Referral within days: no ketamine",
}
_FACTS = ("age_yr", "sex", "sciatica.side", "sciatica.duration_days", "sciatica.leg_pain")
_TELEPHONE = "Telephone for the referral"


@dataclass(frozen=True)
class Call:
    """One red flag: what it is, why it is thought of, whom to call, by when, and what else to do."""

    says: str
    because: str
    call: str
    by_when: str
    to_do: str
    sources: tuple[SourceRecord, ...]


@dataclass(frozen=True, kw_only=True)
class EmergencySheet(Sheet):
    """The sheet of an emergency; calls, telephone and facts are laid out on paper in large letters."""

    calls: tuple[Call, ...]
    telephone: str
    facts: tuple[tuple[str, str], ...]


def emergency_sheet(document: PlanDocument) -> EmergencySheet:
    """The page of a document whose patient has a red flag, the most urgent first."""
    known = {item.field: (item.label, item.value) for item in document.inputs}
    calls = tuple(
        Call(item.says, item.because, item.call, item.by_when, item.to_do, item.sources)
        for item in document.emergencies
    )
    facts = tuple(known[field] for field in _FACTS if field in known)
    return EmergencySheet(
        question="Which infusion, if any?",
        title=_TITLES[document.emergencies[0].urgency],
        tone=Tone.STOP,
        is_framed=True,
        statement=document.statement,
        made=document.made,
        blocks=tuple(_blocks(calls, document.referral_telephone, facts)),
        calls=calls,
        telephone=document.referral_telephone,
        facts=facts,
    )


def _blocks(calls: tuple[Call, ...], telephone: str, facts: tuple[tuple[str, str], ...]) -> Iterator[Block]:
    for call in calls:
        yield Heading(call.says)
        yield Text(call.because, Tone.SOFT)
        yield Pairs((("Call", call.call), ("By when", call.by_when), ("Do", call.to_do)), is_strong=True)
        yield Sources(call.sources, in_line=True, on=NOT_ON_TERMINAL)
    yield Heading("The call")
    if telephone:
        yield Pairs(((_TELEPHONE, telephone),), is_strong=True)
    yield ToFillIn((*(() if telephone else (_TELEPHONE,)), "Spoke with, at", "Agreed", "Signed"))
    yield Notes((" · ".join(f"{label} {value}" for label, value in facts),))
