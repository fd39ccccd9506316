"""Numbers that follow from several answers; a rule names them as it names a field."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sciatwin.patient import Patient


@dataclass(frozen=True)
class Derived:
    """``of`` gives None where an answer that it needs is unknown; ``reads`` names the answers."""

    label: str
    reads: tuple[str, ...]
    of: Callable[[Patient], float | None]


def _back_above_leg(patient: Patient) -> float | None:
    back = patient.sciatica.back_pain
    return None if back is None else back - patient.sciatica.leg_pain


DERIVED: Mapping[str, Derived] = {
    "body_mass_index": Derived("body mass index (kg/m²)", ("weight_kg", "height_cm"), lambda patient: patient.bmi),
    "back_pain_above_leg_pain": Derived(
        "back pain above leg pain (points)", ("sciatica.back_pain", "sciatica.leg_pain"), _back_above_leg
    ),
}
