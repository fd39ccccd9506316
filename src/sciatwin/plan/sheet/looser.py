"""A clinic's value on the less safe side of the row's is asked back until it is confirmed by name."""

from collections.abc import Iterator

from sciatwin.plan.sheet.row_files import sourced_texts
from sciatwin.plan.sheet.settings import SessionSettings, sourced

HIGHER_IS_LOOSER = ("first_checks_every", "slow_systolic", "stop_systolic", "stop_diastolic", "stop_heart_rate_above")
LOWER_IS_LOOSER = (
    "no_heavy_meal",
    "no_light_meal",
    "no_clear_fluids",
    "stop_systolic_below",
    "stop_heart_rate_below",
    "stop_saturation_below",
    "stop_breathing_below",
    "recovery",
    "discharge_score",
    "no_driving",
)

_ROUNDING = 1e-9


def looser_settings(settings: SessionSettings) -> Iterator[tuple[str, str]]:
    """Name in the file and a sentence for each value that is looser than the one of its row."""
    for sign, names in ((1.0, HIGHER_IS_LOOSER), (-1.0, LOWER_IS_LOOSER)):
        for name in names:
            own = settings.own(name)
            if own is not None and sign * (float(own) - sourced(name)) > _ROUNDING:
                yield (
                    f"session.{name}",
                    f"{settings.own_text(name)} is looser than the {sourced_texts()[name]} of the session sheet",
                )
