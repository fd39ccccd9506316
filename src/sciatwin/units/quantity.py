"""Reads and writes a number with its unit. What can be read in two ways is asked back."""

import math
import re
from collections.abc import Sequence

from sciatwin.errors import UnitError
from sciatwin.units.lookup import factor
from sciatwin.units.table import is_unit_of, units_of

_NUMBER = r"[-+]?\d+(?:[.,]\d+)?(?:[eE][-+]?\d+)?"
_QUANTITY = re.compile(rf"^({_NUMBER})\s*(.*)$")
_MAY_BE_THOUSANDS = re.compile(r"^([-+]?[1-9]\d{0,2})[.,](\d{3})$")
_GROUPED = re.compile(r"^([-+]?[1-9]\d{0,2}(?:[.,'’\s]\d{3})+(?:[.,]\d+)?)(?![\d.,])\s*(.*)$")
_NAKED_POINT = re.compile(r"^([-+]?)([.,]\d+)\s*(.*)$")
_ONE_STEP = re.compile(r"(\d+(?:[.,]\d+)?)\s*([A-Za-z]+)\.?")
_FEET_AND_INCHES = re.compile(
    r"""^(\d+)\s*(?:ft\.?|feet|foot|['’′])          # 5 ft, 5'
        \s*,?\s*(?:(\d+(?:[.,]\d+)?)\s*(?:in\.?|inch|inches|["”″]|'')?)?$  # 6 in, 6", 6""",
    re.VERBOSE,
)


def parse_quantity(text: object, dimension: str) -> float:
    """Read ``"82 kg"``, ``"5 ft 6 in"`` or ``"2 h 30 min"`` as a number in the inside unit of ``dimension``.

    Raises: UnitError if the text is no number with a unit, the unit is of another kind, or the number may be read in
        two ways.
    """
    return parse_any(text, (dimension,))[0]


def parse_any(text: object, dimensions: Sequence[str]) -> tuple[float, str]:
    """Read a quantity of one of ``dimensions``: its number in the inside unit, and the dimension.

    Raises: UnitError as `parse_quantity` does; a unit of none of them is refused as one of the first.
    """
    number, unit = _split(text, dimensions[0])
    for dimension in dimensions:
        steps = _steps(f"{number} {unit}", dimension)
        if steps is not None:
            return steps, dimension
        if is_unit_of(unit, dimension):
            return _value(number, unit) * factor(unit, dimension), dimension
    return _value(number, unit) * factor(unit, dimensions[0]), dimensions[0]


def format_quantity(value: float, unit: str) -> str:
    """A number with its unit, so that reading it gives the same number and never asks back."""
    number = f"{value:.0f}" if float(value).is_integer() and abs(value) < 1e15 else repr(float(value))
    return f"{number}0 {unit}" if _MAY_BE_THOUSANDS.match(number) else f"{number} {unit}"


def _split(text: object, dimension: str) -> tuple[str, str]:
    inside = units_of(dimension)[0]
    example = f"'{'82' if dimension == 'body weight' else '10'} {inside}'"
    if isinstance(text, bool) or not isinstance(text, int | float | str):
        raise UnitError(
            f"{'an' if dimension[0] in 'aeiou' else 'a'} {dimension} is needed, for example {example}; got {text!r}"
        )
    if isinstance(text, int | float):
        raise UnitError(f"a unit is needed, for example '{_with_unit(f'{text:g}', inside)}'; got {text!r} alone")
    cleaned = text.strip().replace("−", "-")
    _refuse_other_numerals(cleaned)
    match = _QUANTITY.match(cleaned)
    if match is None or match[2][:1] in (".", ",", ":"):
        raise UnitError(f"a number with a unit is needed, for example {example}; got {text!r}")
    number, unit = match.groups()
    if not unit:
        _value(number, inside)
        raise UnitError(f"a unit is needed, for example '{_with_unit(number, inside)}'; got {text!r}")
    return number, unit


def _with_unit(number: str, unit: str) -> str:
    """The number as it was meant: a part of one stands for so many in a hundred."""
    if unit == "%" and 0 < (part := float(number.replace(",", "."))) <= 1:
        return f"{100 * part:g} %"
    return f"{number} {unit}"


def _refuse_other_numerals(text: str) -> None:
    """Naked points are read past, and separators of thousands are read as decimals, by a factor of ten or thousand."""
    if text[:1] in tuple("<>≤≥~≈"):
        raise UnitError(
            f"got {text!r}, which is a bound and no number. Write the number that stands in it, with its unit"
        )
    if match := _NAKED_POINT.match(text):
        sign, digits, unit = match.groups()
        raise UnitError(f"got {text!r}; write a zero before the point: '{sign}0{digits} {unit}'".replace(" '", " '"))
    match = _GROUPED.match(text)
    if match and not _MAY_BE_THOUSANDS.match(match[1]):
        plain = _without_groups(match[1])
        raise UnitError(f"thousands are not set apart here; got {text!r}. Write '{plain} {match[2]}'")


def _without_groups(number: str) -> str:
    head, mark, tail = re.split(r"([.,'’\s])(?=\d+$)", number, maxsplit=1)
    other = re.search(r"[.,'’\s]", head)
    is_decimal = mark in ".," and other is not None and other[0] != mark
    joined = re.sub(r"[.,'’\s]", "", head)
    return f"{joined}.{tail}" if is_decimal else joined + tail


def _value(number: str, unit: str) -> float:
    if match := _MAY_BE_THOUSANDS.match(number):
        whole, decimals = match.groups()
        short = decimals.rstrip("0") or "0"
        decimal = f"{whole}.{short}" if len(short) < 3 else f"{whole}.{decimals}0"
        raise UnitError(
            f"'{number} {unit}' may mean thousands or decimals; write '{whole}{decimals} {unit}' or '{decimal} {unit}'"
        )
    value = float(number.replace(",", "."))
    if not math.isfinite(value):
        raise UnitError(f"got '{number} {unit}', which is no finite number. Write the number that is meant")
    return value


def _steps(text: str, dimension: str) -> float | None:
    """``5 ft 6 in``, ``11 st 4 lb`` or ``2 h 30 min``: whole numbers of falling units, the last of any size."""
    if dimension == "height" and (match := _FEET_AND_INCHES.match(text)):
        text = f"{match[1]} ft {match[2] or 0} in"
    found = _ONE_STEP.findall(text)
    if len(found) < 2 or _ONE_STEP.sub("", text).strip(" ,") or not all(is_unit_of(u, dimension) for _, u in found):
        return None
    total, room = 0.0, float("inf")
    for index, (number, unit) in enumerate(found):
        size = factor(unit, dimension)
        value = _value(number, unit) * size
        if value >= room * (1 - 1e-9) or (index < len(found) - 1 and not number.isdigit()):
            raise UnitError(
                f"got '{text}'; each part is a whole number, and less than one of the unit before it. "
                "Write it in one unit"
            )
        total, room = total + value, size
    return total
