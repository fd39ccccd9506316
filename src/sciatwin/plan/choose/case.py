"""One twin at one clinic: what is asked before any regimen is looked for."""

from dataclasses import dataclass
from functools import cached_property

from sciatwin.ceilings.history import QUARTER_H
from sciatwin.plan.choose.panels import LEAST_SHARE, Panels
from sciatwin.plan.clinic.dosing_weight import dosing_weight_kg
from sciatwin.plan.clinic.earlier_course import earlier_in_words, earlier_mg
from sciatwin.plan.clinic.site import Site
from sciatwin.plan.decision import Decision
from sciatwin.plan.limits import History, Limits
from sciatwin.plan.next_step.danger_seen import dangers_seen
from sciatwin.plan.next_step.days_passed import earliest, seen_too_long_ago, too_long_ago
from sciatwin.plan.next_step.going_on import ANOTHER_COURSE, GOES_ON, ONCE_LIFTED, ONLY_BY_SCORES
from sciatwin.plan.next_step.lower_again import LowerAgain
from sciatwin.plan.next_step.relief_seen import relief_seen
from sciatwin.plan.next_step.seen import Seen, Weighs
from sciatwin.plan.next_step.so_far import seen_so_far
from sciatwin.plan.options.given_before import GivenBefore, end_of_plan_h
from sciatwin.plan.session import Titration
from sciatwin.plan.session.start_values import no_start_because
from sciatwin.plan.session.stop_values import StopValues
from sciatwin.plan.told.seen_in_sessions import SeenInSessions
from sciatwin.plan.worth.preferences import PREFERENCES, Preferences
from sciatwin.response.side_effects.blood_pressure import PressureStop
from sciatwin.suitability import Readiness, Suitability
from sciatwin.twin import Twin


@dataclass(frozen=True)
class Case:
    """Args: goes_on: with the course that the sessions given have begun; preferences: what is wanted of a plan."""

    twin: Twin
    site: Site
    goes_on: bool
    preferences: Preferences = PREFERENCES

    @property
    def suitability(self) -> Suitability:
        return self.twin.suitability

    @cached_property
    def panels(self) -> Panels:
        return Panels.of(self.twin, self.pressure_stop)

    @cached_property
    def given_before(self) -> GivenBefore | None:
        """What the sessions given still do, on the versions that check."""
        return GivenBefore.of(self.panels.checking, end_of_plan_h(self.twin))

    @cached_property
    def titration(self) -> Titration:
        patient, site, again = self.twin.patient, self.site, self.lower_again
        usual = Titration.of(patient, site.supply.drug, site.session, self.dosing_weight_kg)
        return usual.slower(again.most_rate_mg_per_kg_h) if again.seen_at else usual

    @property
    def pressure_stop(self) -> PressureStop:
        return StopValues.of(self.site.session).of_pressure

    @property
    def history(self) -> History:
        twin, patient = self.twin, self.twin.patient
        return History(twin.given, patient.days_since_ketamine_course, earlier_mg(patient, self.site), self.goes_on)

    @property
    def limits(self) -> Limits:
        return self.site.limits_in_force

    @cached_property
    def lower_again(self) -> LowerAgain:
        """What bounds every session after a danger was seen."""
        return LowerAgain.of(self.twin.given, self._dangers)

    @property
    def dosing_weight_kg(self) -> float:
        return dosing_weight_kg(self.twin.patient, self.site.dosing_weight)

    @cached_property
    def refusal(self) -> tuple[Decision, tuple[str, ...]] | None:
        """Why this patient may get no dose at all here, if so."""
        suitability = self.suitability
        reasons = {
            Decision.BLOCKED: suitability.blocked_by,
            Decision.NOT_EQUIPPED: tuple(f"the clinic has not: {what}" for what in self.site.capabilities.lacking),
            Decision.STOPPED: self._stopped_by,
            Decision.OUTSIDE_MODELS: suitability.outside_models,
            Decision.CANNOT_BE_CHECKED: tuple(
                dict.fromkeys(
                    (
                        *self._other_drug_given,
                        *too_long_ago(self.twin),
                        *suitability.cannot_be_checked,
                        *self.history.missing(QUARTER_H),
                    )
                )
            ),
            Decision.UNANSWERED: suitability.could_be_blocked_by,
        }
        found = next(((decision, why) for decision, why in reasons.items() if why), None)
        return found or self._risks_untold

    @property
    def readiness(self) -> Readiness:
        """What may be done for this patient here."""
        return Readiness.NO_DOSE if self.refusal else self.suitability.readiness

    @property
    def earlier_in_words(self) -> tuple[str, ...]:
        return earlier_in_words(self.twin.patient, self.site)

    @property
    def given_in_words(self) -> tuple[str, ...]:
        given, patient = self.twin.given, self.twin.patient
        if given.is_none:
            return ()
        sessions = "1 session" if given.visits == 1 else f"{given.visits} sessions"
        return (
            f"{sessions} of {given.total_mg(patient.weight_kg):.0f} mg in all were given already: every limit counts "
            "them, and what they still do is no benefit of this plan. Sessions and days count from the first of them: "
            f"{earliest(self.twin)}",
            GOES_ON if self.goes_on else ANOTHER_COURSE,
        )

    @property
    def unsigned_because(self) -> tuple[str, ...]:
        """What must be set aside, answered or reviewed before anybody signs, each with its way out."""
        eligibility, can = self.suitability.eligibility, self.site.capabilities
        questions = [finding.in_full for finding in (*eligibility.overrides_needed, *eligibility.open_questions)]
        questions += self.suitability.out_of_date
        if self.refusal and self.refusal[0] in (Decision.STOPPED, Decision.NOT_EQUIPPED):
            questions += [
                f"{why[0].upper()}{why[1:]}. A physician decides before anything is given." for why in self.refusal[1]
            ]
        if self.refusal and self.refusal[0] is Decision.STOPPED:
            questions += [ONLY_BY_SCORES] * relief_seen(self.twin.patient, self.twin.seen).is_too_little
            questions.append(ONCE_LIFTED)
        questions += seen_too_long_ago(self.twin)
        if supposed := self.twin.patient.goals.supposed:
            questions.append(f"The patient's goals are not all in the file. Supposed: {', '.join(supposed)}.")
        questions += no_start_because(self.twin.patient, self.site.session)
        questions += can.open_points
        if self.site.signed_by is None:
            questions.append("The clinic's limits without a published basis are not signed by a physician.")
        return tuple(questions)

    @property
    def seen_in_sessions(self) -> SeenInSessions | None:
        return seen_so_far(self.twin, StopValues.of(self.site.session))

    @property
    def _stopped_by(self) -> tuple[str, ...]:
        """What was seen at which a course ends, in words."""
        patient, seen = self.twin.patient, self.twin.seen
        dangers = (str(item) for item in self._dangers if item.weighs is Weighs.STOP)
        relief = relief_seen(patient, seen)
        return (*dangers, *((relief.rule,) if relief.is_too_little else ()))

    @property
    def _dangers(self) -> tuple[Seen, ...]:
        twin, stops = self.twin, StopValues.of(self.site.session)
        return dangers_seen(twin.patient, twin.seen, stops, twin.today)

    @property
    def _other_drug_given(self) -> tuple[str, ...]:
        given, drug = self.twin.given, self.site.supply.drug
        if given.is_none or given.drug is drug:
            return ()
        return (f"{given.drug} was given and the clinic has {drug}: doses do not add up, so no limit can be checked",)

    @property
    def _risks_untold(self) -> tuple[Decision, tuple[str, ...]] | None:
        """A risk can be held to a limit only if so many versions would show it, and both parts of them are believed."""
        found = tuple(why for why in (self._too_few_to_tell, self._one_part_is_not_believed) if why)
        return (Decision.CANNOT_BE_CHECKED, found) if found else None

    @property
    def _too_few_to_tell(self) -> str:
        least, limits = self.panels.least_risk_told, self.limits
        strictest = min(limits.max_severe_dissociation_risk, limits.max_severe_hypertension_risk)
        if least <= strictest:
            return ""
        return (
            f"the clinic's limit on a predicted risk is {strictest:.2%}. A plan would be judged on versions "
            f"that are worth {self.panels.effective} of equal weight, and so few tell no risk below {least:.2%}: learn "
            "from all that was observed with more versions (--draws), or set a limit that can be told"
        ).replace("%", " %")

    @property
    def _one_part_is_not_believed(self) -> str:
        share = self.panels.lesser_share
        if share >= LEAST_SHARE:
            return ""
        return (
            "half of the versions choose a regimen and half check it, and one of these halves holds "
            f"{share:.1%} of what is believed of this patient (at least {LEAST_SHARE:.0%} is needed), so it speaks for "
            "somebody else: learn from all that was observed with more versions (--draws)"
        ).replace("%", " %")
