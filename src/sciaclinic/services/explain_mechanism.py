"""How does ketamine quiet this nerve? One patient, one regimen, link by link; two pages, figures and numbers."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from sciaclinic.reports.mechanism_figures import mechanism_figures
from sciaclinic.reports.mechanism_pages import patient_page, science_page
from sciaclinic.reports.mechanism_words import NO_TRIAL, SUPPORTS, relief_moments
from sciaclinic.services.asked_course import ask_course
from sciaclinic.services.order import Order
from sciaclinic.services.output import write_all
from sciaclinic.services.today import today
from sciatwin.dorsal_horn import AnsweredTrain
from sciatwin.patient import Patient, read_patient
from sciatwin.plan.result import EVIDENCE_GRADE
from sciatwin.receptor import NO_HUMAN_CURVE
from sciatwin.regimen import Regimen
from sciatwin.twin import Twin
from sciatwin.twin.explanation import Explanation, Moment, explain_mechanism
from sciatwin.twin.interval import IntervalAlong

_DIGITS = 6

UNITS: Mapping[str, str] = {
    "time_h": "h since the start of the first session",
    "s_ketamine_site_ng_per_ml": "ng/mL",
    "ketamine_arterial_ng_per_ml": "ng/mL",
    "ketamine_venous_ng_per_ml": "ng/mL",
    "block_fraction": "part of spinal NMDA receptors, 0 to 1",
    "quieted_fraction": "part of the projection neuron's ongoing output, 0 to 1",
    "fast_relief_fraction": "part of pain, 0 to 1",
    "lasting_relief_fraction": "part of pain, 0 to 1",
    "pain_untreated": "points of 10",
    "pain_placebo": "points of 10",
    "pain_treated": "points of 10",
}
"""Every number along the course, with its unit."""

TRAIN_UNITS: Mapping[str, str] = {
    "late_spikes": "spikes after each shock, 0.1 s to the next shock",
    "early_spikes": "spikes after each shock, before 0.1 s",
    "first": "late spikes after the first shock",
    "last": "late spikes after each of the last three shocks, mean",
    "added": "last − first",
    "shocks_ms": "ms since the start of the run",
    "output_spikes_ms": "ms since the start of the run",
}
"""Every number of one run of the circuit, with its unit."""


@dataclass(frozen=True)
class ExplainedMechanism:
    """The explanation of one regimen in one patient, and the files it was written to."""

    patient: Patient
    regimen: Regimen
    found: Explanation
    written: tuple[Path, ...]


def explain(
    patient_file: Path,
    regimen: Order | Regimen | str,
    folder: Path | None,
    *,
    draws: int,
    seed: int,
    despite_block: bool = False,
    dose_is_confirmed: bool = False,
) -> ExplainedMechanism:
    """Explain a regimen, or a published template by name; with a folder, write both pages, the numbers and the figures.

    Raises: as ``ask_course``; OutputError.
    """
    asked = ask_course(
        read_patient(patient_file),
        regimen,
        today(),
        despite_block=despite_block,
        dose_is_confirmed=dose_is_confirmed,
    )
    found = explain_mechanism(
        Twin(asked.patient, draws=draws, seed=seed, today=today()),
        asked.regimen,
        despite_block=despite_block,
        workers=os.cpu_count() or 1,
    )
    written = () if folder is None else tuple(write_all(folder, _files(found, asked.patient), patient=asked.patient))
    return ExplainedMechanism(asked.patient, asked.regimen, found, written)


def _files(found: Explanation, patient: Patient) -> dict[str, bytes]:
    figures = mechanism_figures(found)
    return {
        "mechanism_patient.html": patient_page(found, patient.weight_kg).encode(),
        "mechanism_science.html": science_page(found, figures, patient.weight_kg).encode(),
        "mechanism.json": json.dumps(mechanism_record(found), indent=1, ensure_ascii=False).encode(),
        **{f"{figure.key.replace('-', '_')}.svg": figure.svg.encode() for figure in figures},
    }


def mechanism_record(found: Explanation) -> dict[str, object]:
    """Every number of the explanation, ready for JSON; ``units`` says what each is."""
    return {
        "statement": SUPPORTS,
        "dangers": list(found.dangers),
        "note": NO_HUMAN_CURVE,
        "evidence_grade": f"{NO_TRIAL} {EVIDENCE_GRADE}",
        "regimen": asdict(found.regimen),
        "versions": found.versions,
        "interval": "mean, and the 5th and 95th percentile of the versions",
        "units": {**UNITS, **TRAIN_UNITS},
        "moments": {moment.name: _moment(moment) for moment in found.moments},
        "relief": {name: _at(found, found.row_at(time_h)) for name, time_h in relief_moments(found)},
        "account_weights": dict(found.account_weights),
        "course": {
            "time_h": _numbers(found.time_h),
            **{name: _spread(getattr(found, name)) for name in UNITS if name != "time_h"},
        },
    }


def _at(found: Explanation, row: int) -> dict[str, object]:
    numbers = {name: _spread(getattr(found, name).at(row)) for name in UNITS if name != "time_h"}
    return {"time_h": _numbers(found.time_h[row]), **numbers}


def _moment(moment: Moment) -> dict[str, object]:
    blocks = moment.block_fraction
    trains = zip(("mean", "low_90", "high_90"), (blocks.mean, blocks.low, blocks.high), moment.runs, strict=True)
    return {
        "time_h": _numbers(np.asarray(moment.time_h)),
        "s_ketamine_site_ng_per_ml": _spread(moment.s_ketamine_site_ng_per_ml),
        "block_fraction": _spread(blocks),
        "quieted_fraction": _spread(moment.quieted_fraction),
        "trains": {
            f"at_{name}_block": {"block_fraction": _numbers(block), **_train(run)} for name, block, run in trains
        },
    }


def _train(run: AnsweredTrain) -> dict[str, object]:
    return {
        "first": run.first,
        "last": run.last,
        "added": run.added,
        "late_spikes": run.late.tolist(),
        "early_spikes": run.early.tolist(),
        "shocks_ms": run.shocks_ms.tolist(),
        "output_spikes_ms": np.round(run.spikes_ms, 3).tolist(),
    }


def _spread(spread: IntervalAlong) -> dict[str, object]:
    return {"mean": _numbers(spread.mean), "low_90": _numbers(spread.low), "high_90": _numbers(spread.high)}


def _numbers(values: np.ndarray) -> object:
    """A number or a list of numbers, six digits each."""
    flat = [float(f"{value:.{_DIGITS}g}") for value in np.atleast_1d(values)]
    return flat if np.ndim(values) else flat[0]
