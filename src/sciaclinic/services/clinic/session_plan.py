"""What a signed plan says of each of its sessions: the order, the questions before the pump, and the days."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sciaclinic.answers.plan.document import PlanDocument
from sciaclinic.answers.plan.record.session import OrderRecord
from sciaclinic.episode.checks import CheckGroup, CheckItem
from sciaclinic.episode.episode import NotNowError
from sciaclinic.episode.session_order import OrderedStep, SessionOrder
from sciatwin.patient import Answer
from sciatwin.patient.complaint import RedFlags
from sciatwin.plan import ReadyMix, Site
from sciatwin.plan.clinic.capabilities import USUAL_INTERVAL_H
from sciatwin.plan.session.start_values import StartValues
from sciatwin.plan.session.stop_values import StopValues
from sciatwin.questions import questions_of


@dataclass(frozen=True)
class PlannedSession:
    """``day`` counts from the first session ever given, whose day is 0."""

    number: int
    day: float
    order: OrderRecord


def planned_sessions(document: PlanDocument) -> tuple[PlannedSession, ...]:
    """In their order; empty where the plan proposes no infusion."""
    if document.conduct is None or document.regimen is None:
        return ()
    orders = {number: order for order in document.conduct.orders for number in order.sessions}
    numbers = sorted(orders)
    return tuple(
        PlannedSession(number, day, orders[number]) for number, day in zip(numbers, document.regimen.days, strict=True)
    )


def session_order(document: PlanDocument, number: int, today: Site | None) -> SessionOrder:
    """The order of one session of the plan, under the signed limits and those of today.

    Raises: NotNowError if the plan has no such session.
    """
    found = next((item.order for item in planned_sessions(document) if item.number == number), None)
    if found is None or document.conduct is None:
        raise NotNowError(f"The signed plan has no session {number}. Review the course and sign the next plan.")
    site, supply = document.clinic, document.clinic.supply
    limits = (site.limits_in_force, *((today.limits_in_force,) if today and today.limits != site.limits else ()))
    stops = StopValues.of(site.session)
    return SessionOrder(
        planned_session=number,
        steps=tuple(
            OrderedStep(start_h=step.start_h, duration_h=step.duration_h, rate_mg_per_h=step.rate_mg_per_h)
            for step in found.pump
        ),
        bolus_mg=found.bolus_mg,
        total_mg=found.total_mg,
        weight_kg=document.conduct.weight_kg,
        dosing_weight_kg=document.conduct.dosing_weight_kg,
        concentration_mg_per_ml=found.concentration_mg_per_ml,
        vial_label=found.vial,
        vial_mg_per_ml=supply.base_mg_per_ml,
        vial_ml=supply.volume_ml,
        is_ready_mix=isinstance(supply, ReadyMix),
        drawn_ml=found.drawn_ml,
        filled_ml=found.filled_ml,
        vials=found.vials,
        limits=limits,
        stops=stops,
        starts=StartValues.of(stops),
        first_checks_h=site.session.in_force("first_checks_every"),
        checks_h=site.capabilities.monitoring_interval_h or USUAL_INTERVAL_H,
        recovery_h=site.session.in_force("recovery"),
        fit_from=int(site.session.in_force("discharge_score")),
        step_up=document.conduct.step_up,
        else_stay=document.conduct.else_stay,
        next_session=document.conduct.next_session,
    )


@lru_cache(maxsize=16)
def _red_flags() -> tuple[tuple[str, str, str], ...]:
    return tuple((path, asked.label, asked.hint) for path, asked in questions_of(RedFlags).items())


def check_items(document: PlanDocument) -> tuple[CheckItem, ...]:
    """The questions before the pump for this patient, with the lines of the signed plan as their hints."""
    lines = {row.key: row.text for row in document.conduct.rows} if document.conduct else {}
    return (*_of_the_patient(document, lines), *_of_red_flags(document), *_of_today(lines))


def _of_the_patient(document: PlanDocument, lines: dict[str, str]) -> Iterator[CheckItem]:
    ordered = document.conduct.weight_kg if document.conduct else document.patient.weight_kg
    yield CheckItem(
        key="identity",
        label="Identity by two identifiers",
        group=CheckGroup.PATIENT,
        hint="The patient says two of name, birth date and number; they are those above.",
        asks_note="which two were said",
        rule="This order is of another patient: stop here.",
    )
    yield CheckItem(
        key="weight",
        label="Weighed today",
        group=CheckGroup.PATIENT,
        hint=f"The order was made for {ordered:g}\u00a0kg.",
        asks_value="kg",
        rule=lines.get("weight_today", ""),
    )
    yield CheckItem(
        key="consent",
        label="Consent for this course is in force",
        group=CheckGroup.PATIENT,
        rule="No infusion without it.",
    )


def _of_red_flags(document: PlanDocument) -> Iterator[CheckItem]:
    for name, label, hint in _red_flags():
        known = getattr(document.patient.red_flags, name) is Answer.YES
        yield CheckItem(
            key=f"red_flags.{name}",
            label=label[0].upper() + label[1:],
            group=CheckGroup.RED_FLAGS,
            wanted=Answer.NO,
            known=Answer.YES if known else None,
            hint=f"{hint}; 'yes' is known, the plan was signed with it" if known else hint,
            rule="A new red flag: no infusion, refer at once.",
        )


def _of_today(lines: dict[str, str]) -> Iterator[CheckItem]:
    def item(key: str, label: str, row: str, **more: object) -> CheckItem:
        return CheckItem(key=key, label=label, group=CheckGroup.TODAY, hint=lines.get(row, ""), **more)  # type: ignore[arg-type]

    yield item("fasting", "Fasting as asked", "fasting", rule="No infusion today.")
    yield item(
        "escort",
        "A responsible adult takes the patient home",
        "escort_booked",
        asks_note="name and telephone of the escort",
        rule="Nobody: no infusion.",
    )
    if "pregnancy_test" in lines:
        yield item("pregnancy", "Pregnant", "pregnancy_test", wanted=Answer.NO, rule="No infusion.")
    yield item(
        "medicines",
        "Medicines of today asked for and written down",
        "medicines_today",
        asks_note="what, how much and when last, or 'none'; and what has changed since the plan was signed",
        rule="Ask for them first.",
    )
    if "self_harm_today" in lines:
        yield item("self_harm", "Safe today, asked about self-harm", "self_harm_today", rule="No infusion.")
    yield item("line", "Own cannula and line, patent", "line", rule="Not without a line of its own.")
    yield item("kit", "Kit checked and within reach", "airway_kit", rule="Not without it.")
