"""The sessions of a plan in words: dose, order of each visit, the rule to go up, before, during and after."""

from dataclasses import dataclass

from sciaclinic.answers import numbers
from sciaclinic.answers.blocks import Row, Table
from sciaclinic.answers.plan.document import PlanDocument
from sciaclinic.answers.plan.record.case import RegimenRecord, SessionRecord
from sciaclinic.answers.plan.record.session import ConductRecord, OrderRecord, SessionRowRecord
from sciaclinic.answers.plan.words.cells import days_in_words
from sciaclinic.answers.plan.words.given_before import besides
from sciatwin.plan.session import DayPhase, ValueBasis
from sciatwin.plan.sheet.words import visits_words

_HEADINGS = {
    DayPhase.BEFORE: "Before",
    DayPhase.DURING: "During",
    DayPhase.STOP: "Slow, pause or stop",
    DayPhase.RESCUE: "If something goes wrong",
    DayPhase.AFTER: "After",
    DayPhase.BETWEEN: "Between sessions and on repeats",
}

_MARKS = {
    ValueBasis.PROPOSED.value: "proposed",
    ValueBasis.CLINIC.value: "clinic",
    ValueBasis.CLINIC_AND_SOURCE.value: "clinic in part",
    ValueBasis.CLINIC_AND_PROPOSED.value: "clinic and proposed",
    ValueBasis.SOURCE.value: "",
    ValueBasis.BLANK.value: "",
}


@dataclass(frozen=True)
class DoseFact:
    """One figure of the dose box: what it is, the number, and the same in other units."""

    label: str
    value: str
    detail: str


def dose_facts(document: PlanDocument, regimen: RegimenRecord, conduct: ConductRecord) -> tuple[DoseFact, ...]:
    """Each kind of session, then the course and what was given before it."""
    began, before = document.history.observed.began, besides(document)
    return (
        *(_session_fact(order, session) for order, session in zip(conduct.orders, regimen.sessions, strict=True)),
        DoseFact("Sessions", str(regimen.visits), days_in_words(regimen, began)),
        DoseFact(
            "This plan in all" if before else "Whole course",
            numbers.exact_mg(regimen.total_mg),
            f"{regimen.drug}, as base{before}",
        ),
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


@dataclass(frozen=True)
class Part:
    """Lines of one part of the day."""

    key: str
    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class OrderWords:
    """One kind of visit: how it is drawn up and how the pump runs."""

    title: str
    dose: str
    preparation: tuple[tuple[str, str], ...]
    pump: Table
    steps: tuple[str, ...]


def parts(conduct: ConductRecord) -> tuple[Part, ...]:
    """Every part of the day that has lines."""
    found = (
        Part(phase.name.lower(), heading, tuple(_row(row) for row in conduct.rows if row.phase == phase.value))
        for phase, heading in _HEADINGS.items()
    )
    return tuple(part for part in found if part.rows)


def _row(row: SessionRowRecord) -> Row:
    return Row(
        topic=row.topic,
        text=row.text,
        because=row.because,
        mark=_MARKS[row.basis],
        on_page_one=row.on_page_one,
        origin="; ".join(
            filter(None, (", ".join(row.references), row.basis, f"confidence: {row.confidence}", row.note))
        ),
        sources=row.sources,
    )


def orders(conduct: ConductRecord) -> tuple[OrderWords, ...]:
    return tuple(
        OrderWords(
            title=_title(order),
            dose=f"{numbers.exact_mg(order.total_mg)} in {numbers.hours(order.duration_h)}",
            preparation=preparation_facts(order),
            pump=pump_table(order),
            steps=order.steps,
        )
        for order in conduct.orders
    )


def _title(order: OrderRecord) -> str:
    words = visits_words(order.sessions)
    return f"{words[:1].upper()}{words[1:]}"


def pump_table(order: OrderRecord) -> Table:
    """How the pump runs, rate by rate."""
    return Table(
        f"Pump, {visits_words(order.sessions)}",
        ("From", "For", "Rate", "Drug", "Given by then"),
        tuple(
            (
                f"{60 * step.start_h:.0f} min",
                numbers.hours(step.duration_h),
                numbers.ml_per_h(step.rate_ml_per_h),
                f"{numbers.mg_per_h(step.rate_mg_per_h)} ({numbers.unit(f'{step.rate_mg_per_kg_h:.2f}', 'mg/kg/h')})",
                f"{numbers.exact_mg(step.given_mg)} = {numbers.millilitres(step.given_ml)}",
            )
            for step in order.pump
        ),
    )


def weight_words(conduct: ConductRecord) -> str:
    """The weights behind an order, and the one to which its mg per kg refer."""
    return (
        f"Ordered for a body weight of {numbers.unit(f'{conduct.weight_kg:.1f}', 'kg')}; weight for dosing "
        f"({conduct.dosing_weight}) {numbers.unit(f'{conduct.dosing_weight_kg:.1f}', 'kg')}. "
        "mg/kg and mg/kg/h in the table are of body weight."
    )


def rule_words(conduct: ConductRecord) -> tuple[str, ...]:
    """When to go up, when not, how the next session begins, and why session 1 starts where it does."""
    lower = f"Lower for this patient: {'; '.join(conduct.lower_because)}." if conduct.lower_because else ""
    said = (conduct.step_up, conduct.else_stay, conduct.next_session, conduct.starting_rate, lower)
    return tuple(filter(None, said))


def preparation_facts(order: OrderRecord) -> tuple[tuple[str, str], ...]:
    many = "s" * (order.vials > 1)
    bolus = (("Bolus", f"{numbers.mg(order.bolus_mg)} = {numbers.millilitres(order.bolus_ml)} over 60 s"),)
    return (
        ("Vial", order.vial),
        ("Syringe", f"{order.syringes} × {order.syringe}"),
        ("Draw up", f"{numbers.millilitres(order.drawn_ml)} from {order.vials} vial{many}"),
        ("Dilute", f"with {numbers.millilitres(order.diluent_ml)} sodium chloride 0.9 %"),
        ("Gives", f"{numbers.millilitres(order.filled_ml)} of {order.concentration_mg_per_ml:g} mg/mL"),
        *(bolus if order.bolus_mg > 0 else ()),
        ("Left in the vial", numbers.exact_mg(order.left_in_vial_mg)),
    )
