"""Those who are simulated: one patient in many versions, or the different people of a trial."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

import numpy as np

from sciatwin.eligibility.medicines.morphine_equivalents import morphine_equivalents
from sciatwin.patient import ImagingFinding, Patient
from sciatwin.response.untreated_course import USUAL_LEG_PAIN


@dataclass(frozen=True, kw_only=True)
class People:
    """Facts of everybody who is simulated; arrays of shape (people,).

    Attributes:
        back_dominant: 1 where back pain is at least as bad as leg pain; no_compression: 1 where imaging shows none;
            0 where it is otherwise or unknown.
        systolic_mmhg, diastolic_mmhg: resting pressure, or None if it is unknown.
        scores: questionnaire scores today, by outcome; only those that were measured.
        usual_pain: mean score of the people among whom these were found; one number, or one a person.
        sciatica: False for other pain, which is taken to persist.
    """

    weight_kg: np.ndarray
    leg_pain: np.ndarray
    duration_days: np.ndarray
    back_dominant: np.ndarray
    no_compression: np.ndarray
    systolic_mmhg: np.ndarray | None = None
    diastolic_mmhg: np.ndarray | None = None
    scores: Mapping[str, np.ndarray] = field(default_factory=dict)
    usual_pain: np.ndarray | float = USUAL_LEG_PAIN.value
    sciatica: bool = True

    @property
    def count(self) -> int:
        return len(self.weight_kg)

    def part(self, rows: np.ndarray) -> "People":
        """The people in these rows."""

        def of(value: Any) -> Any:
            if isinstance(value, Mapping):
                return {name: item[rows] for name, item in value.items()}
            return value[rows] if isinstance(value, np.ndarray) and value.ndim else value

        return replace(self, **{item.name: of(getattr(self, item.name)) for item in fields(self)})


def versions_of(patient: Patient, count: int) -> People:
    """The same patient ``count`` times."""

    def same(value: float) -> np.ndarray:
        return np.full(count, float(value))

    sciatica, vitals = patient.sciatica, patient.vitals
    return People(
        weight_kg=same(patient.weight_kg),
        leg_pain=same(sciatica.leg_pain),
        duration_days=same(sciatica.duration_days),
        back_dominant=same(sciatica.back_pain is not None and sciatica.back_pain >= sciatica.leg_pain),
        no_compression=same(sciatica.imaging is ImagingFinding.NO_COMPRESSION),
        systolic_mmhg=None if vitals.systolic_mmhg is None else same(vitals.systolic_mmhg),
        diastolic_mmhg=None if vitals.diastolic_mmhg is None else same(vitals.diastolic_mmhg),
        scores={name: same(score) for name, score in _scores(patient).items()},
    )


def _scores(patient: Patient) -> dict[str, float]:
    """Questionnaire scores that were filled in, and opioid use where every opioid could be counted."""
    answers = patient.questionnaires
    found = {
        "depression": answers.phq9,
        "anxiety": answers.gad7,
        "insomnia": answers.isi,
        "disability": answers.odi,
        "roland_morris": answers.roland_morris,
        "interference": answers.bpi_interference,
        "opioid": _opioid_mg_per_day(patient),
    }
    return {name: score for name, score in found.items() if score is not None}


def _opioid_mg_per_day(patient: Patient) -> float | None:
    """Morphine equivalents; None if nobody listed the medicines or one of them cannot be counted."""
    if patient.medicines is None:
        return None
    load = morphine_equivalents(patient.medicines)
    return None if load.not_counted or not load.counted else load.mme_per_day
