"""The main path: an ensemble and one regimen → the course over months.

1. The regimen becomes dosing events per kg of body weight.
2. Four linear systems turn them into arterial and venous levels and the two effect sites, exactly (``levels``).
3. The fast site gives side effects and fast relief; the account of lasting relief that is true in a version gives what
   outlasts the drug (``exposure``).
4. Pain = untreated course × (1 − placebo) × (1 − fast relief) × (1 − lasting relief) (``factors``).
5. Mood, sleep, function, opioid use and the global impression follow day by day.
6. The untreated and the placebo course come from the same draws: arms differ only by treatment.
"""

from dataclasses import dataclass

import numpy as np
import xarray as xr

from sciatwin.errors import RegimenError
from sciatwin.regimen import Regimen
from sciatwin.response.lasting_relief import Exposure
from sciatwin.response.outcomes.opioid_use import Taper
from sciatwin.response.side_effects import blood_pressure, dissociation, heart_rate
from sciatwin.response.side_effects.session_side_effects import session_probabilities
from sciatwin.twin.belief import Blinding, beliefs, drawn_responses
from sciatwin.twin.classes import DrawnResponses
from sciatwin.twin.course import as_dataset
from sciatwin.twin.ensemble import FAST_SITE, Ensemble
from sciatwin.twin.exposure import PEAK_AFTER_H, exposure
from sciatwin.twin.factors import PainFactors, Situation, Treatment
from sciatwin.twin.levels import Levels, effect_levels
from sciatwin.twin.outcomes import arms_by_day, outcome_courses
from sciatwin.twin.size import require_room
from sciatwin.twin.time_grid import report_times, rows_of, with_times
from sciatwin.units import HOURS_PER_DAY

HORIZON_DAYS = 90.0


def simulate(
    ensemble: Ensemble,
    regimen: Regimen,
    *,
    times_h: np.ndarray | None = None,
    horizon_days: float = HORIZON_DAYS,
    blinding: Blinding = Blinding.OPEN,
    taper: Taper | None = None,
) -> xr.Dataset:
    """Course of everybody in the ensemble, dimensions (draw, time), (draw, day) and (draw, session).

    Args:
        times_h: hours since the first session, strictly increasing; by default dense around sessions.
        taper: what was decided about opioids; without a decision their use stays as it is.
    Returns: levels in ng/mL, side effects and leg pain by time; outcomes that were measured today by day, in each
        arm; probabilities of side effects by session. What today's score or pressure is needed for is absent
        where it is unknown.
    Raises: RegimenError if the last session ends after the horizon; ModelError if it would fill the memory.
    """
    if times_h is None:
        return follow(ensemble, regimen, horizon_days=horizon_days, blinding=blinding, taper=taper).dataset()
    # peaks and side effects of every session are asked for, however early the times
    grid = with_times(regimen, [*times_h, regimen.last_end_h + PEAK_AFTER_H])
    return _along(ensemble, regimen, grid, blinding, taper).dataset(rows_of(grid, times_h))


def follow(
    ensemble: Ensemble,
    regimen: Regimen,
    *,
    horizon_days: float = HORIZON_DAYS,
    blinding: Blinding = Blinding.OPEN,
    taper: Taper | None = None,
) -> "Simulated":
    """The same course as arrays, with what was found on the way; dense around sessions, to the horizon."""
    if regimen.last_end_h > horizon_days * HOURS_PER_DAY:
        raise RegimenError(
            f"the last session ends on day {regimen.last_end_h / HOURS_PER_DAY:.0f}, after the horizon of "
            f"{horizon_days:g} days. Give fewer sessions, a shorter interval or a longer horizon."
        )
    return _along(ensemble, regimen, report_times(regimen, horizon_days), blinding, taper)


def _along(
    ensemble: Ensemble, regimen: Regimen, times_h: np.ndarray, blinding: Blinding, taper: Taper | None
) -> "Simulated":
    require_room(ensemble.count, len(times_h), "ask for fewer or shorter sessions")
    return chain(ensemble, regimen, times_h, effect_levels(ensemble, regimen, times_h), blinding, taper)


@dataclass(frozen=True, kw_only=True)
class Simulated:
    """What the chain gives, as arrays of shape (times, people), (days, people) and (sessions, people)."""

    exposure: Exposure
    by_time: Levels
    by_day: Levels
    by_session: Levels

    def dataset(self, rows: np.ndarray | None = None) -> xr.Dataset:
        """The same as variables with their units.

        Args:
            rows: of the times that are asked for; all by default.
        """
        chosen = slice(None) if rows is None else rows
        by_time = {name: values[chosen] for name, values in self.by_time.items()}
        return as_dataset(self.exposure.time_h[chosen], by_time, by_day=self.by_day, by_session=self.by_session)


def chain(
    ensemble: Ensemble,
    regimen: Regimen,
    times_h: np.ndarray,
    levels: Levels,
    blinding: Blinding = Blinding.OPEN,
    taper: Taper | None = None,
) -> Simulated:
    """From levels to everything that follows from them."""
    seen = exposure(ensemble, regimen, times_h, levels)
    peaks, visits_h = seen.session_peak_ng_per_ml, np.array(regimen.visits_h)
    pains = pain_courses(ensemble, regimen, seen, blinding)
    arms = arms_by_day(ensemble.people, times_h, pains, visits_h, peaks)
    return Simulated(
        exposure=seen,
        by_time={
            **levels,
            "nmda_block": seen.block_fraction,
            "horn_quieted": seen.quieted_fraction,
            **side_effects(ensemble, levels[FAST_SITE]),
            **pains,
        },
        by_day=outcome_courses(ensemble.people, ensemble.drawn, arms, taper=taper),
        by_session={} if regimen.is_none else session_probabilities(peaks, ensemble.drawn),
    )


def side_effects(ensemble: Ensemble, fast_site_ng_per_ml: np.ndarray) -> Levels:
    """Dissociation, heart rate and, where resting pressure is known, blood pressure; shape (times, people)."""
    drawn, people = ensemble.drawn, ensemble.people
    rise = blood_pressure.systolic_rise_mmhg(fast_site_ng_per_ml, drawn)
    effects = {
        "dissociation": dissociation.intensity_fraction(fast_site_ng_per_ml, drawn),
        "cadss": dissociation.cadss_score(fast_site_ng_per_ml, drawn),
        "systolic_rise": rise,
        "heart_rate_rise": heart_rate.rise_per_min(fast_site_ng_per_ml, drawn),
    }
    if people.systolic_mmhg is not None and people.diastolic_mmhg is not None:
        effects["systolic"] = people.systolic_mmhg + rise
        effects["diastolic"] = people.diastolic_mmhg + blood_pressure.DIASTOLIC_PER_SYSTOLIC.value * rise
    return effects


def pain_factors(ensemble: Ensemble, regimen: Regimen, seen: Exposure, rows: np.ndarray | None = None) -> PainFactors:
    """The factors of pain along a course, or at some of its times."""
    return PainFactors(ensemble.people, Situation(seen, np.array(regimen.visits_h), ensemble.drawn, rows))


def pain_courses(
    ensemble: Ensemble,
    regimen: Regimen,
    seen: Exposure,
    blinding: Blinding = Blinding.OPEN,
    rows: np.ndarray | None = None,
) -> Levels:
    """Pain untreated, on placebo and treated, each version in the class that was drawn for it; shape (times, people).

    Args:
        rows: of the times that are asked for; all by default.
    """
    factors = pain_factors(ensemble, regimen, seen, rows)
    untreated = factors.untreated(ensemble.recovers, ensemble.relapse_week)
    responses = responses_by_treatment(ensemble, seen, blinding)
    return {f"pain_{given}": factors.pain(untreated, responses[given], given) for given in Treatment}


def responses_by_treatment(
    ensemble: Ensemble, seen: Exposure, blinding: Blinding = Blinding.OPEN
) -> dict[Treatment, DrawnResponses]:
    """Who responds in each arm, by what people come to believe there."""
    with_ketamine, with_placebo = beliefs(ensemble, seen.session_peak_ng_per_ml, blinding)
    treated = drawn_responses(ensemble, with_ketamine)
    control = treated if with_placebo is with_ketamine else drawn_responses(ensemble, with_placebo)
    return {Treatment.NOTHING: control, Treatment.PLACEBO: control, Treatment.KETAMINE: treated}
