"""A session as a clinic writes it down: in mg, in mL of a strength, or as the rate of the pump."""

from collections.abc import Mapping
from enum import StrEnum

from sciatwin.analytes import Drug
from sciatwin.errors import UnitError
from sciatwin.observation.csv.level_units import MassOf
from sciatwin.observation.csv.rows import CsvRow
from sciatwin.units import factor, hydrochloride_to_base_mg, is_unit_of, parse_any

WHAT_A_MASS_COUNTS = "Nothing is guessed here: 1 mg of hydrochloride holds 0.867 mg of base. Write one of"
_KINDS = ("drug mass", "volume", "drug rate", "pump rate")
_BY_VOLUME, _RATES = ("volume", "pump rate"), ("drug rate", "pump rate")


class YesNo(StrEnum):
    YES = "yes"
    NO = "no"


def session_fields(row: CsvRow) -> Mapping[str, object]:
    """Fields of a `GivenSession` but its start. Where a cell was at fault, a field is None."""
    duration_h = row.quantity("duration", "infusion time", "Write it with its unit, such as 40 min.")
    bolus_mg = _bolus_mg(row)
    dose_mg = _dose_mg(row, duration_h, bolus_mg)
    mass_of = row.choice("mass_of", MassOf, WHAT_A_MASS_COUNTS)
    if row.text("confirmed"):
        row.choice("confirmed", YesNo, "")
    return {
        "duration_h": duration_h,
        "dose_mg": _base_mg(dose_mg, mass_of),
        "bolus_mg": _base_mg(bolus_mg, mass_of),
        "drug": row.choice("drug", Drug, "Say which drug was given"),
    }


def is_confirmed(row: CsvRow) -> bool:
    """An unusual dose was checked and is right."""
    return row.text("confirmed").casefold() == YesNo.YES


def _dose_mg(row: CsvRow, duration_h: float | None, bolus_mg: float | None) -> float | None:
    """The whole dose; a rate runs for the whole session, after the bolus."""
    value = row.needed_number("value", "The whole dose of the session is needed, bolus included, or the rate.")
    unit = row.needed("unit", "Write it, such as mg.")
    kind = next((kind for kind in _KINDS if unit and is_unit_of(unit, kind)), None)
    if kind is None:
        _say_what_is_wrong(row, unit)
        return None
    per_ml = _strength(row, f"{row.text('value')} {unit}") if kind in _BY_VOLUME else 1.0
    if value is None or per_ml is None:
        return None
    amount = value * factor(unit, kind) * per_ml
    if kind not in _RATES:
        return amount
    return None if duration_h is None or bolus_mg is None else amount * duration_h + bolus_mg


def _bolus_mg(row: CsvRow) -> float | None:
    text = row.text("bolus")
    if not text:
        return 0.0
    try:
        amount, kind = parse_any(text, ("drug mass", "volume"))
    except UnitError as error:
        row.fault("bolus", f"{error}.")
        return None
    per_ml = _strength(row, text) if kind == "volume" else 1.0
    return None if per_ml is None else amount * per_ml


def _strength(row: CsvRow, volume: str) -> float | None:
    """mg in one mL of what was given; asked for where something is in mL only."""
    needed = f"'{volume}' says no dose without the strength in the syringe or bag. Write it, such as 5 mg/mL."
    if not row.text("strength") and any("strength: missing" in fault for fault in row.faults):
        return None  # said once
    return row.quantity("strength", "drug strength", needed)


def _say_what_is_wrong(row: CsvRow, unit: str) -> None:
    try:
        if unit:
            factor(unit, "drug mass")
    except UnitError as error:
        row.fault("unit", f"{error}. A dose may also be in mL, or a rate in mg/h or mL/h.")


def _base_mg(mass_mg: float | None, mass_of: MassOf | None) -> float | None:
    return hydrochloride_to_base_mg(mass_mg) if mass_mg is not None and mass_of is MassOf.HYDROCHLORIDE else mass_mg
