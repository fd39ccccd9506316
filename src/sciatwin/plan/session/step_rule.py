"""The rule by which the rate goes up, in words: within session 1, and from one session to the next."""

from collections.abc import Sequence
from dataclasses import dataclass

from sciatwin.evidence import Status
from sciatwin.plan.session.orders import VisitOrder
from sciatwin.plan.session.titration import LOWER_START, START_RATE, Titration
from sciatwin.plan.session.words import visits_words
from sciatwin.regimen import Drug


@dataclass(frozen=True, kw_only=True)
class StepRule:
    """What the order of session 1 says beside its numbers.

    Attributes:
        up: when to take the next step.
        not_up: what to do if not.
        next_session: how the later sessions begin; empty for a single one.
        why_low: where the starting rate comes from.
        lower_because: why it is lower still for this patient; empty if it is not.
    """

    up: str
    not_up: str
    next_session: str
    why_low: str
    lower_because: tuple[str, ...]


_UP = (
    "Take the next step only if, for the whole step before it, no slow, pause or stop value was reached and the "
    "patient is awake or wakes at a word, breathes as before, is not distressed and wants to go on."
)
_NOT_UP = (
    "Else stay at this rate or go back by one step, and do not go up again that day. No step is skipped or shortened, "
    "and the session is not made longer."
)


def step_rule(titration: Titration, drug: Drug, orders: Sequence[VisitOrder]) -> StepRule:
    first, *later = orders
    is_stepped = len(first.preparation.pump) > 1
    return StepRule(
        up=_UP if is_stepped else "",
        not_up=_NOT_UP if is_stepped else "",
        next_session=_next_session(first, later) if later and is_stepped else "",
        why_low=_why_low(titration, drug),
        lower_because=titration.lower_because,
    )


def _next_session(first: VisitOrder, later: Sequence[VisitOrder]) -> str:
    """How the later sessions begin."""
    return (
        f"{visits_words(later[0].numbers).capitalize()}: as ordered only if the last step of "
        f"{visits_words(first.numbers)} was reached and tolerated to the end. Else the highest rate tolerated, "
        "for the whole session."
    )


def _why_low(titration: Titration, drug: Drug) -> str:
    rate = f"Starting rate {titration.start_per_dosing_kg:.3g} mg/kg/h"
    halved = f", times {LOWER_START.value:g} (assumed)" if titration.lower_because else ""
    if titration.by_clinic:
        return f"{rate}: the clinic's own{halved}."
    start = START_RATE[drug]
    if start.status is Status.ASSUMED:
        return f"{rate}{halved}: assumed; {start.reason}."
    return f"{rate}: {start.place} ({start.source.citation if start.source else ''}){halved}."
