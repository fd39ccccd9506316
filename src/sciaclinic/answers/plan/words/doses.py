"""The dose of a plan in words: the dose box, how a session is drawn up, and the infusion that is only compared."""

from dataclasses import dataclass

from sciaclinic.answers import numbers
from sciaclinic.answers.plan.record.case import RegimenRecord, SessionRecord
from sciaclinic.answers.plan.record.session import ConductRecord, OrderRecord
from sciaclinic.answers.plan.words import tables
from sciatwin.plan.sheet.words import visits_words


@dataclass(frozen=True)
class DoseFact:
    """One figure of the dose box: what it is, the number, and the same in other units."""

    label: str
    value: str
    detail: str


def dose_facts(regimen: RegimenRecord, conduct: ConductRecord) -> tuple[DoseFact, ...]:
    """Each kind of session, then the course."""
    return (
        *(_session_fact(order, session) for order, session in zip(conduct.orders, regimen.sessions, strict=True)),
        DoseFact("Sessions", str(regimen.visits), _days(regimen)),
        DoseFact("Whole course", numbers.exact_mg(regimen.total_mg), f"{regimen.drug}, as base"),
    )


def _session_fact(order: OrderRecord, session: SessionRecord) -> DoseFact:
    words = visits_words(order.sessions)
    rates = " → ".join(f"{step.rate_ml_per_h:.1f}" for step in order.pump)
    bolus = f"bolus {numbers.mg(order.bolus_mg)}, then " if order.bolus_mg > 0 else ""
    return DoseFact(
        f"{words[:1].upper()}{words[1:]}",
        numbers.exact_mg(session.dose_mg),
        f"{numbers.mg_per_kg(session.dose_mg_per_kg)}: {bolus}{numbers.unit(rates, 'mL/h')} over "
        f"{numbers.hours(session.duration_h)}",
    )


def compared_words(regimen: RegimenRecord | None) -> str:
    """The infusion that is shown without being proposed; empty if there is none."""
    if regimen is None:
        return ""
    sessions = f"{regimen.visits} session{'s' * (regimen.visits > 1)} of {tables.dose_text(regimen)}"
    return (
        "Not proposed. The figures and tables show the infusion with the most predicted benefit, so that it can be "
        f"judged: {sessions}, {tables.course_text(regimen)}; {_days(regimen)}."
    )


def _days(regimen: RegimenRecord) -> str:
    if regimen.days[0] > 0:
        return f"days {numbers.days_text(regimen.days)}; day 0 is the first session already given"
    return "day 0 only" if regimen.visits == 1 else f"days {numbers.days_text(regimen.days)}; the first is day 0"
