"""What sessions already given still do while a plan runs: the drug they left, and the relief that lasts of them."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sciatwin.twin import Twin
from sciatwin.twin.drug.exposure import exposure_to
from sciatwin.twin.pain.expectation import Reliefs, reliefs_along
from sciatwin.twin.simulate import HORIZON_DAYS
from sciatwin.units import HOURS_PER_DAY


def end_of_plan_h(twin: Twin) -> float:
    """The last hour to which the course of a plan is followed."""
    return twin.next_start_h + HORIZON_DAYS * HOURS_PER_DAY


@dataclass(frozen=True)
class GivenBefore:
    """Along the course of the given sessions alone, arrays of shape (times, draws)."""

    times_h: np.ndarray
    slow_site_ng_per_ml: np.ndarray
    reliefs: Mapping[str, np.ndarray]

    @classmethod
    def of(cls, twin: Twin, horizon_h: float) -> "GivenBefore | None":
        """None if nothing was given."""
        if twin.given.is_none:
            return None
        seen = exposure_to(twin.ensemble, twin.given, horizon_days=horizon_h / HOURS_PER_DAY)
        return cls(seen.time_h, seen.slow_site_ng_per_ml, reliefs_along(twin.ensemble, seen))

    def row(self, time_h: float) -> int:
        """The row of a time on the grid of twelve hours."""
        return int(np.searchsorted(self.times_h, time_h - 1e-6))

    def reliefs_at(self, time_h: float) -> Reliefs:
        """Relief by each account if nothing follows, shape (1, draws)."""
        row = self.row(time_h)
        return {key: relief[row][None, :] for key, relief in self.reliefs.items()}
