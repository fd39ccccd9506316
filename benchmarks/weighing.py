"""A belief weighed anew: 1,000 versions of one patient, and every outcome of a plan read again without simulating."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.population import Row
from benchmarks.timing import medians_in_turns, shown
from sciatwin.patient import read_patient
from sciatwin.plan.told.beyond_pain import side_effect_chances
from sciatwin.plan.told.outcomes import WeekOutcome, week_outcomes
from sciatwin.regimen import Regimen
from sciatwin.twin import Twin
from sciatwin.twin.shown.risks import risks_at_peak
from sciatwin.twin.simulated import Simulated

DRAWS, ROUNDS, TARGET_S, REVIEW_WEEK = 1000, 20, 0.02, 4
PATIENT = Path(__file__).resolve().parents[1] / "examples" / "typical.yaml"
FIVE_DAYS = Regimen.repeat(dose_mg_per_kg=0.5, duration_h=40 / 60, count=5)


def rows() -> Iterator[Row]:
    """Weighing a course that was followed and reading it, beside following it again."""
    twin = Twin(read_patient(PATIENT), draws=DRAWS)
    course = twin.follow(FIVE_DAYS)
    counts = np.random.default_rng(1).integers(0, 4, DRAWS)
    with np.errstate(divide="ignore"):
        log_weights = np.log(counts)
    _read(course)
    runs = {
        "weigh": partial(twin.reweighed, log_weights),
        "read": lambda: _read(course.reweighed(log_weights)),
        "follow": lambda: _read(twin.follow(FIVE_DAYS)),
    }
    taken = medians_in_turns(runs, ROUNDS)
    verdict = "below" if taken["read"] < TARGET_S else "ABOVE"
    yield Row(f"weighing {DRAWS} versions anew", shown(taken["weigh"]), "", f"median of {ROUNDS}")
    yield Row(
        "the same, and pain at five weeks, risks and side effects read again",
        shown(taken["read"]),
        f"error {_error(twin, course, log_weights, counts):.1e}",
        f"{verdict} the target of {shown(TARGET_S)}; error: largest difference of a mean from repeated versions",
    )
    yield Row("following that course and reading it", shown(taken["follow"]), "", f"median of {ROUNDS}")


def _read(course: Simulated) -> tuple[WeekOutcome, ...]:
    weeks = week_outcomes(course, REVIEW_WEEK)
    side_effect_chances(course.dataset())
    risks_at_peak(course.ensemble, course.visit_peaks.max(axis=0))
    return weeks


def _error(twin: Twin, course: Simulated, log_weights: np.ndarray, counts: np.ndarray) -> float:
    again = Twin.of(twin.patient, twin.ensemble.part(np.repeat(np.arange(DRAWS), counts)))
    pairs = zip(_read(course.reweighed(log_weights)), _read(again.follow(FIVE_DAYS)), strict=True)
    return max(abs(found.treated.mean - wanted.treated.mean) for found, wanted in pairs)
