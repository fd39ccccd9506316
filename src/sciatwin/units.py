"""Every unit, conversion factor and molar mass of the project; they live nowhere else.

A quantity in a file is text with its unit, such as ``"82 kg"``. No unit has a default.
"""

import re
from collections.abc import Mapping
from difflib import get_close_matches

from sciatwin.errors import UnitError

HOURS_PER_DAY = 24.0
DAYS_PER_WEEK = 7.0
HOURS_PER_WEEK = HOURS_PER_DAY * DAYS_PER_WEEK
DAYS_PER_MONTH = 365.25 / 12
MINUTES_PER_HOUR = 60.0

# g/mol. Ketamine base and norketamine: Simons 2022 model file; hydrochloride: US label.
KETAMINE_BASE_G_PER_MOL = 237.73
KETAMINE_HYDROCHLORIDE_G_PER_MOL = 274.19
NORKETAMINE_G_PER_MOL = 223.70
HYDROXYNORKETAMINE_G_PER_MOL = 239.70

BASE_PER_HYDROCHLORIDE = KETAMINE_BASE_G_PER_MOL / KETAMINE_HYDROCHLORIDE_G_PER_MOL
NG_PER_ML_PER_MG_PER_L = 1000.0
MICROMOLAR_PER_MILLIMOLAR = 1000.0
MS_PER_S = 1000.0
MV_PER_V = 1000.0

# Dimension → unit as written → factor to the first unit listed.
_UNITS: Mapping[str, Mapping[str, float]] = {
    "body weight": {"kg": 1.0, "g": 1e-3, "lb": 0.45359237},
    "height": {"cm": 1.0, "m": 100.0, "in": 2.54},
    "age": {"years": 1.0, "year": 1.0, "y": 1.0, "months": 1 / 12},
    "duration": {
        "days": 1.0,
        "day": 1.0,
        "weeks": DAYS_PER_WEEK,
        "week": DAYS_PER_WEEK,
        "months": DAYS_PER_MONTH,
        "month": DAYS_PER_MONTH,
        "years": 365.25,
        "year": 365.25,
    },
    "infusion time": {"h": 1.0, "hours": 1.0, "min": 1 / MINUTES_PER_HOUR, "days": HOURS_PER_DAY},
    "drug mass": {"mg": 1.0, "g": 1000.0, "µg": 1e-3, "mcg": 1e-3, "ug": 1e-3},
    "weight-based dose": {"mg/kg": 1.0, "µg/kg": 1e-3, "mcg/kg": 1e-3},
    "weight-based rate": {
        "mg/kg/h": 1.0,
        "µg/kg/min": 0.06,
        "mcg/kg/min": 0.06,
        "mg/kg/min": MINUTES_PER_HOUR,
    },
    "drug rate": {"mg/h": 1.0, "µg/h": 1e-3, "mcg/h": 1e-3, "mg/min": MINUTES_PER_HOUR},
    "drug strength": {"mg/mL": 1.0, "g/L": 1.0, "µg/mL": 1e-3, "mcg/mL": 1e-3},
    "volume": {"mL": 1.0, "L": 1000.0},
    "blood pressure": {"mmHg": 1.0, "kPa": 7.50062},
    "rate per minute": {"/min": 1.0, "bpm": 1.0},
    "saturation": {"%": 0.01},
    "enzyme activity": {"U/L": 1.0, "IU/L": 1.0, "µkat/L": 60.0},
    "bilirubin": {"µmol/L": 1.0, "umol/L": 1.0, "mg/dL": 17.1},
    "filtration rate": {"mL/min/1.73m2": 1.0},
    "urine volume": {"mL": 1.0},
    # Pharmacokinetic parameters, as papers print them.
    "pk volume": {"L": 1.0, "L/kg": 1.0},
    "pk flow": {"L/h": 1.0, "L/min": MINUTES_PER_HOUR},
    "pk rate": {"1/h": 1.0, "1/min": MINUTES_PER_HOUR, "1/day": 1 / HOURS_PER_DAY},
    "pk time": {"h": 1.0, "min": 1 / MINUTES_PER_HOUR, "day": HOURS_PER_DAY},
    "concentration": {"ng/mL": 1.0, "µg/L": 1.0, "mg/L": 1000.0, "µg/mL": 1000.0},
    "fraction": {"1": 1.0},
    "pain score": {"points": 1.0},
}

_QUANTITY = re.compile(r"^\s*([-+]?\d+(?:[.,]\d+)?(?:[eE][-+]?\d+)?)\s*(.*?)\s*$")
_MAY_BE_THOUSANDS = re.compile(r"^[-+]?[1-9]\d{0,2},\d{3}$")
_SPELLED_ALIKE = str.maketrans({"μ": "µ", "²": "2"})


def units_of(dimension: str) -> tuple[str, ...]:
    """Units in which a quantity of this dimension may be written; the first is the one kept inside."""
    return tuple(_UNITS[dimension])


def factor(unit: str, dimension: str) -> float:
    """Factor from ``unit`` to the inside unit of ``dimension``.

    Raises: UnitError naming the units that are understood.
    """
    known = _UNITS[dimension]
    spelled = unit.translate(_SPELLED_ALIKE)
    if spelled in known:
        return known[spelled]
    raise UnitError(_unknown_unit(unit, dimension))


def parse_quantity(text: object, dimension: str) -> float:
    """Read ``"82 kg"`` as a number in the inside unit of ``dimension``.

    Raises: UnitError if the text is no number with a unit, or the unit is of another kind.
    """
    example = f"'{'82' if dimension == 'body weight' else '10'} {units_of(dimension)[0]}'"
    if isinstance(text, bool) or not isinstance(text, int | float | str):
        raise UnitError(f"a {dimension} is needed, for example {example}; got {text!r}")
    if isinstance(text, int | float):
        raise UnitError(f"a unit is needed, for example '{text:g} {units_of(dimension)[0]}'; got {text!r} alone")
    match = _QUANTITY.match(text)
    if match is None:
        raise UnitError(f"a number with a unit is needed, for example {example}; got {text!r}")
    number, unit = match.groups()
    if _MAY_BE_THOUSANDS.match(number):
        raise UnitError(
            f"the comma in {text!r} may mark thousands or decimals; write '{number.replace(',', '')} {unit}' or "
            f"'{number.replace(',', '.')} {unit}'"
        )
    if not unit:
        raise UnitError(f"a unit is needed, for example '{number} {units_of(dimension)[0]}'; got {text!r}")
    return float(number.replace(",", ".")) * factor(unit, dimension)


def _unknown_unit(unit: str, dimension: str) -> str:
    choices = ", ".join(units_of(dimension))
    elsewhere = [name for name, known in _UNITS.items() if unit in known and name != dimension]
    if elsewhere:
        return f"'{unit}' is a unit of {elsewhere[0]}, not of {dimension} (one of: {choices})"
    near = get_close_matches(unit, units_of(dimension), n=1)
    hint = f"; did you mean '{near[0]}'?" if near else ""
    return f"unknown unit '{unit}' for {dimension} (one of: {choices}){hint}"


def hydrochloride_to_base_mg(hydrochloride_mg: float) -> float:
    """Ketamine base in a mass of ketamine hydrochloride (ratio of molar masses, 0.867)."""
    return hydrochloride_mg * BASE_PER_HYDROCHLORIDE


def base_to_hydrochloride_mg(base_mg: float) -> float:
    """Ketamine hydrochloride that holds a mass of ketamine base."""
    return base_mg / BASE_PER_HYDROCHLORIDE
