"""What many people have in common, from one seed: numbers that random streams may move by chance alone.

``PYTHONPATH=tests python -m support.crowd_statistics examples/typical.yaml FILE`` writes them as they are with the
streams of this tree.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from sciatwin.evidence.published_trial import Measure, trial_named
from sciatwin.patient import Patient
from sciatwin.pharmacokinetics.parameters import draw
from sciatwin.pharmacokinetics.which_model.library import model_named
from sciatwin.regimen import Regimen
from sciatwin.response.lasting_relief import ACCOUNTS
from sciatwin.response.outcomes.variation import OUTCOMES, daily_deviations
from sciatwin.trials import natural
from sciatwin.trials.arms import simulate_trial
from sciatwin.trials.crowd import people_seeking_care
from sciatwin.trials.people import people_of
from sciatwin.trials.ratings import rated
from sciatwin.twin import Twin
from sciatwin.validation.trials.question import question_of

SEEDS = range(1, 21)
PEOPLE = 1500
"""More than one block of the streams."""

Statistics = Mapping[str, float]


def statistics(patient: Patient, seed: int) -> Statistics:
    """Everything below, by name."""
    return {**_versions(patient, seed), **_entry(seed), **_diary(seed), **_studies(seed), **_trial(seed)}


def _versions(patient: Patient, seed: int) -> Statistics:
    """Versions of one patient and their course."""
    twin = Twin(patient, draws=PEOPLE, seed=seed)
    drawn, regimen = twin.ensemble.drawn, Regimen.repeat(dose_mg_per_kg=0.5, duration_h=1.0, count=1)
    course = twin.simulate(regimen, horizon_days=29)
    week_4 = course.sel(time=28 * 24.0, method="nearest")
    clearance = np.log(twin.ensemble.kinetics["arterial S"]["cl"])
    return {
        "versions/recovering": twin.ensemble.recovers.mean(),
        "versions/lasting responders": twin.ensemble.responds_to_drug.mean(),
        "versions/first account": (twin.ensemble.account == 0).mean(),
        "versions/log C50 of fast relief": np.log(drawn["fast relief/C50"]).mean(),
        "versions/spread of it": np.log(drawn["fast relief/C50"]).std(),
        "versions/log clearance": clearance.mean(),
        "versions/spread of log clearance": clearance.std(),
        "versions/pain at week 4": float(week_4["pain_treated"].mean()),
        "versions/spread of pain at week 4": float(week_4["pain_treated"].std()),
        "versions/highest venous level": float(course["ketamine_venous"].max("time").mean()),
    }


def _entry(seed: int) -> Statistics:
    """People whom an entry cut-off lets in."""
    people = people_seeking_care(PEOPLE, seed, least_leg_pain=6.0)
    disability = people.scores["roland_morris"]
    return {
        "entry/pain": people.leg_pain.mean(),
        "entry/spread of pain": people.leg_pain.std(),
        "entry/disability": disability.mean(),
        "entry/pain with disability": float(np.corrcoef(people.leg_pain, disability)[0, 1]),
        "entry/back pain dominates": people.back_dominant.mean(),
        "entry/log weight": np.log(people.weight_kg).mean(),
        "entry/days of pain": people.duration_days.mean(),
    }


def _diary(seed: int) -> Statistics:
    swings = daily_deviations(np.arange(20.0), PEOPLE, 0.5, seed)
    pain, other = swings[OUTCOMES[0]], swings[OUTCOMES[1]]
    return {
        "diary/spread": pain.std(),
        "diary/today with yesterday": float(np.mean(pain[1:] * pain[:-1])),
        "diary/pain with another outcome": float(np.mean(pain * other)),
    }


def _studies(seed: int) -> Statistics:
    """People who share the uncertainty of the estimates with those of their study."""
    subjects = 20
    parameters = draw(model_named("simons_2022"), 70.0, 100 * subjects, seed, subjects=subjects)
    by_study = np.log(parameters["cl"]).reshape(-1, subjects)
    return {
        "studies/log clearance": by_study.mean(),
        "studies/between": by_study.mean(axis=1).std(),
        "studies/within": by_study.std(axis=1).mean(),
    }


def _trial(seed: int) -> Statistics:
    """A trial in which pain at entry is drawn, some are operated, and pain is rated."""
    trial, studies = trial_named("peul2007"), 15
    people = people_of(trial, studies=studies, people=100, seed=seed)
    after_h = (365 * 24.0,)
    arms = simulate_trial(trial, np.array([0.0, 18.7 * 7 * 24, *after_h]), studies=studies, seed=seed)
    name, account = "conservative", next(iter(ACCOUNTS))
    arm = arms[name]
    pain = natural.pain_with_operations(trial, name, arm, arm.at(after_h, account), account, seed)[0]
    row = next(
        row for row in trial.observations if row.measures is Measure.RECOVERED and row.arm == name and row.day == 365
    )
    recovered = natural.has_recovered(trial, name, arm, question_of(trial, row).last_h, account, seed)
    scores = rated(pain, arm.today, after_h, "a stream", seed)
    return {
        "trial/pain at entry": people.leg_pain.mean(),
        "trial/spread of pain at entry": people.leg_pain.std(),
        "trial/duration": people.duration_days.mean(),
        "trial/pain after a year": pain.mean(),
        "trial/spread of rated pain": scores.std(),
        "trial/recovered": recovered.mean(),
    }


def means_and_errors(patient: Patient) -> dict[str, tuple[float, float]]:
    """Mean of every number over the seeds, and its standard error."""
    found = [statistics(patient, seed) for seed in SEEDS]
    values = {name: np.array([one[name] for one in found]) for name in found[0]}
    return {name: (float(v.mean()), float(v.std(ddof=1) / np.sqrt(len(v)))) for name, v in values.items()}


def _write(patient_file: Path, out: Path) -> None:
    from sciatwin.patient import read_patient

    found = means_and_errors(read_patient(patient_file))
    out.write_text(json.dumps({"mean and standard error": found}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _write(Path(sys.argv[1]), Path(sys.argv[2]))
