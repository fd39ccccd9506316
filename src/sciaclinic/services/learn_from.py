"""She has had two sessions: what is known now? The twin before and after, and what to measure next."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import xarray as xr

from sciaclinic.reports.learned_page import learned_page
from sciaclinic.reports.learned_words import advice_record
from sciaclinic.services.output import write_all
from sciaclinic.services.recorded import recorded
from sciaclinic.services.today import today
from sciatwin.individualise.learn import learn
from sciatwin.individualise.learned.record import Learned
from sciatwin.individualise.measure_next.worth import Worth, rank_measurements
from sciatwin.observation import Observations, PainScore
from sciatwin.patient import Patient, read_patient
from sciatwin.plan import Site, plan_infusion, read_site
from sciatwin.plan.next_step import Advice, StopValues, Weighs, advise
from sciatwin.plan.told.outcomes import WeekOutcome, week_outcomes
from sciatwin.plotting import new_axes, svg_text
from sciatwin.plotting.course.learned import plot_learned
from sciatwin.regimen import Regimen
from sciatwin.suitability import Suitability
from sciatwin.twin import Twin
from sciatwin.twin.bands import CourseBands
from sciatwin.twin.dangers import dangers
from sciatwin.twin.simulate import HORIZON_DAYS, simulate
from sciatwin.units import HOURS_PER_DAY

_REVIEW_DAYS = 28.0
"""How long a course is followed after the last that is known of it."""


@dataclass(frozen=True)
class LearnedCourse:
    """What was learned, the course of the sessions given by the twin before and after, and what to measure next.

    Attributes:
        against: what speaks against any further dose; nothing is then proposed to be measured in one.
        dangers: of the sessions given, should the same be given again.
        advice: go on, change or stop; with a plan if a clinic was named.
    """

    learned: Learned
    against: tuple[str, ...]
    dangers: tuple[str, ...]
    advice: Advice
    observations: Observations
    regimen: Regimen
    before: xr.Dataset
    after: xr.Dataset
    outcomes_before: tuple[WeekOutcome, ...]
    outcomes_after: tuple[WeekOutcome, ...]
    next_measurements: tuple[Worth, ...]
    written: tuple[Path, ...]

    @property
    def holds_back_a_dose(self) -> bool:
        """A rule or a danger in the record forbids any further session for now; too little relief only advises it."""
        return bool(self.against) or any(item.weighs is Weighs.STOP for item in self.advice.against)


def learn_from(
    patient_file: Path,
    observations_file: Path,
    folder: Path | None,
    *,
    method: str,
    draws: int,
    seed: int,
    zone: str | None = None,
    site_file: Path | None = None,
) -> LearnedCourse:
    """Learn from everything observed so far; with a folder, write learned.html, learned.json and learned.svg.

    With a clinic, the course that has begun is planned on from what was learned.

    Raises: InputFileError, InvalidInputError, UnitError, RegimenError, ModelError, OutputError; LimitError for a
        recorded dose past a published ceiling.
    """
    patient, site = read_patient(patient_file), read_site(site_file) if site_file else None
    observations = recorded(patient, observations_file, zone)
    regimen = observations.regimen(patient.weight_kg)
    suitability = Suitability.of(patient, today())
    against = suitability.no_dose_because
    twin = Twin(patient, draws=draws, seed=seed, today=today())
    learned = learn(twin, observations, method=method, workers=os.cpu_count() or 1)
    horizon_days = max(HORIZON_DAYS, _last_known_h(observations) / HOURS_PER_DAY + _REVIEW_DAYS)
    courses = [simulate(twin.ensemble, regimen, horizon_days=horizon_days) for twin in (learned.before, learned.twin)]
    result = LearnedCourse(
        learned=learned,
        against=against,
        dangers=dangers(courses[1], stop=_stops(site).of_pressure),
        advice=_advice(learned, observations, against, site),
        observations=observations,
        regimen=regimen,
        before=courses[0],
        after=courses[1],
        outcomes_before=week_outcomes(courses[0], learned.before, regimen),
        outcomes_after=week_outcomes(courses[1], learned.twin, regimen),
        next_measurements=() if against else _next_measurements(learned, observations),
        written=(),
    )
    return result if folder is None else _written(result, patient, folder)


def _advice(learned: Learned, observations: Observations, against: tuple[str, ...], site: Site | None) -> Advice:
    plan = plan_infusion(learned.twin, site, goes_on=True) if site and not against else None
    patient = learned.twin.patient
    return advise(patient, observations, forbidden_by=against, plan=plan, stops=_stops(site), today=today())


def _stops(site: Site | None) -> StopValues:
    return StopValues.of(site.session) if site else StopValues()


def _last_known_h(observations: Observations) -> float:
    """End of the last session or time of the last observation, whichever is later."""
    return max([0.0, *(item.end_h for item in observations.sessions), *(item.time_h for item in observations.observed)])


def _next_measurements(learned: Learned, observations: Observations) -> tuple[Worth, ...]:
    """Worth of the usual measurements, should the last visit be given once more a day after all that is known."""
    if not observations.sessions:
        return ()
    begun_h, _ = observations.visits_h[-1]
    start_h = HOURS_PER_DAY * (np.floor(_last_known_h(observations) / HOURS_PER_DAY) + 1)
    again = tuple(
        replace(part, start_h=float(start_h + part.start_h - begun_h))
        for part in observations.sessions
        if part.start_h >= begun_h
    )
    return rank_measurements(learned.twin, observations, again)


def learned_summary(result: LearnedCourse) -> dict[str, object]:
    """What was learned in numbers, ready for JSON."""
    learned = result.learned
    return {
        "advice": advice_record(result.advice),
        "against": list(result.against),
        "dangers": list(result.dangers),
        "method": learned.diagnostics.used if learned.diagnostics else None,
        "diagnostics": asdict(learned.diagnostics) if learned.diagnostics else None,
        "log_evidence": learned.log_evidence,
        "warnings": list(learned.warnings),
        "notes": [*result.observations.notes, *learned.notes],
        "chances": [asdict(item) for item in learned.chances],
        "changes": [asdict(item) for item in learned.changes],
        "shrinkage": dict(learned.shrinkage),
        "information_nats": _information(learned),
        "outcomes_before": [asdict(item) for item in result.outcomes_before],
        "outcomes_after": [asdict(item) for item in result.outcomes_after],
        "next_measurements": [
            {
                "measurement": worth.candidate.name,
                "information_nats": worth.information,
                "error_nats": worth.error,
                "gain_variance_reduction": worth.gain_variance_reduction,
            }
            for worth in result.next_measurements
        ],
    }


def _information(learned: Learned) -> Mapping[str, Any] | None:
    if learned.gained is None:
        return None
    return {"total": learned.gained.total, "by_kind": dict(learned.gained.by_kind)}


def _written(result: LearnedCourse, patient: Patient, folder: Path) -> LearnedCourse:
    (ax,) = new_axes()
    scores = [(item.time_h, item.score) for item in result.observations.of_kind(PainScore)]
    plot_learned(CourseBands(result.before), CourseBands(result.after), result.regimen.visits_h, scores, ax=ax)
    svg = svg_text(ax, "learned")
    files = {
        "learned.html": learned_page(
            result.advice, result.learned, result.observations, result.outcomes_after, svg
        ).encode(),
        "learned.json": json.dumps(learned_summary(result), indent=2).encode(),
        "learned.svg": svg.encode(),
    }
    return replace(result, written=tuple(write_all(folder, files, patient=patient)))
