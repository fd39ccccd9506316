"""The many ways in which one unit is spelled. Upper and lower case are kept apart where they differ in size."""

import re
from collections.abc import Mapping

_PARTS: Mapping[str, tuple[str, ...]] = {
    "kg": ("kgs", "Kg", "KG", "kilogram", "kilograms"),
    "mg": ("mgs", "milligram", "milligrams"),
    "µg": ("mcg", "ug", "mcgs", "microgram", "micrograms"),
    "g": ("gram", "grams"),
    "lb": ("lbs", "LB", "LBS", "Lb", "Lbs", "pound", "pounds"),
    "st": ("stone", "stones"),
    "ft": ("foot", "feet", "FT"),
    "in": ("inch", "inches", "IN"),
    "cm": ("centimetre", "centimetres", "centimeter", "centimeters"),
    "m": ("metre", "metres", "meter", "meters"),
    "min": ("mins", "minute", "minutes"),
    "h": ("hr", "hrs", "hour", "hours"),
    "day": ("d", "days"),
    "week": ("wk", "wks", "weeks"),
    "month": ("mo", "mos", "mth", "months"),
    "year": ("y", "yr", "yrs", "years"),
    "mL": ("ml", "cc", "millilitre", "millilitres", "milliliter", "milliliters"),
    "dL": ("dl",),
    "L": ("l", "litre", "litres", "liter", "liters"),
    "U": ("IU",),
    "µmol": ("umol", "micromol"),
    "mmHg": ("mmhg",),
    "%": ("percent", "pct"),
}
_PART_OF: Mapping[str, str] = {spelling: part for part, spellings in _PARTS.items() for spelling in spellings}
_COUNTED = re.compile(r"^(?:1|beats|beat|breaths|breath)(?=/min$)")
_ALIKE = str.maketrans({"μ": "µ", "²": "2", "−": "-", "⁻": "-", "¹": "1", "·": " ", "⋅": " "})
_POWER = re.compile(r"\s*\b([A-Za-zµ]+)\^?-1")
_PER = re.compile(r"\s+per\s+")


def spelled(unit: str) -> str:
    """One spelling for all: ``mcg/kg/hr``, ``µg per kg per hour`` and ``µg kg-1 h-1`` are ``µg/kg/h``."""
    text = _POWER.sub(r"/\1", _PER.sub("/", unit.translate(_ALIKE)))
    parts = "".join(text.split()).split("/")
    return _COUNTED.sub("", "/".join(_PART_OF.get(part.rstrip("."), part.rstrip(".")) for part in parts))


def spellings(unit: str) -> tuple[str, ...]:
    """A unit of one part in every way in which it is read."""
    return (unit, *_PARTS.get(spelled(unit), ()))
