"""The whole chain with every outcome, 90 days, five infusions: one patient, a thousand patients, and a derivative."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import numpy as np

from benchmarks.one_twin import FIVE_DAYS, PATIENT
from benchmarks.population import Row
from benchmarks.timing import medians_in_turns, shown
from sciatwin.patient import read_patient
from sciatwin.twin import Twin
from sciatwin.twin.drug.levels import effect_levels
from sciatwin.twin.drug.time_grid import report_times
from sciatwin.twin.gradient import gradient
from sciatwin.twin.people import People
from sciatwin.twin.simulate import simulate
from sciatwin.twin.simulated import Simulated
from sciatwin.twin.versions.ensemble import Ensemble, build, draw_ensemble

DRAWS, PATIENTS, ROUNDS = 200, 1000, 15
TARGETS_S = {"one patient": 0.05, "patients": 0.2}
NAME = "fast relief/C50"


def rows() -> Iterator[Row]:
    """Warm, in turns; the derivative is compared with a central difference of the same draws."""
    twin, crowd = Twin(read_patient(PATIENT), draws=DRAWS), draw_ensemble(_people(PATIENTS), seed=1)
    taken = medians_in_turns(
        {
            "one patient": partial(twin.simulate, FIVE_DAYS),
            "patients": partial(simulate, crowd, FIVE_DAYS),
            "derivative": partial(gradient, twin.ensemble, FIVE_DAYS, NAME),
        },
        ROUNDS,
    )
    course = twin.simulate(FIVE_DAYS)
    size = f"{course.sizes['time']} times, {course.sizes['day']} days, {len(course.data_vars)} variables"
    for name, what in (
        ("one patient", f"whole chain, one patient, {DRAWS} draws"),
        ("patients", f"whole chain, {PATIENTS:,} different patients"),
    ):
        verdict = "below" if taken[name] < TARGETS_S[name] else "ABOVE"
        yield Row(what, shown(taken[name]), "", f"{size}; {verdict} the target of {shown(TARGETS_S[name])}")
    yield Row(
        f"derivative of all of it by one number, {DRAWS} draws",
        shown(taken["derivative"]),
        f"differs {_difference(twin.ensemble):.0e} from a central difference",
        NAME,
    )


def _people(count: int) -> People:
    """People of different weight, pain, duration and scores."""
    generator = np.random.default_rng(7)
    score = generator.uniform
    return People(
        weight_kg=75 * np.exp(0.18 * generator.standard_normal(count)),
        leg_pain=score(4, 9, count),
        duration_days=np.exp(score(np.log(14), np.log(1500), count)),
        back_dominant=(score(0, 1, count) < 0.4).astype(float),
        no_compression=(score(0, 1, count) < 0.2).astype(float),
        systolic_mmhg=score(105, 145, count),
        diastolic_mmhg=score(65, 90, count),
        scores={
            "depression": score(0, 20, count),
            "anxiety": score(0, 15, count),
            "insomnia": score(0, 20, count),
            "disability": score(20, 60, count),
            "roland_morris": score(4, 20, count),
            "interference": score(2, 9, count),
            "opioid": score(0, 120, count),
        },
    )


def _difference(ensemble: Ensemble) -> float:
    """Largest difference of the derivative of treated pain from a central difference, in points."""
    times_h, step = report_times(FIVE_DAYS, 90), 1e-4

    def pain(factor: float) -> np.ndarray:
        drawn = {**ensemble.drawn, NAME: ensemble.drawn[NAME] * factor}
        systems = {key: build(key, values, drawn) for key, values in ensemble.kinetics.items()}
        changed = replace(ensemble, drawn=drawn, systems=systems)
        levels = effect_levels(changed, FIVE_DAYS, times_h)
        found = Simulated(ensemble=changed, regimen=FIVE_DAYS, grid_h=times_h, levels=levels)
        return found.by_time["pain_treated"]

    numeric = (pain(np.exp(step)) - pain(np.exp(-step))) / (2 * step)
    exact = gradient(ensemble, FIVE_DAYS, NAME)["pain_treated"].transpose("time", "draw").to_numpy()
    return float(np.abs(exact - numeric).max())
