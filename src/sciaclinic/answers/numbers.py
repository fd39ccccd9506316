"""Numbers as a clinician reads them: rounded to what matters, never to what flatters."""

import math
from collections.abc import Callable
from typing import Protocol

from sciatwin.units import DAYS_PER_MONTH, DAYS_PER_WEEK, MINUTES_PER_HOUR

_NO_BREAK = "\u00a0"
_MINUS = "−"


def unit(text: str, name: str) -> str:
    """A number and its unit, which stay on one line."""
    return f"{text}{_NO_BREAK}{name}"


def mg(value: float) -> str:
    """A dose with one decimal, so that sums and products come out as printed."""
    return unit(_trimmed(value, 1), "mg")


def exact_mg(value: float) -> str:
    """A dose as the pump gives it: steps of 0.1 mL/h for half an hour make quarters of a mg."""
    return unit(_trimmed(value, 2), "mg")


def mg_per_kg(value: float) -> str:
    return unit(_trimmed(value, 2), "mg/kg")


def mg_per_h(value: float) -> str:
    return unit(f"{value:.1f}", "mg/h")


def millilitres(value: float) -> str:
    """A volume in a syringe with two decimals, so that drug and diluent add up as printed."""
    return unit(_trimmed(value, 2), "mL")


def ml_per_h(value: float) -> str:
    return unit(f"{value:.1f}", "mL/h")


def hours(value: float) -> str:
    """Infusion time; below an hour in minutes."""
    if value < 1:
        return unit(f"{value * MINUTES_PER_HOUR:.0f}", "min")
    return unit(_trimmed(value, 2), "h")


def points(value: float) -> str:
    """Pain score or gain, one decimal; a rounded zero has no sign."""
    text = f"{value:.1f}"
    return "0.0" if text == "-0.0" else text.replace("-", _MINUS)


def signed_points(value: float) -> str:
    text = points(value)
    return text if text.startswith(_MINUS) or text == "0.0" else f"+{text}"


def probability(value: float) -> str:
    """Whole %; what rounds to nothing or everything is not called so."""
    percent = round(100 * value)
    if percent == 0:
        return unit("< 1", "%").replace(" ", _NO_BREAK)
    if percent == 100:
        return unit("> 99", "%").replace(" ", _NO_BREAK)
    return unit(str(percent), "%")


def probability_or_zero(value: float) -> str:
    """Whole %; nothing at all is called so."""
    return unit("0", "%") if value == 0 else probability(value)


def percent(value: float) -> str:
    """A fraction of a scale."""
    return unit(f"{100 * value:.0f}", "%")


def two_digits(value: float) -> str:
    """Two significant digits, for concentrations."""
    if value == 0:
        return "0"
    step = 10 ** (math.floor(math.log10(abs(value))) - 1)
    return f"{round(value / step) * step:g}"


def span(low: str, high: str) -> str:
    return f"{low} to {high}"


class Spread(Protocol):
    """A mean with its range."""

    @property
    def mean(self) -> float: ...
    @property
    def low(self) -> float: ...
    @property
    def high(self) -> float: ...


def spread(values: Spread, text: Callable[[float], str]) -> str:
    """Mean and range, which stays on one line."""
    return f"{text(values.mean)} {held(text(values.low), text(values.high))}"


def held(low: str, high: str) -> str:
    """A range in brackets, which stays on one line."""
    return f"({span(low, high)})".replace(" ", _NO_BREAK)


def whole(value: float) -> str:
    return f"{value:.0f}"


def points_interval(values: Spread) -> str:
    """Mean with its 90 % interval, in points."""
    return f"{points(values.mean)} ({span(points(values.low), points(values.high))})"


def duration_text(days: float) -> str:
    """Days, weeks, months or years, whichever a person would say; infinity is "never"."""
    if math.isinf(days):
        return "never"
    for size, name, least in ((365.25, "years", 730), (DAYS_PER_MONTH, "months", 84), (DAYS_PER_WEEK, "weeks", 21)):
        if days >= least:
            return f"{_trimmed(days / size, 1)} {name}"
    return f"{_trimmed(days, 1)} days"


def days_text(days: tuple[float, ...]) -> str:
    """Days of the sessions; those that fall at midday are written with .5."""
    return ", ".join(_trimmed(day, 1) for day in days)


def number(value: float) -> str:
    """A model number with up to three significant digits."""
    return f"{value:.3g}"


def _trimmed(value: float, decimals: int) -> str:
    text = f"{value:.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
