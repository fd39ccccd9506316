"""The main path: an ensemble and one regimen → the course over months.

1. The regimen becomes dosing events per kg of body weight.
2. Four linear systems turn them into arterial and venous levels and the two effect sites, exactly (``levels``).
3. The fast site gives side effects and fast relief; the account of lasting relief that is true in a version gives what
   outlasts the drug (``exposure``).
4. Pain = untreated course × (1 − placebo) × (1 − fast relief) × (1 − lasting relief) (``factors``).
5. Mood, sleep, function, opioid use and the global impression follow day by day.
6. The untreated and the placebo course come from the same draws: arms differ only by treatment.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from sciatwin.asked import workers as require_workers
from sciatwin.errors import RegimenError
from sciatwin.regimen import Regimen
from sciatwin.response.outcomes.opioid_use import Taper
from sciatwin.twin.drug.exposure import PEAK_AFTER_H
from sciatwin.twin.drug.levels import effect_levels
from sciatwin.twin.drug.time_grid import report_times, rows_of, with_times
from sciatwin.twin.keep import Keep
from sciatwin.twin.simulated import Simulated
from sciatwin.twin.size import require_room
from sciatwin.twin.versions.belief import Blinding
from sciatwin.twin.versions.ensemble import Ensemble
from sciatwin.units import HOURS_PER_DAY

if TYPE_CHECKING:
    import xarray as xr

HORIZON_DAYS = 90.0


def simulate(
    ensemble: Ensemble,
    regimen: Regimen,
    *,
    keep: Iterable[str] | None = None,
    times_h: np.ndarray | None = None,
    horizon_days: float = HORIZON_DAYS,
    blinding: Blinding = Blinding.OPEN,
    taper: Taper | None = None,
    workers: int = 1,
) -> "xr.Dataset":
    """Course of everybody in the ensemble, dimensions (draw, time), (draw, day) and (draw, session).

    Args:
        keep: names of the variables that are asked for; nothing else is computed. By default all that there are.
        times_h: hours since the first session, strictly increasing; by default dense around sessions.
        taper: what was decided about opioids; without a decision their use stays as it is.
        workers: threads that solve for levels; the result does not depend on it.
    Returns: levels in ng/mL, side effects and leg pain by time; outcomes that were measured today by day, in each
        arm; probabilities of side effects by session. What today's score or pressure is needed for is absent
        where it is unknown.
    Raises: RegimenError if the last session ends after the horizon; ModelError if it would fill the memory, or for a
        variable that no course has; InvalidInputError if ``keep`` holds no name, or ``workers`` is no number of
        threads.
    """
    return follow(
        ensemble,
        regimen,
        keep=keep,
        times_h=times_h,
        horizon_days=horizon_days,
        blinding=blinding,
        taper=taper,
        workers=workers,
    ).dataset()


def follow(
    ensemble: Ensemble,
    regimen: Regimen,
    *,
    keep: Iterable[str] | None = None,
    times_h: np.ndarray | None = None,
    horizon_days: float = HORIZON_DAYS,
    blinding: Blinding = Blinding.OPEN,
    taper: Taper | None = None,
    workers: int = 1,
) -> Simulated:
    """The same course as arrays, with what is found on the way; arguments and errors as for ``simulate``."""
    kept, workers = Keep.of(keep), require_workers("simulate", workers)
    grid_h = _grid(regimen, times_h, horizon_days)
    require_room(ensemble.count, len(grid_h), "ask for fewer or shorter sessions")
    return Simulated(
        ensemble=ensemble,
        regimen=regimen,
        grid_h=grid_h,
        levels=effect_levels(ensemble, regimen, grid_h, only=kept.levels, workers=workers),
        rows=None if times_h is None else rows_of(grid_h, times_h),
        keep=kept,
        blinding=blinding,
        taper=taper,
    )


def _grid(regimen: Regimen, times_h: np.ndarray | None, horizon_days: float) -> np.ndarray:
    if times_h is not None:
        # peaks and side effects of every session are asked for, however early the times
        return with_times(regimen, [*times_h, regimen.last_end_h + PEAK_AFTER_H])
    if regimen.last_end_h > horizon_days * HOURS_PER_DAY:
        raise RegimenError(
            f"the last session ends on day {regimen.last_end_h / HOURS_PER_DAY:.0f}, after the horizon of "
            f"{horizon_days:g} days. Give fewer sessions, a shorter interval or a longer horizon."
        )
    return report_times(regimen, horizon_days)
