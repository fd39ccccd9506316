"""All that is done around the infusions of one plan: how the rate is stepped up, what is run, before, during, after."""

from dataclasses import dataclass
from typing import Protocol

from sciatwin.patient import Patient
from sciatwin.plan.clinic.capabilities import Capabilities
from sciatwin.plan.clinic.dosing_weight import DosingWeight, dosing_weight_kg
from sciatwin.plan.clinic.supply import Supply, Syringe, Vial
from sciatwin.plan.session.checklist import checklist
from sciatwin.plan.session.declared import declared
from sciatwin.plan.session.liver_days import liver_test_days
from sciatwin.plan.session.orders import VisitOrder, visit_orders
from sciatwin.plan.session.step_rule import StepRule, step_rule
from sciatwin.plan.session.stop_rule import stop_after_two
from sciatwin.plan.session.titration import Titration
from sciatwin.plan.session.vial_left import left_in_vial, smaller_vial
from sciatwin.plan.sheet.row import ShownSheetRow
from sciatwin.plan.sheet.settings import SessionSettings
from sciatwin.plan.sheet.words import visits_words
from sciatwin.regimen import Regimen
from sciatwin.response.side_effects import cadss_limits


@dataclass(frozen=True, kw_only=True)
class Conduct:
    """How the sessions of a plan are carried out."""

    titration: Titration
    step_rule: StepRule
    orders: tuple[VisitOrder, ...]
    rows: tuple[ShownSheetRow, ...]


class AbstractSite(Protocol):
    """What a clinic has and does, as far as a session needs it."""

    @property
    def supply(self) -> Supply: ...

    @property
    def other_vials(self) -> tuple[Vial, ...]: ...

    @property
    def syringe(self) -> Syringe: ...

    @property
    def session(self) -> SessionSettings: ...

    @property
    def capabilities(self) -> Capabilities: ...

    @property
    def dosing_weight(self) -> DosingWeight: ...


def conduct(
    patient: Patient,
    regimen: Regimen,
    site: AbstractSite,
    given_visits: int = 0,
    titration: Titration | None = None,
) -> Conduct:
    """Orders and rows for a course as it is given.

    Args:
        given_visits: visits before this course, from which its sessions are numbered on, as its days are.
        titration: by which the course was stepped up; that of a first course by default.
    Raises: RegimenError if the vial holds another drug than the regimen needs.
    """
    orders = visit_orders(
        regimen, patient.weight_kg, site.supply, site.syringe, site.other_vials, given_visits=given_visits
    )
    dosing_kg = dosing_weight_kg(patient, site.dosing_weight)
    titration = titration or Titration.of(patient, regimen.drug, site.session, dosing_kg)
    computed = {
        "left_in_vial": left_in_vial(orders),
        "smaller_vial": smaller_vial(site.supply, site.other_vials, orders),
        "liver_days": liver_test_days(regimen),
        "stop_after_two": stop_after_two(patient, regimen, given_visits),
        "first_session": visits_words((given_visits + 1,)),
        "review_week": str(patient.goals.review_week),
        "cadss_not_repeated": f"{cadss_limits.NOT_REPEATED.value:g}",
        "cadss_stop": f"{cadss_limits.STOP.value:g}",
    }
    return Conduct(
        titration=titration,
        step_rule=step_rule(titration, regimen.drug, orders),
        orders=orders,
        rows=tuple(row for row in checklist(patient, site.session, computed, declared(site.capabilities)) if row.text),
    )
