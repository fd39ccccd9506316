"""The order of every visit: a course as the pump delivers it, stepped up in session 1, in mL and mL/h."""

from collections.abc import Sequence
from dataclasses import dataclass

from sciatwin.plan.clinic.preparation import Preparation, concentration_for, deliverable, prepare
from sciatwin.plan.clinic.supply import Supply, Syringe, Vial
from sciatwin.plan.session.titration import Titration, titrated
from sciatwin.regimen import Regimen, Session, Visit


@dataclass(frozen=True)
class VisitOrder:
    """What is drawn up and run on some visits, all alike. ``numbers`` counts visits from the first one ever given."""

    numbers: tuple[int, ...]
    preparation: Preparation


def as_given(regimen: Regimen, weight_kg: float, supply: Supply, syringe: Syringe, titration: Titration) -> Regimen:
    """The course stepped up from the starting rate, every rate rounded down to what the pump delivers.

    Raises: RegimenError if a rate is too low for the pump.
    """
    concentration = course_concentration(regimen, weight_kg, supply, syringe)
    visits = (
        deliverable(visit, weight_kg, supply, syringe, concentration) for visit in titrated(regimen, titration).by_visit
    )
    sessions = tuple(step for visit in visits for step in _joined(visit))
    return Regimen(name="personal", drug=regimen.drug, sessions=sessions)


def course_concentration(regimen: Regimen, weight_kg: float, supply: Supply, syringe: Syringe) -> float:
    """One concentration for every syringe of a course, mg/mL: two would invite a mix-up. The fullest visit decides."""
    fullest = max(regimen.by_visit, key=lambda visit: visit.dose_mg_per_kg)
    return concentration_for(fullest, weight_kg, supply, syringe)


def visit_orders(
    regimen: Regimen,
    weight_kg: float,
    supply: Supply,
    syringe: Syringe,
    others: Sequence[Vial] = (),
    *,
    given_visits: int = 0,
) -> tuple[VisitOrder, ...]:
    """One order for each kind of visit, in order of the first of its kind; numbers go on from the visits given."""
    concentration = course_concentration(regimen, weight_kg, supply, syringe)
    return tuple(
        VisitOrder(numbers, prepare(visit, weight_kg, regimen.drug, supply, syringe, concentration, others))
        for numbers, visit in regimen.alike_visits(given_visits)
    )


def _joined(visit: Visit) -> tuple[Session, ...]:
    """Steps that the pump's rounding made alike become one."""
    steps: list[Session] = []
    for step in visit.steps:
        if steps and step.bolus_mg_per_kg == 0 and step.rate_mg_per_kg_h == steps[-1].rate_mg_per_kg_h:
            last = steps.pop()
            step = Session(
                start_h=last.start_h,
                rate_mg_per_kg_h=last.rate_mg_per_kg_h,
                duration_h=last.duration_h + step.duration_h,
                bolus_mg_per_kg=last.bolus_mg_per_kg,
            )
        steps.append(step)
    return tuple(steps)
