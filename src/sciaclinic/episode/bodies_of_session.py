"""Bodies of what is entered in one session: checks, preparation, pump, measurements, recovery, the drug's account."""

import datetime
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Any, Self

from pydantic import AwareDatetime, Field, model_validator

from sciaclinic.episode.body import Body, Reason
from sciaclinic.episode.kinds import Kind
from sciaclinic.episode.recovery import Scale
from sciatwin.patient import Answer

_Words = Annotated[str, Field(max_length=500)]
_Grade = Annotated[int, Field(ge=0, le=10)]
_Volume = Annotated[float, Field(ge=0, le=1000)]
_Mass = Annotated[float, Field(ge=0, le=5000)]


class RateUnit(StrEnum):
    ML_PER_H = "mL/h"
    MG_PER_H = "mg/h"
    MG_PER_KG_H = "mg/kg/h"


class DoseUnit(StrEnum):
    MG = "mg"
    ML = "mL"


class RateReason(StrEnum):
    ORDER = "as ordered"
    STEP = "next step of the order"
    SLOWED = "slowed by a rule"
    EFFECT = "an effect on the patient"
    WISH = "the patient's wish"
    PUMP = "line or pump"


class StopCause(StrEnum):
    COMPLETE = "complete"
    LIMIT = "a stop value"
    EVENT = "an event"
    PATIENT = "the patient's wish"
    TECHNICAL = "line or pump"


class Severity(StrEnum):
    NONE = "none"
    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"


class Happening(StrEnum):
    """The first seven are those that the order of the session stops at, the next three those that it pauses at."""

    CHEST_PAIN = "chest pain"
    SEIZURE = "seizure"
    NEW_WEAKNESS = "new weakness or speech trouble"
    LARYNGOSPASM = "laryngospasm"
    ANAPHYLAXIS = "anaphylaxis"
    NOT_ROUSABLE = "not rousable by voice"
    NEW_RED_FLAG = "new red flag"
    DISTRESS = "distress"
    HALLUCINATION = "hallucination"
    AGITATION = "agitation"
    NAUSEA = "nausea or vomiting"
    DIZZINESS = "dizziness or double vision"
    LINE = "line infiltrated or replaced"
    PUMP = "pump or power"
    WRONG_DOSE = "wrong rate or dose"
    OTHER = "other"


class Opened(Body):
    """``planned_session``: its number in the order of the signed plan."""

    planned_session: int = Field(ge=1)


class Checked(Body):
    """One item of the checks. ``value``: a number where the item asks for one, such as the weight in kg."""

    item: str = Field(min_length=1, max_length=100)
    answer: Answer
    value: float | None = Field(default=None, ge=0, le=1000)
    note: _Words = ""


class Prepared(Body):
    """What was drawn up. ``concentration_mg_per_ml`` stands on the label of the syringe; ``filled_ml`` over all."""

    vial_lot: str = Field(min_length=1, max_length=60)
    vial_expires: datetime.date
    vials: int = Field(ge=1, le=20)
    drawn_ml: float = Field(gt=0, le=200)
    filled_ml: float = Field(gt=0, le=1000)
    concentration_mg_per_ml: float = Field(gt=0, le=120)
    pump: str = Field(default="", max_length=60)


class SecondCheck(Body):
    """By another person than the one who prepared: she reads the vial, repeats the arithmetic, checks the pump."""

    agrees: bool
    note: _Words = ""

    @model_validator(mode="after")
    def _says_what_differs(self) -> Self:
        if not self.agrees and not self.note:
            raise ValueError("note: say what differs; the syringe is then prepared anew")
        return self


class Running(Body):
    """Started, set anew or resumed. ``rate_ml_per_h`` is what the pump shows; ``entered`` in ``unit`` was typed."""

    rate_ml_per_h: float = Field(ge=0, le=1200)
    entered: float = Field(ge=0)
    unit: RateUnit
    reason: RateReason = RateReason.ORDER
    note: _Words = ""


class BolusGiven(Body):
    bolus_ml: float = Field(gt=0, le=100)
    entered: float = Field(gt=0)
    unit: DoseUnit
    over_s: int = Field(default=60, ge=10, le=3600)
    reason: RateReason = RateReason.ORDER
    note: _Words = ""


class Measured(Body):
    """What was measured or asked at one time; what was not is absent.

    ``sedation_moaas``: modified observer's assessment, 5 answers readily to the name, 0 does not respond.
    ``dissociation`` 0 to 10 as the patient says; ``cadss`` 0 to 92. Numbers outside the ranges here cannot be meant.
    """

    systolic_mmhg: Annotated[float, Field(ge=30, le=300)] | None = None
    diastolic_mmhg: Annotated[float, Field(ge=10, le=200)] | None = None
    pulse_per_min: Annotated[float, Field(ge=10, le=300)] | None = None
    saturation_percent: Annotated[float, Field(ge=30, le=100)] | None = None
    oxygen_l_per_min: Annotated[float, Field(ge=0, le=30)] | None = None
    breathing_per_min: Annotated[float, Field(ge=0, le=80)] | None = None
    sedation_moaas: Annotated[int, Field(ge=0, le=5)] | None = None
    dissociation: _Grade | None = None
    cadss: Annotated[int, Field(ge=0, le=92)] | None = None
    pain: _Grade | None = None
    pain_leg_raised: _Grade | None = None
    nausea: Severity | None = None
    pump_ml: _Volume | None = None
    note: _Words = ""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if all(value is None for name, value in self if name != "note"):
            raise ValueError("enter at least one value; an empty measurement is not kept")
        if (self.systolic_mmhg is None) != (self.diastolic_mmhg is None):
            raise ValueError("a blood pressure needs both numbers, such as 128 and 76 mmHg")
        if self.systolic_mmhg is not None and self.systolic_mmhg <= (self.diastolic_mmhg or 0):
            raise ValueError("the systolic pressure must be above the diastolic one; were they exchanged?")
        return self


class CheckMissed(Reason):
    """``due_at``: when the check was due that nobody made."""

    due_at: AwareDatetime


class Event(Body):
    what: Happening
    severity: Severity
    serious: bool = False
    detail: _Words = ""
    action: _Words = ""

    @model_validator(mode="after")
    def _other_is_named(self) -> Self:
        if self.what is Happening.OTHER and not self.detail:
            raise ValueError("detail: say what happened")
        return self


class RescueGiven(Body):
    drug: str = Field(min_length=2, max_length=100)
    dose: float = Field(gt=0, le=100_000)
    unit: str = Field(pattern="^(mg|microgram|g|mL|L/min)$")
    route: str = Field(min_length=2, max_length=60)
    response: _Words = ""


class Stopped(Body):
    """``pump_ml``: volume that the pump says it gave."""

    cause: StopCause
    pump_ml: _Volume | None = None
    note: _Words = ""


class RecoveryScored(Body):
    """Items alone; the total is computed."""

    scale: Scale
    items: dict[str, Annotated[int, Field(ge=0, le=2)]]

    @model_validator(mode="after")
    def _each_item_once(self) -> Self:
        if set(self.items) != set(self.scale.items):
            raise ValueError(f"items: {self.scale} needs each of {', '.join(self.scale.items)}")
        return self


class DrugAccounted(Body):
    """``witness`` and ``witness_name``: of the user who saw what was wasted."""

    wasted_mg: _Mass
    returned_mg: _Mass
    witness: str = Field(default="", max_length=32)
    witness_name: str = Field(default="", max_length=200)
    note: _Words = ""


class Left(Body):
    """``despite``: why somebody leaves who is not fit to by the scores, the time or the escort."""

    escort_seen: bool
    advice_given: bool
    despite: str = Field(default="", max_length=2000)


class SessionSigned(Body):
    meaning: str = Field(min_length=3, max_length=300)
    name: str = Field(min_length=2, max_length=200)


class Corrected(Reason):
    """``body``: what should have stood there; None if the entry should not stand at all."""

    body: dict[str, Any] | None


SESSION_BODIES: Mapping[Kind, type[Body]] = MappingProxyType(
    {
        Kind.OPENED: Opened,
        Kind.CHECKED: Checked,
        Kind.PREPARED: Prepared,
        Kind.SECOND_CHECK: SecondCheck,
        Kind.ABANDONED: Reason,
        Kind.STARTED: Running,
        Kind.RATE_SET: Running,
        Kind.BOLUS_GIVEN: BolusGiven,
        Kind.MEASURED: Measured,
        Kind.CHECK_MISSED: CheckMissed,
        Kind.EVENT: Event,
        Kind.RESCUE_GIVEN: RescueGiven,
        Kind.PAUSED: Reason,
        Kind.RESUMED: Running,
        Kind.STOPPED: Stopped,
        Kind.RECOVERY_SCORED: RecoveryScored,
        Kind.DRUG_ACCOUNTED: DrugAccounted,
        Kind.LEFT: Left,
        Kind.SESSION_SIGNED: SessionSigned,
        Kind.CORRECTED: Corrected,
    }
)
