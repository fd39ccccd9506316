"""What the plots of a course need: its bands, the regimen that made it, and when it is judged."""

from dataclasses import dataclass
from typing import Self

import numpy as np
import xarray as xr

from sciatwin.errors import ModelError
from sciatwin.plan import Plan
from sciatwin.plan.session.stop_values import StopValues
from sciatwin.regimen import Regimen, Visit
from sciatwin.response.side_effects.blood_pressure import STOP, PressureStop
from sciatwin.twin.bands import Band, Bands, CourseBands

AFTER_SESSION_H = 8.0
"""Hours after a session that belong to it on a figure: the drug's fast effects have gone by then."""


@dataclass(frozen=True, kw_only=True)
class Predicted:
    """A course with its regimen. ``review_week`` is None if nobody set one.

    ``stop``: the pressures at which an infusion is stopped.
    """

    bands: Bands
    regimen: Regimen
    review_week: int | None = None
    stop: PressureStop = STOP

    @classmethod
    def of(
        cls, course: xr.Dataset, regimen: Regimen, *, review_week: int | None = None, stop: PressureStop = STOP
    ) -> Self:
        """Of a course as it was simulated."""
        return cls(bands=CourseBands(course), regimen=regimen, review_week=review_week, stop=stop)

    @property
    def first_session(self) -> Visit:
        """Raises: ModelError if nothing was infused."""
        if self.regimen.is_none:
            raise ModelError("there is no session to draw: the regimen is 'no infusion'. Draw the pain course only.")
        return self.regimen.by_visit[0]

    def in_first_session(self, name: str) -> Band:
        """A variable from the start of the first session until 8 h after it, or until the next."""
        end_h = self.first_session.end_h + AFTER_SESSION_H
        if self.regimen.visits > 1:
            end_h = min(end_h, self.regimen.by_visit[1].start_h - 1e-6)
        return self.bands[name].within(0, end_h)

    def between_sessions(self, name: str) -> Band:
        """A variable without the hours of each session and the 8 h after it."""
        band = self.bands[name]
        return band.where(outside_sessions(band.at, self.regimen))


def outside_sessions(time_h: np.ndarray, regimen: Regimen) -> np.ndarray:
    """True where a time lies in no session and not in the 8 h after one, shape (times,)."""
    outside = np.ones(len(time_h), dtype=bool)
    for session in regimen.by_visit:
        outside &= (time_h < session.start_h) | (time_h > session.end_h + AFTER_SESSION_H)
    return outside


def as_predicted(result: Plan | Predicted) -> Predicted:
    """A plan shows the infusion it compared with no infusion; it may have none."""
    if isinstance(result, Predicted):
        return result
    regimen = result.compared.regimen if result.compared else Regimen.none()
    return Predicted.of(
        result.course,
        regimen,
        review_week=result.patient.goals.review_week,
        stop=StopValues.of(result.site.session).of_pressure,
    )
