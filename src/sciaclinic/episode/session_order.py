"""What a signed plan orders for one session, and what nobody may go past in it."""

from dataclasses import dataclass

from sciaclinic.episode.bodies_of_session import DoseUnit, RateUnit
from sciatwin.plan.clinic.preparation import PUMP_STEP_ML
from sciatwin.plan.limits import Limits
from sciatwin.plan.session.start_values import StartValues
from sciatwin.plan.session.stop_values import StopValues

_ROUNDING = 1e-6
_EARLY_H = 1 / 60
"""A step may be taken up to a minute early: nobody sets a pump on the second."""


@dataclass(frozen=True, kw_only=True)
class OrderedStep:
    """A stretch of the order at one rate, in hours from the start of the pump."""

    start_h: float
    duration_h: float
    rate_mg_per_h: float


@dataclass(frozen=True, kw_only=True)
class SessionOrder:
    """The order of one session.

    Attributes:
        planned_session: its number in the plan.
        dosing_weight_kg: to which mg per kg refer here and in the clinic's limits.
        vial_mg_per_ml, vial_ml: base in one mL of a vial or ready bag, and its volume.
        limits: the clinic's in force; the signed ones, and those of today where they are other.
        first_checks_h, checks_h: time between checks in the first quarter of an hour, and then.
        recovery_h, fit_from: shortest stay after the pump, and the least total of a recovery score.
        step_up, else_stay, next_session: when the rate goes up, in the words of the plan.
    """

    planned_session: int
    steps: tuple[OrderedStep, ...]
    bolus_mg: float
    total_mg: float
    weight_kg: float
    dosing_weight_kg: float
    concentration_mg_per_ml: float
    vial_label: str
    vial_mg_per_ml: float
    vial_ml: float
    is_ready_mix: bool
    drawn_ml: float
    filled_ml: float
    vials: int
    limits: tuple[Limits, ...]
    stops: StopValues
    starts: StartValues
    first_checks_h: float
    checks_h: float
    recovery_h: float
    fit_from: int
    step_up: str = ""
    else_stay: str = ""
    next_session: str = ""

    @property
    def highest_rate_mg_per_h(self) -> float:
        return max(step.rate_mg_per_h for step in self.steps)

    @property
    def duration_h(self) -> float:
        return self.steps[-1].start_h + self.steps[-1].duration_h

    def rate_ml_per_h(self, entered: float, unit: RateUnit, concentration_mg_per_ml: float) -> float:
        """What the pump is set to: mL/h as typed; a rate in mg rounded down to the step of a pump."""
        match unit:
            case RateUnit.ML_PER_H:
                return entered
            case RateUnit.MG_PER_H:
                return _down(entered / concentration_mg_per_ml)
            case RateUnit.MG_PER_KG_H:
                return _down(entered * self.dosing_weight_kg / concentration_mg_per_ml)

    @staticmethod
    def bolus_ml(entered: float, unit: DoseUnit, concentration_mg_per_ml: float) -> float:
        """mL as typed; mg rounded down to what a syringe shows."""
        return entered if unit is DoseUnit.ML else _down(entered / concentration_mg_per_ml)

    def rate_at_mg_per_h(self, running_h: float) -> float:
        """The highest rate that the order has reached when the pump has run so long; steps are not skipped."""
        reached = [step.rate_mg_per_h for step in self.steps if step.start_h <= running_h + _EARLY_H]
        return max(reached, default=self.steps[0].rate_mg_per_h)

    def past_rate(self, rate_mg_per_h: float, running_h: float) -> str:
        """Which ceiling a rate is above, and by how much; empty if none. Args: running_h: of the pump so far."""
        per_kg = rate_mg_per_h / self.dosing_weight_kg
        reached = self.rate_at_mg_per_h(running_h)
        after = f" after {60 * running_h:.0f} min" if reached < self.highest_rate_mg_per_h else ""
        return _first(
            _above(f"the rate of the signed order{after}", rate_mg_per_h, reached, "mg/h"),
            *(
                says
                for limits in self.limits
                for says in (
                    _above("the clinic's limit of the rate", per_kg, limits.max_rate_mg_per_kg_h, "mg/kg/h"),
                    _above("the clinic's limit of the rate", rate_mg_per_h, limits.max_rate_mg_per_h, "mg/h"),
                    _above("the clinic's limit of the dose in any hour", rate_mg_per_h, limits.max_hour_mg, "mg/h"),
                )
            ),
        )

    def past_bolus(self, bolus_mg: float, *, before_mg: float, in_quarter_mg: float, in_hour_mg: float) -> str:
        """Which ceiling a bolus is above.

        Args: before_mg: boluses given; in_quarter_mg, in_hour_mg: boluses of the last 15 min, all that was given in the
            last hour.
        """
        ordered = self.bolus_mg
        if ordered == 0:
            return f"the signed order of this session has no bolus; got {bolus_mg:.3g} mg"
        return _first(
            _above("the bolus of the signed order", before_mg + bolus_mg, ordered, "mg"),
            *(
                says
                for limits in self.limits
                for says in (
                    _above(
                        "the clinic's limit of boluses in 15 min",
                        (in_quarter_mg + bolus_mg) / self.dosing_weight_kg,
                        limits.max_bolus_mg_per_kg,
                        "mg/kg",
                    ),
                    _above(
                        "the clinic's limit of the dose in any hour", in_hour_mg + bolus_mg, limits.max_hour_mg, "mg"
                    ),
                )
            ),
        )

    def past_total(self, given_mg: float) -> str:
        """Which total has been reached, at which nothing more is given."""
        most = min((limits.max_session_mg for limits in self.limits), default=self.total_mg)
        if given_mg >= most * (1 - _ROUNDING):
            return f"the clinic's limit of a session, {most:.4g} mg, is reached"
        if given_mg >= self.total_mg * (1 - _ROUNDING):
            return f"the ordered dose of {self.total_mg:.4g} mg is reached"
        return ""


def _down(volume_ml: float) -> float:
    steps = int(volume_ml / PUMP_STEP_ML + _ROUNDING)
    return round(steps * PUMP_STEP_ML, 6)


def _first(*sentences: str) -> str:
    return next((says for says in sentences if says), "")


def _above(what: str, value: float, most: float | None, unit: str) -> str:
    if most is None or value <= most * (1 + _ROUNDING):
        return ""
    return f"{value:.4g} {unit} is above {what}, {most:.4g} {unit}"
