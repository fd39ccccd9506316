"""An infusion as a clinician orders it: in mg per kg, in mg, or in mL of a strength, all at once or in steps."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sciatwin.analytes import Drug
from sciatwin.errors import RegimenError, UnitError
from sciatwin.regimen import Regimen, Session
from sciatwin.units import HOURS_PER_DAY, format_quantity, parse_any, parse_quantity

DOSE_KINDS = ("weight-based dose", "drug mass", "volume")
RATE_KINDS = ("weight-based rate", "drug rate", "pump rate")
_PER_KG = {"weight-based dose", "weight-based rate"}
_BY_VOLUME = {"volume", "pump rate"}

LONGEST_COURSE_DAYS = 366.0
MOST_SESSIONS = 30
_NEXT_STEP = re.compile(r"\s*(?:;|,\s+|\bthen\b)\s*")  # a comma without a space may be a decimal one
_STEP = re.compile(r"^(.+?)\s+for\s+(.+)$")


@dataclass(frozen=True)
class Amount:
    """A dose or a rate as ordered; ``text`` as it was typed."""

    value: float
    dimension: str
    text: str
    option: str

    @classmethod
    def read(cls, option: str, text: str, kinds: Sequence[str], *, may_be_zero: bool = False) -> "Amount":
        """Raises: UnitError naming the option, if the text is none of ``kinds``; RegimenError if it is not above 0."""
        try:
            value, dimension = parse_any(text, kinds)
        except UnitError as error:
            raise UnitError(f"{option}: {error}.") from None
        if not (value > 0 or (may_be_zero and value == 0)):
            raise RegimenError(f"{option}: got '{text}'; it must be above 0.")
        return cls(value, dimension, text, option)

    @property
    def is_volume(self) -> bool:
        return self.dimension in _BY_VOLUME

    def per_kg(self, weight_kg: float, strength_mg_per_ml: float | None) -> float:
        """In mg per kg, or mg per kg and hour."""
        if self.dimension in _PER_KG:
            return self.value
        if not self.is_volume:
            return self.value / weight_kg
        assert strength_mg_per_ml is not None  # asked for when the order was made
        return self.value * strength_mg_per_ml / weight_kg


@dataclass(frozen=True)
class OrderedStep:
    """One rate for a time; ``is_whole_dose`` if the amount is spread over it instead."""

    amount: Amount
    duration_h: float
    is_whole_dose: bool = False


@dataclass(frozen=True, kw_only=True)
class Order:
    """Sessions that are alike, in the order's own units; they become a regimen with the patient's weight."""

    steps: tuple[OrderedStep, ...]
    days: tuple[float, ...]
    drug: Drug
    bolus: Amount
    strength_mg_per_ml: float | None = None
    name: str = "custom"

    def __post_init__(self) -> None:
        by_volume = next((a for a in (*(step.amount for step in self.steps), self.bolus) if a.is_volume), None)
        if by_volume is not None and self.strength_mg_per_ml is None:
            raise RegimenError(
                f"{by_volume.option}: '{by_volume.text}' is a volume; add the strength that is in the syringe or "
                "bag, for example --concentration '1 mg/mL'."
            )
        if by_volume is None and self.strength_mg_per_ml is not None:
            raise RegimenError("--concentration: nothing is ordered in mL, so it would not be used. Leave it out.")

    def regimen(self, weight_kg: float) -> Regimen:
        """The order for a body weight.

        Raises: RegimenError if the bolus is more than the dose, or sessions overlap.
        """
        sessions = tuple(session for day in self.days for session in self._visit(day * HOURS_PER_DAY, weight_kg))
        return Regimen(name=self.name, drug=self.drug, sessions=sessions)

    def _visit(self, start_h: float, weight_kg: float) -> list[Session]:
        found: list[Session] = []
        for step in self.steps:
            bolus = 0.0 if found else self.bolus.per_kg(weight_kg, self.strength_mg_per_ml)
            found.append(
                Session(
                    start_h=found[-1].end_h if found else start_h,
                    rate_mg_per_kg_h=self._rate(step, weight_kg, bolus),
                    duration_h=step.duration_h,
                    bolus_mg_per_kg=bolus,
                )
            )
        return found

    def _rate(self, step: OrderedStep, weight_kg: float, bolus_mg_per_kg: float) -> float:
        amount = step.amount.per_kg(weight_kg, self.strength_mg_per_ml)
        if not step.is_whole_dose:
            return amount
        if bolus_mg_per_kg > amount * (1 + 1e-9):
            raise RegimenError(
                f"--bolus: '{self.bolus.text}' is more than the whole dose of a session, '{step.amount.text}', which "
                "includes it."
            )
        return max(0.0, amount - bolus_mg_per_kg) / step.duration_h


def read_steps(text: str) -> tuple[OrderedStep, ...]:
    """``0.1 mg/kg/h for 30 min, 0.2 mg/kg/h for 2 h``.

    Raises: RegimenError if a step is no rate for a time.
    """
    found = []
    for part in _NEXT_STEP.split(text.strip()):
        match = _STEP.match(part)
        if match is None:
            raise RegimenError(
                f"--steps: got '{part}'; write each step as a rate for a time: '0.1 mg/kg/h for 30 min'."
            )
        found.append(OrderedStep(Amount.read("--steps", match[1], RATE_KINDS), read_time("--steps", match[2])))
    return tuple(found)


def read_time(option: str, text: str) -> float:
    """Hours above zero. Raises: UnitError or RegimenError naming the option."""
    try:
        hours = parse_quantity(text, "infusion time")
    except UnitError as error:
        raise UnitError(f"{option}: {error}.") from None
    if not 0 < hours <= LONGEST_COURSE_DAYS * HOURS_PER_DAY:
        longest = format_quantity(LONGEST_COURSE_DAYS, "days")
        raise RegimenError(f"{option}: got '{text}'; it must be above 0 and at most {longest}.")
    return hours


def read_days(text: str) -> tuple[float, ...]:
    """``0, 2, 4``: day 0 is the first. Raises: RegimenError unless the days rise from 0."""
    parts = [part for part in re.split(r"[,;\s]+", text.strip()) if part]
    try:
        days = tuple(float(part) for part in parts)
    except ValueError:
        raise RegimenError(f"--days: got '{text}'; write days as numbers, for example '0, 2, 4'.") from None
    rising = all(later > earlier for earlier, later in pairwise(days))
    if not days or days[0] != 0 or not rising or not days[-1] <= LONGEST_COURSE_DAYS:
        raise RegimenError(f"--days: got '{text}'; days rise from 0, which is the first, to at most 366.")
    if len(days) > MOST_SESSIONS:
        raise RegimenError(f"--days: {len(days)} sessions; at most {MOST_SESSIONS} are simulated.")
    return days
