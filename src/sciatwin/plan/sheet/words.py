"""How visits and values are written."""

from collections.abc import Sequence

from sciatwin.units import MINUTES_PER_HOUR


def visits_words(numbers: Sequence[int]) -> str:
    """ "session 1", "sessions 2 to 5" or "sessions 1, 3 and 6"."""
    if len(numbers) == 1:
        return f"session {numbers[0]}"
    if list(numbers) == list(range(numbers[0], numbers[-1] + 1)):
        return (
            f"sessions {numbers[0]} to {numbers[-1]}" if len(numbers) > 2 else f"sessions {numbers[0]} and {numbers[1]}"
        )
    return f"sessions {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"


def pressure_text(pressure_mmhg: float) -> str:
    return f"{pressure_mmhg:g}\u00a0mmHg"


def rate_text(rate_per_min: float) -> str:
    return f"{rate_per_min:g}\u00a0/min"


def weight_rate_text(rate_mg_per_kg_h: float) -> str:
    return f"{rate_mg_per_kg_h:g}\u00a0mg/kg/h"


def fraction_text(fraction: float) -> str:
    return f"{100 * fraction:.3g}\u00a0%"


def time_text(time_h: float) -> str:
    return f"{time_h:g}\u00a0h" if time_h >= 1 else f"{time_h * MINUTES_PER_HOUR:.3g}\u00a0min"
