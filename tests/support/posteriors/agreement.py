"""Ten patients whose posteriors are found in three ways, and how far the ways lie apart.

Truths are drawn from the prior and observed on one of five schedules. All ten, with longer chains than the tests take
(some 20 minutes): ``PYTHONPATH=tests python -m support.posteriors.agreement``.
"""

import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sciatwin.analytes import Analyte, BloodSite, Drug
from sciatwin.individualise.learn import posterior_of
from sciatwin.individualise.likelihood import likelihood_of
from sciatwin.inference.posterior import Method
from sciatwin.observation import (
    Concentration,
    Dissociation,
    GivenSession,
    Observations,
    PainScore,
    Period,
    Pressure,
    Questionnaire,
    QuestionnaireScore,
)
from sciatwin.patient import read_patient
from support.posteriors.recovery import observed_from_prior

PATIENT = Path(__file__).resolve().parents[3] / "examples" / "typical.yaml"
DAY_H = 24.0
VERSIONS = 1500
MOST_INFORMED = 6

_SESSIONS = tuple(
    GivenSession(start_h=2 * DAY_H * index, duration_h=40 / 60, dose_mg=37, drug=Drug.RACEMIC_KETAMINE)
    for index in range(3)
)
_LEVELS = tuple(
    Concentration(time_h=time_h, analyte=Analyte.KETAMINE, site=BloodSite.VENOUS, conc_ng_per_ml=1.0)
    for time_h in (0.7, 1.5, 4.0, 48.7)
)
_CADSS = tuple(Dissociation(time_h=2 * DAY_H * visit + 0.5, cadss=1) for visit in range(3))
_PRESSURES = tuple(Pressure(time_h=48 * visit + 0.6, systolic_mmhg=130, diastolic_mmhg=80) for visit in range(3))


def _diary(days, step=1):
    return tuple(
        PainScore(time_h=DAY_H * day, score=5, period=Period.DAY, resolution=1.0) for day in range(1, days + 1, step)
    )


SCHEDULES = {
    "levels": Observations(_LEVELS, _SESSIONS),
    "levels, CADSS, pressure": Observations((*_LEVELS, *_CADSS, *_PRESSURES), _SESSIONS),
    "diary, untreated": Observations(_diary(28, 2), ()),
    "diary of two weeks": Observations((*_diary(14), *_CADSS), _SESSIONS),
    "everything": Observations(
        (
            *_LEVELS,
            *_CADSS,
            *_diary(28, 3),
            QuestionnaireScore(time_h=14 * DAY_H, questionnaire=Questionnaire.PHQ9, score=8),
        ),
        _SESSIONS,
    ),
}


@dataclass(frozen=True)
class Apart:
    """Two ways, in the directions that were informed most.

    Attributes:
        shift: difference of means ÷ standard deviation; error: what chance alone brings to it.
        ratio: standard deviations, one ÷ the other.
        classes: largest difference of a class probability.
    """

    shift: np.ndarray
    error: float
    ratio: np.ndarray
    classes: float


def observed(schedule, seed):
    """Likelihood of what a patient of this seed would show."""
    likelihood, random = likelihood_of(read_patient(PATIENT), SCHEDULES[schedule]), np.random.default_rng([7, seed])
    return observed_from_prior(likelihood, random)[0]


def found(likelihood, method, seed=1):
    return posterior_of(likelihood, method, VERSIONS, seed)[1]


def apart(one, other):
    """How far the second lies from the first."""
    basis = one.directions.basis[:, :MOST_INFORMED]
    u, v = one.x @ basis, other.x @ basis
    effective = [min(each.diagnostics.effective, VERSIONS) for each in (one, other)]
    return Apart(
        (v.mean(axis=0) - u.mean(axis=0)) / u.std(axis=0),
        float(np.sqrt(sum(1 / count for count in effective))),
        v.std(axis=0) / u.std(axis=0),
        float(np.abs(one.class_probability - other.class_probability).max()),
    )


def compared(number):
    """Lines of a table: the default beside both other ways, for one patient."""
    schedule = list(SCHEDULES)[number % len(SCHEDULES)]
    likelihood = observed(schedule, number)
    default, lines = found(likelihood, Method.IMPORTANCE), []
    for method in (Method.LAPLACE, Method.NUTS):
        other = found(likelihood, method)
        far, r_hat = apart(default, other), other.diagnostics.r_hat
        lines.append(
            f"{number} {schedule} | {method} | shift {np.abs(far.shift).max():.2f} (chance {far.error:.2f}) | "
            f"sd {far.ratio.min():.2f} to {far.ratio.max():.2f} | class {far.classes:.3f} | R-hat {r_hat} | "
            f"trusted {other.diagnostics.trusted}"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    with ProcessPoolExecutor(2) as pool:
        for lines in pool.map(compared, range(2 * len(SCHEDULES))):
            sys.stdout.write(f"{lines}\n")
            sys.stdout.flush()
