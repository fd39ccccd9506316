"""The rule by which the rate goes up, in words: within session 1, and from one session to the next."""

from collections.abc import Sequence
from dataclasses import dataclass

from sciatwin.analytes import Drug
from sciatwin.evidence import Status
from sciatwin.plan.session.orders import VisitOrder
from sciatwin.plan.session.titration import FIRST_BOLUS, LOWER_START, Titration
from sciatwin.plan.sheet.start_rate import START_RATE
from sciatwin.plan.sheet.words import visits_words


@dataclass(frozen=True, kw_only=True)
class StepRule:
    """What the order of session 1 says beside its numbers.

    Attributes:
        up: when to take the next step.
        not_up: what to do if not.
        next_session: how the later sessions begin, and when there is a bolus; empty for a single one.
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
        next_session=" ".join(filter(None, (_next_session(first, later) if is_stepped else "", _bolus(orders)))),
        why_low=_why_low(titration, drug, first),
        lower_because=titration.lower_because,
    )


def _next_session(first: VisitOrder, later: Sequence[VisitOrder]) -> str:
    """How the later sessions begin; empty for a single one."""
    if not later:
        return ""
    return (
        f"{visits_words(later[0].numbers).capitalize()}: as ordered only if the last step of "
        f"{visits_words(first.numbers)} was reached and tolerated to the end. Else the highest rate tolerated, "
        "for the whole session."
    )


def _bolus(orders: Sequence[VisitOrder]) -> str:
    """How the bolus is stepped up; empty for a course without one."""
    first, *later = orders
    given = [order for order in later if order.preparation.bolus_mg > 0]
    if not given:
        return ""
    doses = "; ".join(f"{visits_words(order.numbers)} {order.preparation.bolus_mg:.3g} mg" for order in given)
    return (
        f"Bolus: none in {visits_words(first.numbers)}; {doses}. The first is {FIRST_BOLUS.value:.0%} of the planned "
        "one (assumed). Each only if the session before was tolerated to its end without a slow, pause or stop value; "
        "else the last bolus that was tolerated, or none."
    ).replace("%", "\u00a0%")


def _why_low(titration: Titration, drug: Drug, first: VisitOrder) -> str:
    again = f"Session {min(first.numbers)} starts low again, whatever was tolerated before. "
    rate = f"{again if min(first.numbers) > 1 else ''}Starting rate {titration.start_per_dosing_kg:.3g} mg/kg/h"
    if abs(titration.start_mg_per_kg_h - titration.start_per_dosing_kg) > 1e-9:
        rate += f" by the weight for dosing ({titration.start_mg_per_kg_h:.3g} of body weight)"
    if titration.below_danger:
        return f"{rate}: the highest that any step of this plan runs, for a danger was seen."
    halved = f", times {LOWER_START.value:g} (assumed)" if titration.lower_because else ""
    if titration.by_clinic:
        return f"{rate}: the clinic's own{halved}."
    start = START_RATE[drug]
    if start.status is Status.ASSUMED:
        return f"{rate}{halved}: assumed; {start.reason}."
    return f"{rate}: {start.place} ({start.source.citation if start.source else ''}){halved}."
