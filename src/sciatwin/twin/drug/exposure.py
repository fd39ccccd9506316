"""What the drug did along a course, as every account of lasting relief looks at it; found once for a course."""

from collections.abc import Mapping

import numpy as np

from sciatwin.regimen import Regimen
from sciatwin.response.lasting_relief import Exposure
from sciatwin.twin.drug.levels import effect_sites
from sciatwin.twin.drug.time_grid import report_times
from sciatwin.twin.mechanism import nmda_block, quieted
from sciatwin.twin.versions.ensemble import FAST_SITE, SLOW_SITE, Ensemble

PEAK_AFTER_H = 1.0
"""The peak of a visit at the fast effect site comes before this time after its end."""


def exposure(ensemble: Ensemble, regimen: Regimen, times_h: np.ndarray, levels: Mapping[str, np.ndarray]) -> Exposure:
    """From both effect sites, shape (times, people), to block, quieted output and the peak of each visit."""
    fast = levels[FAST_SITE]
    block = nmda_block(fast, regimen.drug, ensemble.drawn)
    return Exposure(
        time_h=times_h,
        slow_site_ng_per_ml=levels[SLOW_SITE],
        fast_site_ng_per_ml=fast,
        block_fraction=block,
        quieted_fraction=quieted(block, ensemble.drawn),
        session_end_h=np.array([end_h for _, end_h in regimen.visits_h]),
        session_peak_ng_per_ml=visit_peaks(fast, regimen, times_h),
    )


def visit_peaks(fast_site_ng_per_ml: np.ndarray, regimen: Regimen, times_h: np.ndarray) -> np.ndarray:
    """Highest level at the fast effect site of each visit, shape (visits, people)."""
    peaks = [_visit_peak(fast_site_ng_per_ml, times_h, start_h, end_h) for start_h, end_h in regimen.visits_h]
    return np.array(peaks).reshape(len(peaks), fast_site_ng_per_ml.shape[1])


def _visit_peak(fast: np.ndarray, times_h: np.ndarray, start_h: float, end_h: float) -> np.ndarray:
    """Highest level from the start of a visit to an hour after its end, shape (people,)."""
    first, last = np.searchsorted(times_h, start_h), np.searchsorted(times_h, end_h + PEAK_AFTER_H, side="right")
    return np.asarray(fast[first : max(last, first + 1)].max(axis=0))


def exposure_to(ensemble: Ensemble, regimen: Regimen, *, horizon_days: float) -> Exposure:
    """Along the times at which a course is reported: all that a choice between regimens needs."""
    times_h = report_times(regimen, horizon_days)
    return exposure(ensemble, regimen, times_h, effect_sites(ensemble, regimen, times_h))
