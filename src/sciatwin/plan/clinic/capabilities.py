"""What a clinic can do, as far as a dose depends on it. What it does not say counts as not there."""

from typing import Annotated

from pydantic import Field

from sciatwin.ceilings.published import ACUTE_PAIN_2018
from sciatwin.evidence import Estimate, Status
from sciatwin.patient import Answer
from sciatwin.patient.fields import AnswerField, Number, Unknown
from sciatwin.plan.limits import Limits
from sciatwin.quantities import Quantity, Record
from sciatwin.questions import Question
from sciatwin.units import MINUTES_PER_HOUR

RATE_WITHOUT_STANDARDS = Estimate(
    value=1.0,
    unit="mg/kg/h",
    meaning="highest rate of racemic ketamine where anaesthesia standards are not declared",
    source=ACUTE_PAIN_2018,
    place="infusions generally at most 1 mg/kg/h without intensive monitoring",
)

SESSION_WITHOUT_STANDARDS = Estimate(
    value=6.0,
    unit="h",
    meaning="longest session where anaesthesia standards are not declared",
    status=Status.ASSUMED,
    low=4.0,
    high=8.0,
    reason="outpatient protocols of ketamine infusions run four to six hours; no source sets a limit",
)

CLOSE_MONITORING_H = 5 / MINUTES_PER_HOUR
"""Blood pressure at least this often is part of anaesthesia standards."""


USUAL_INTERVAL_H = 15 / MINUTES_PER_HOUR
"""Outpatient infusions of 4 to 5 h: blood pressure and oxygen every 15 min (a clinic's leaflet)."""

LONGEST_INTERVAL_H = 30 / MINUTES_PER_HOUR
"""Royal Cornwall nursing guideline 2022: every 15 min in the first hour, every 30 min in the next two."""

USUAL_PATIENTS_PER_NURSE = 2.0
"""Cleveland outpatient protocol, as a news text tells it."""


class Capabilities(Record):
    """Staff, equipment and rooms. An answer that is missing counts as "no" wherever it would allow a higher dose."""

    who_monitors: Annotated[
        str, Question(hint="role and training of whoever stays with the patient"), Field(max_length=200)
    ] = ""
    patients_per_nurse: Annotated[
        Annotated[float, Number, Field(gt=0, le=20)] | None, Unknown, Question("patients that one nurse watches")
    ] = None
    anaesthetist_present: Annotated[AnswerField, Question("anaesthetist in the building during infusions")] = (
        Answer.UNKNOWN
    )
    airway_skills: Annotated[AnswerField, Question("somebody beside the patient who can open and hold an airway")] = (
        Answer.UNKNOWN
    )
    resuscitation_kit: Annotated[AnswerField, Question("airway and resuscitation kit with oxygen at hand")] = (
        Answer.UNKNOWN
    )
    defibrillator: AnswerField = Answer.UNKNOWN
    continuous_oximetry: AnswerField = Answer.UNKNOWN
    capnography: AnswerField = Answer.UNKNOWN
    monitoring_interval_h: Annotated[
        Annotated[float, Field(gt=0, le=4)] | None,
        Quantity("infusion time", is_optional=True),
        Question("time between measurements of blood pressure"),
    ] = Field(default=None, alias="monitoring_interval")
    recovery_place: Annotated[AnswerField, Question("a place where patients recover under watch")] = Answer.UNKNOWN
    in_patient_beds: AnswerField = Answer.UNKNOWN

    @property
    def missing_standards(self) -> tuple[str, ...]:
        """What the clinic would have to declare for anaesthesia standards; empty if it has."""
        asked = {
            "an anaesthetist in the building": self.anaesthetist_present,
            "airway skills beside the patient": self.airway_skills,
            "a resuscitation kit": self.resuscitation_kit,
            "a defibrillator": self.defibrillator,
            "continuous oximetry": self.continuous_oximetry,
            "capnography": self.capnography,
        }
        missing = [what for what, answer in asked.items() if answer is not Answer.YES]
        close = self.monitoring_interval_h is not None and self.monitoring_interval_h <= CLOSE_MONITORING_H + 1e-9
        return (*missing, *(() if close else ("blood pressure every 5 minutes",)))

    @property
    def lacking(self) -> tuple[str, ...]:
        """What any infusion needs (US label; ASA 2025) and the clinic says that it has not."""
        missing = tuple(what for what, answer in self._needed.items() if answer is Answer.NO)
        rare = f"blood pressure at least every 30 minutes (it says {self._interval_text})"
        return (*missing, rare) if self._is_interval_above(LONGEST_INTERVAL_H) else missing

    @property
    def not_said(self) -> tuple[str, ...]:
        """What any infusion needs and the clinic says nothing of."""
        said = {
            "who monitors": bool(self.who_monitors),
            "the monitoring interval": self.monitoring_interval_h is not None,
        }
        asked = {**self._needed, "a defibrillator": self.defibrillator}
        unknown = [what for what, answer in asked.items() if answer is Answer.UNKNOWN]
        return (*unknown, *(what for what, is_said in said.items() if not is_said))

    @property
    def open_points(self) -> tuple[str, ...]:
        """What whoever signs a plan of this clinic must answer for, in sentences."""
        points = []
        if self.nurse_watches_many:
            points.append(
                f"One nurse watches {self.patients_per_nurse:g} patients; the outpatient protocol that was read has "
                "two."
            )
        if self._is_interval_above(USUAL_INTERVAL_H):
            points.append(
                f"The clinic measures blood pressure every {self._interval_text}; the outpatient protocol that was "
                "read does so every 15 min."
            )
        if self.defibrillator is Answer.NO:
            points.append("The clinic has no defibrillator: say who brings one, and how fast.")
        if self.not_said:
            points.append(f"The clinic has not said of {', '.join(self.not_said)} whether it has it.")
        return tuple(points)

    @property
    def has_beds(self) -> bool:
        return self.in_patient_beds is Answer.YES

    @property
    def nurse_watches_many(self) -> bool:
        """More patients a nurse than in the one outpatient protocol whose staffing was read (Cleveland, 1 to 2)."""
        return self.patients_per_nurse is not None and self.patients_per_nurse > USUAL_PATIENTS_PER_NURSE

    @property
    def _needed(self) -> dict[str, Answer]:
        return {
            "airway skills beside the patient": self.airway_skills,
            "an airway and resuscitation kit with oxygen at hand": self.resuscitation_kit,
            "pulse oximetry without a break": self.continuous_oximetry,
            "a place where patients recover under watch": self.recovery_place,
        }

    @property
    def _interval_text(self) -> str:
        return f"{(self.monitoring_interval_h or 0.0) * MINUTES_PER_HOUR:.3g} min"

    def _is_interval_above(self, longest_h: float) -> bool:
        return self.monitoring_interval_h is not None and self.monitoring_interval_h > longest_h + 1e-9

    def in_force(self, limits: Limits) -> Limits:
        """The clinic's limits, held to the lower ceilings where anaesthesia standards are not declared."""
        if not self.missing_standards:
            return limits
        rate = RATE_WITHOUT_STANDARDS.value / limits.drug.racemic_equivalent
        return limits.model_copy(
            update={
                "max_rate_mg_per_kg_h": min(limits.max_rate_mg_per_kg_h, rate),
                "max_session_h": min(limits.max_session_h, SESSION_WITHOUT_STANDARDS.value),
            }
        )
