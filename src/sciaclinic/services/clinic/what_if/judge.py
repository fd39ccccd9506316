"""Which limits a scenario crosses: whose they are, and why they are there. The page asks; it never judges."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sciaclinic.services.clinic.what_if.scenario import Scenario
from sciatwin.analytes import Drug
from sciatwin.ceilings import CONSENSUS_2018, ceilings_crossed
from sciatwin.ceilings.crossed import OUT_OF_SCOPE
from sciatwin.ceilings.history import History
from sciatwin.ceilings.published import GOLDBERG_2010
from sciatwin.errors import RegimenError
from sciatwin.plan.clinic.capabilities import RATE_WITHOUT_STANDARDS, SESSION_WITHOUT_STANDARDS
from sciatwin.plan.clinic.dosing_weight import dosing_weight_kg
from sciatwin.plan.clinic.earlier_course import earlier_mg
from sciatwin.plan.clinic.site import Site
from sciatwin.plan.limits import LimitCrossed, crossed_by_dose
from sciatwin.plan.limits.crossed import HOUR, RATE, SESSION_LENGTH
from sciatwin.regimen import Regimen
from sciatwin.twin import Twin
from sciatwin.twin.simulate import HORIZON_DAYS
from sciatwin.units import HOURS_PER_DAY

PUBLISHED, CLINIC, PAGE = "published ceiling", "this clinic's limit", "this page"
_DAY = "dose in any 24 hours"


@dataclass(frozen=True)
class Crossing:
    """One limit that is crossed.

    Attributes:
        says: the limit with what the scenario asks and what is allowed.
        whose: who set it; why: its source, or that it has none.
    """

    limit: str
    says: str
    whose: str
    why: str


@dataclass(frozen=True)
class Judge:
    """One patient at one clinic. ``site``: None while it has entered no values; published ceilings hold then."""

    twin: Twin
    site: Site | None

    @property
    def drug(self) -> Drug:
        return self.site.supply.drug if self.site else Drug.RACEMIC_KETAMINE

    @cached_property
    def dosing_kg(self) -> float:
        """The weight to which mg per kg refer."""
        patient = self.twin.patient
        return dosing_weight_kg(patient, self.site.dosing_weight) if self.site else patient.weight_kg

    @property
    def no_dose_because(self) -> tuple[str, ...]:
        """Everything for which this patient gets no ketamine here, at whatever dose."""
        lacking = self.site.capabilities.lacking if self.site else ()
        return (*self.twin.suitability.no_dose_because, *(f"the clinic has not: {what}" for what in lacking))

    def regimen(self, scenario: Scenario) -> Regimen:
        """What is infused, per kg of body weight. Raises: RegimenError if sessions overlap."""
        per_kg = self.dosing_kg / self.twin.patient.weight_kg
        return scenario.regimen(self.drug, per_kg=per_kg, starts_h=self.twin.next_start_h)

    def crossed(self, scenario: Scenario) -> tuple[Crossing, ...]:
        """Every limit on dose, rate, time and spacing that a scenario crosses, the published ones first."""
        if scenario.step >= scenario.minutes:
            says = f"the first step takes {scenario.step:g} min of a session of {scenario.minutes:g} min"
            return (Crossing("length of the first step", says, PAGE, "A session ends at its second rate."),)
        try:
            regimen = self.regimen(scenario)
        except RegimenError as error:
            return (Crossing("sessions overlap", str(error), PAGE, "a session begins before the last one ends"),)
        return (*self._by_ceilings(regimen), *self._by_clinic(regimen), *self._by_horizon(regimen))

    def _by_clinic(self, regimen: Regimen) -> Iterator[Crossing]:
        if self.site is None:
            return
        patient, limits = self.twin.patient, self.site.limits_in_force
        history = History(self.twin.given, patient.days_since_ketamine_course, earlier_mg(patient, self.site))
        found = crossed_by_dose(regimen, patient.weight_kg, limits, history, dosing_weight_kg=self.dosing_kg)
        for item in found:
            yield Crossing(item.limit, str(item), self._whose(item), self._why(item))

    def _whose(self, item: LimitCrossed) -> str:
        if self._is_lowered(item):
            return "anaesthesia standards that this clinic has not declared"
        signer = self.site.signed_by if self.site else None
        return f"{CLINIC}, signed by {signer}" if signer else f"{CLINIC}, not signed by a physician yet"

    def _why(self, item: LimitCrossed) -> str:
        if self._is_lowered(item) and self.site is not None:
            estimate = SESSION_WITHOUT_STANDARDS if item.limit == SESSION_LENGTH else RATE_WITHOUT_STANDARDS
            basis = estimate.place or estimate.reason
            return f"{basis} ({estimate.status}). Missing: {', '.join(self.site.capabilities.missing_standards)}."
        return "It stands on the page Clinic."

    def _is_lowered(self, item: LimitCrossed) -> bool:
        """Whether it is not the clinic's own number that holds."""
        if self.site is None:
            return False
        own, held = self.site.limits, self.site.limits_in_force
        if item.limit == SESSION_LENGTH:
            return held.max_session_h < own.max_session_h
        return item.limit in (RATE, HOUR) and held.max_rate_mg_per_kg_h < own.max_rate_mg_per_kg_h

    def _by_ceilings(self, regimen: Regimen) -> Iterator[Crossing]:
        for item in ceilings_crossed(regimen):
            source = GOLDBERG_2010 if item.limit == _DAY else CONSENSUS_2018
            why = f"{OUT_OF_SCOPE}." if item.unit == "h" else f"{source.citation}."
            yield Crossing(item.limit, str(item), PUBLISHED, why)

    def _by_horizon(self, regimen: Regimen) -> Iterator[Crossing]:
        last_day = (regimen.last_end_h - self.twin.next_start_h) / HOURS_PER_DAY
        if last_day > HORIZON_DAYS:
            says = f"the last session is on day {last_day:.0f}; {HORIZON_DAYS:g} days are shown"
            yield Crossing("days shown", says, PAGE, "Pain is shown for the 90 days from the first session.")
