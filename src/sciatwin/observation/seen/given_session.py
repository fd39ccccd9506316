"""One session as it was given, in mg, which may differ from what was planned."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from sciatwin.analytes import Drug
from sciatwin.errors import RegimenError
from sciatwin.observation.checks import LONGEST_H, positive_faults, refuse
from sciatwin.regimen import INJECTION_H, Session


@dataclass(frozen=True, kw_only=True)
class GivenSession:
    """Ketamine base in mg over the whole session; ``dose_mg`` includes ``bolus_mg``.

    A session that was slowed, paused or stopped is written as several, each with the dose of its part.
    """

    start_h: float
    duration_h: float
    dose_mg: float
    drug: Drug
    bolus_mg: float = 0.0

    def __post_init__(self) -> None:
        refuse(f"GivenSession at {self.start_h:g} h", self._faults())

    @property
    def end_h(self) -> float:
        return self.start_h + self.duration_h

    def per_kg(self, weight_kg: float) -> Session:
        """The session in mg per kg of body weight."""
        if not 0 < weight_kg < math.inf:
            raise RegimenError(f"weight_kg must be > 0 and finite; got {weight_kg}.")
        return Session(
            start_h=self.start_h,
            duration_h=self.duration_h,
            rate_mg_per_kg_h=(self.dose_mg - self.bolus_mg) / self.duration_h / weight_kg,
            bolus_mg_per_kg=self.bolus_mg / weight_kg,
        )

    def _faults(self) -> Iterator[str]:
        if not 0 <= self.start_h <= LONGEST_H:
            yield (
                f"start_h: got {self.start_h:g}; it counts from the first session, so it is 0 or more and not years "
                "later. Check the date."
            )
        yield from positive_faults("duration_h", self.duration_h, "h")
        yield from positive_faults("dose_mg", self.dose_mg, "mg")
        if not 0 <= self.bolus_mg <= self.dose_mg:
            yield (
                f"bolus_mg: got {self.bolus_mg:g} mg of a whole dose of {self.dose_mg:g} mg. The dose includes the "
                "bolus, so the bolus lies between 0 and it."
            )
        if 0 < self.duration_h < INJECTION_H * (1 - 1e-9):
            yield f"duration_h: got {self.duration_h:g} h; a session lasts at least a minute. Check the unit."
