"""Units of each dimension with their factors. Compound units of doses are built from their parts."""

from collections.abc import Mapping
from itertools import product

from sciatwin.units.constants import (
    DAYS_PER_MONTH,
    DAYS_PER_WEEK,
    DAYS_PER_YEAR,
    HOURS_PER_DAY,
    HOURS_PER_WEEK,
    KG_PER_LB,
    MINUTES_PER_HOUR,
)
from sciatwin.units.spelling import spelled

_DRUG_MG = {"mg": 1.0, "µg": 1e-3}
_BODY_KG = {"kg": 1.0, "lb": KG_PER_LB}
_PASSING_H = {"h": 1.0, "min": 1 / MINUTES_PER_HOUR}


def _per(*parts: Mapping[str, float]) -> dict[str, float]:
    """Every unit of the first part divided by the units of the others."""
    found = {}
    for units in product(*parts):
        numerator, *denominators = (part[unit] for part, unit in zip(parts, units, strict=True))
        for denominator in denominators:
            numerator /= denominator
        found["/".join(units)] = numerator
    return found


# Dimension → unit as written → factor to the first unit listed.
_UNITS: Mapping[str, Mapping[str, float]] = {
    "body weight": {"kg": 1.0, "g": 1e-3, "lb": KG_PER_LB, "st": 14 * KG_PER_LB},
    "height": {"cm": 1.0, "m": 100.0, "ft": 30.48, "in": 2.54},
    "age": {"years": 1.0, "months": 1 / 12},
    "duration": {
        "days": 1.0,
        "weeks": DAYS_PER_WEEK,
        "months": DAYS_PER_MONTH,
        "years": DAYS_PER_YEAR,
    },
    "infusion time": {"h": 1.0, "min": 1 / MINUTES_PER_HOUR, "days": HOURS_PER_DAY, "weeks": HOURS_PER_WEEK},
    "drug mass": {"mg": 1.0, "g": 1000.0, "µg": 1e-3},
    "weight-based dose": _per(_DRUG_MG, _BODY_KG),
    "weight-based rate": _per(_DRUG_MG, _BODY_KG, _PASSING_H),
    "drug rate": _per(_DRUG_MG, _PASSING_H),
    "drug strength": {"mg/mL": 1.0, "g/L": 1.0, "µg/mL": 1e-3},
    "volume": {"mL": 1.0, "L": 1000.0},
    "pump rate": {"mL/h": 1.0, "mL/min": MINUTES_PER_HOUR},
    "blood pressure": {"mmHg": 1.0, "kPa": 7.50062},
    "rate per minute": {"/min": 1.0, "bpm": 1.0},
    "saturation": {"%": 0.01},
    "enzyme activity": {"U/L": 1.0, "µkat/L": 60.0},
    "bilirubin": {"µmol/L": 1.0, "mg/dL": 17.1},
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
_FACTORS = {name: {spelled(unit): value for unit, value in units.items()} for name, units in _UNITS.items()}


def dimensions() -> tuple[str, ...]:
    return tuple(_UNITS)


def units_of(dimension: str) -> tuple[str, ...]:
    """Units in which a quantity of this dimension may be written; the first is the one kept inside."""
    return tuple(_UNITS[dimension])


def is_unit_of(unit: str, dimension: str) -> bool:
    return spelled(unit) in _FACTORS[dimension]


def known_factor(unit: str, dimension: str) -> float:
    """Factor of a unit that is known to be one of this dimension."""
    return _FACTORS[dimension][spelled(unit)]
