"""The main path: an ensemble and one regimen → the course over months.

1. The regimen becomes dosing events per kg of body weight.
2. Four linear systems turn them into arterial and venous levels and the two effect sites, exactly.
3. The fast site gives side effects and fast relief; the account of lasting relief that is true in a version gives what
   outlasts the drug.
4. Pain = untreated course × (1 − placebo) × (1 − fast relief) × (1 − lasting relief).
5. Mood, sleep, function, opioid use and the global impression follow day by day.
6. The untreated and the placebo course come from the same draws: arms differ only by treatment.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import xarray as xr

from sciatwin.errors import RegimenError
from sciatwin.pharmacokinetics.engine import LinearSystem, solve
from sciatwin.regimen import DosingEvent, Regimen
from sciatwin.response import fast_effect_site, pain, placebo, untreated_course
from sciatwin.response.lasting_relief import ACCOUNTS, Exposure
from sciatwin.response.outcomes.opioid_use import Taper
from sciatwin.response.side_effects import blood_pressure, dissociation, heart_rate
from sciatwin.response.side_effects.session_side_effects import session_probabilities
from sciatwin.twin.course import as_dataset
from sciatwin.twin.ensemble import FAST_SITE, SLOW_SITE, Ensemble
from sciatwin.twin.highest_visits import highest_visits
from sciatwin.twin.mechanism import nmda_block, quieted
from sciatwin.twin.outcomes import arms_by_day, outcome_courses
from sciatwin.twin.size import require_room
from sciatwin.twin.time_grid import peak_times, report_times, rows_of, with_times
from sciatwin.units import DAYS_PER_WEEK, HOURS_PER_DAY

Levels = dict[str, np.ndarray]

HORIZON_DAYS = 90.0

PEAK_AFTER_H = 1.0
"""The peak of a visit at the fast effect site comes before this time after its end."""


class Blinding(StrEnum):
    """What people believe they were given, and so how many respond to placebo."""

    OPEN = "open"  # both arms are equally convinced: what is left between them is the drug alone
    INERT_CONTROL = "inert control"  # a trial against saline: who notices the drug believes in it
    ACTIVE_CONTROL = "active control"  # a trial against a sedative: both arms notice alike


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
    if times_h is None and regimen.last_end_h > horizon_days * HOURS_PER_DAY:
        raise RegimenError(
            f"the last session ends on day {regimen.last_end_h / HOURS_PER_DAY:.0f}, after the horizon of "
            f"{horizon_days:g} days. Give fewer sessions, a shorter interval or a longer horizon."
        )
    if times_h is None:
        grid = report_times(regimen, horizon_days)
    else:  # peaks and side effects of every session are asked for, however early the times
        grid = with_times(regimen, [*times_h, regimen.last_end_h + PEAK_AFTER_H])
    require_room(ensemble.count, len(grid), "ask for fewer or shorter sessions")
    found = chain(ensemble, regimen, grid, effect_levels(ensemble, regimen, grid), blinding, taper)
    rows = slice(None) if times_h is None else rows_of(grid, times_h)
    by_time = {name: values[rows] for name, values in found.by_time.items()}
    return as_dataset(grid[rows], by_time, by_day=found.by_day, by_session=found.by_session)


@dataclass(frozen=True)
class Chain:
    """What the chain gives, as arrays of shape (times, people), (days, people) and (sessions, people)."""

    by_time: Levels
    by_day: Levels
    by_session: Levels


def chain(
    ensemble: Ensemble,
    regimen: Regimen,
    times_h: np.ndarray,
    levels: Levels,
    blinding: Blinding = Blinding.OPEN,
    taper: Taper | None = None,
) -> Chain:
    """From levels to everything that follows from them."""
    seen = exposure(ensemble, regimen, times_h, levels)
    peaks, visits_h = seen.session_peak_ng_per_ml, np.array(regimen.visits_h)
    pains = pain_courses(ensemble, regimen, seen, blinding)
    arms = arms_by_day(ensemble.people, times_h, pains, visits_h, peaks)
    return Chain(
        by_time={
            **levels,
            **spinal_cord(ensemble, regimen, seen),
            **side_effects(ensemble, levels[FAST_SITE]),
            **pains,
        },
        by_day=outcome_courses(ensemble.people, ensemble.drawn, arms, taper=taper),
        by_session={} if regimen.is_none else session_probabilities(peaks, ensemble.drawn),
    )


def effect_levels(ensemble: Ensemble, regimen: Regimen, times_h: np.ndarray) -> Levels:
    """Concentrations and effect sites, each of shape (times, people), ng/mL."""
    levels: Levels = {}
    for key in ensemble.systems:
        levels |= _solved(ensemble, regimen, times_h, key)
    return with_totals(levels)


def with_totals(levels: Levels) -> Levels:
    """The levels, and S + R at each site where both are there."""
    totals = {
        f"ketamine_{site}": levels[f"s_ketamine_{site}"] + levels[f"r_ketamine_{site}"]
        for site in ("arterial", "venous")
        if f"r_ketamine_{site}" in levels
    }
    return {**levels, **totals}


@dataclass(frozen=True)
class Scale:
    """How a regimen enters one system: events for 1 kg of body weight, and the factor on them for each person."""

    events: Sequence[DosingEvent]
    dose_scale: np.ndarray

    @classmethod
    def of(cls, ensemble: Ensemble, regimen: Regimen, key: str) -> "Scale":
        share = regimen.drug.s_fraction if key.endswith("S") else regimen.drug.r_fraction
        return cls(regimen.events(1.0), share * ensemble.people.weight_kg)


def _solved(ensemble: Ensemble, regimen: Regimen, times_h: np.ndarray, key: str) -> Levels:
    """Levels of one system, by the name of the variable."""
    system, scale = ensemble.systems[key], Scale.of(ensemble, regimen, key)
    return named_levels(system, key, solve(system, scale.events, times_h, dose_scale=scale.dose_scale))


def named_levels(system: LinearSystem, key: str, solved: np.ndarray) -> Levels:
    """Outputs of one system by the name of the variable."""
    site = key.split()[0]
    return {_variable(name, site): values for name, values in zip(system.output_names, solved, strict=True)}


def _variable(output_name: str, site: str) -> str:
    if output_name in (FAST_SITE, SLOW_SITE):
        return output_name
    return f"{output_name.lower().replace('-', '_')}_{site}"


def effect_site_course(ensemble: Ensemble, regimen: Regimen, *, horizon_days: float = HORIZON_DAYS) -> xr.Dataset:
    """The two effect sites alone, at the times of ``simulate``: all that a choice between regimens needs."""
    times = report_times(regimen, horizon_days)
    levels = {**_solved(ensemble, regimen, times, "arterial S"), **_solved(ensemble, regimen, times, "venous S")}
    return as_dataset(times, {site: levels[site] for site in (FAST_SITE, SLOW_SITE)})


def fast_site_peak(ensemble: Ensemble, regimen: Regimen) -> np.ndarray:
    """Highest level of S-ketamine at the fast effect site in the whole course, ng/mL, shape (people,)."""
    peak = np.zeros(ensemble.count)
    for visit in highest_visits(regimen):  # one after another, so that memory does not grow with their number
        levels = _solved(ensemble, regimen, peak_times(visit), "arterial S")
        np.maximum(peak, levels[FAST_SITE].max(axis=0), out=peak)
    return peak


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


def untreated_pain(ensemble: Ensemble, times_h: np.ndarray) -> np.ndarray:
    """Pain without treatment, points of 10, shape (times, people)."""
    people, drawn = ensemble.people, ensemble.drawn
    days = times_h / HOURS_PER_DAY
    remaining = untreated_course.remaining_fraction(
        days / DAYS_PER_WEEK, ensemble.recovers, ensemble.relapse_week, drawn
    )
    return remaining * untreated_course.usual_pain(days, people.leg_pain, people.usual_pain, drawn)


def exposure(ensemble: Ensemble, regimen: Regimen, times_h: np.ndarray, levels: Levels) -> Exposure:
    """What an account of lasting relief looks at."""
    fast = levels[FAST_SITE]
    spans = regimen.visits_h
    peaks = [_visit_peak(fast, times_h, start_h, end_h) for start_h, end_h in spans]
    return Exposure(
        time_h=times_h,
        slow_site_ng_per_ml=levels[SLOW_SITE],
        fast_site_ng_per_ml=fast,
        quieted_fraction=quieted(nmda_block(fast, regimen.drug, ensemble.drawn), ensemble.drawn),
        session_end_h=np.array([end_h for _, end_h in spans]),
        session_peak_ng_per_ml=np.array(peaks).reshape(len(peaks), fast.shape[1]),
    )


def _visit_peak(fast: np.ndarray, times_h: np.ndarray, start_h: float, end_h: float) -> np.ndarray:
    """Highest level from the start of a visit to an hour after its end, shape (people,)."""
    first, last = np.searchsorted(times_h, start_h), np.searchsorted(times_h, end_h + PEAK_AFTER_H, side="right")
    return np.asarray(fast[first : max(last, first + 1)].max(axis=0))


def lasting_relief_fraction(ensemble: Ensemble, seen: Exposure) -> np.ndarray:
    """Lasting relief by the account that is true in each version, for those who respond; shape (times, people)."""
    reliefs = [account.relief_along(seen, ensemble.drawn) for account in ACCOUNTS.values()]
    return np.asarray(np.choose(ensemble.account, reliefs) * ensemble.responds_to_drug)


def beliefs(
    ensemble: Ensemble, session_peak_ng_per_ml: np.ndarray, blinding: Blinding
) -> tuple[np.ndarray | float, np.ndarray | float]:
    """Belief of the ketamine and of the control arm in having been given the drug."""
    if blinding is Blinding.OPEN or len(session_peak_ng_per_ml) == 0:
        return placebo.CONVINCED, placebo.CONVINCED
    noticed = placebo.belief_from_noticing(session_peak_ng_per_ml.max(axis=0), ensemble.drawn)
    return noticed, noticed if blinding is Blinding.ACTIVE_CONTROL else 0.0


def spinal_cord(ensemble: Ensemble, regimen: Regimen, seen: Exposure) -> Levels:
    """Block of the receptor, and what it takes away of the dorsal horn's output; shape (times, people)."""
    block = nmda_block(seen.fast_site_ng_per_ml, regimen.drug, ensemble.drawn)
    return {"nmda_block": block, "horn_quieted": seen.quieted_fraction}


def pain_courses(ensemble: Ensemble, regimen: Regimen, seen: Exposure, blinding: Blinding = Blinding.OPEN) -> Levels:
    """Pain untreated, on placebo and treated, from the same draws; shape (times, people)."""
    drawn, times_h = ensemble.drawn, seen.time_h
    visits_h = np.array(regimen.visits_h)
    believed = beliefs(ensemble, seen.session_peak_ng_per_ml, blinding)
    with_ketamine, with_placebo = (
        placebo.relief_fraction(
            times_h, visits_h, ensemble.placebo_luck < placebo.responder_probability(belief, drawn), drawn
        )
        for belief in believed
    )
    fast = fast_effect_site.relief_fraction(seen.fast_site_ng_per_ml, drawn)
    lasting = lasting_relief_fraction(ensemble, seen)
    untreated = untreated_pain(ensemble, times_h)
    return {
        "pain_untreated": untreated,
        "pain_placebo": pain.pain_score(untreated, with_placebo),
        "pain_treated": pain.pain_score(untreated, with_ketamine, fast, lasting),
    }
