"""What would this infusion do? One patient, one regimen, the same patient untreated and on placebo."""

import io
import json
from dataclasses import asdict, dataclass
from pathlib import Path

import xarray as xr

from sciaclinic.services.output import write_all
from sciatwin.eligibility import Eligibility, assess
from sciatwin.errors import MustNotInfuseError
from sciatwin.patient import Patient, read_patient
from sciatwin.pharmacokinetics.applicability import Applicability, Level, applicability
from sciatwin.pharmacokinetics.library import model_named
from sciatwin.plan.limits import require_below_ceilings
from sciatwin.plan.outcomes import Peaks, WeekOutcome, peaks, week_outcomes
from sciatwin.plan.templates import template_named
from sciatwin.regimen import Regimen
from sciatwin.twin import Twin
from sciatwin.twin.ensemble import ARTERIAL_MODEL, VENOUS_MODEL


@dataclass(frozen=True)
class SimulatedCourse:
    """A course with the numbers a reader wants first."""

    patient: Patient
    regimen: Regimen
    eligibility: Eligibility
    applicability: tuple[Applicability, ...]
    course: xr.Dataset
    outcomes: tuple[WeekOutcome, ...]
    peaks: Peaks
    written: list[Path]


def simulate_course(
    patient_file: Path,
    regimen: Regimen | str,
    folder: Path | None,
    *,
    draws: int,
    seed: int,
    despite_block: bool = False,
) -> SimulatedCourse:
    """Simulate a regimen, or a published template by name; with a folder, write course.csv, summary.json, figures.

    Raises: InputFileError, InvalidInputError, RegimenError, LimitError (past a published ceiling), OutputError;
        MustNotInfuseError for a patient who is blocked or outside the models, unless ``despite_block``.
    """
    patient = read_patient(patient_file)
    if isinstance(regimen, str):
        regimen = template_named(regimen).build(patient.weight_kg)
    require_below_ceilings(regimen)
    eligibility = assess(patient)
    fits = tuple(applicability(model_named(key), patient) for key in (ARTERIAL_MODEL, VENOUS_MODEL))
    if not despite_block:
        _require_infusible(eligibility, fits)
    twin = Twin(patient, draws=draws, seed=seed)
    course = twin.simulate(regimen)
    result = SimulatedCourse(
        patient=patient,
        regimen=regimen,
        eligibility=eligibility,
        applicability=fits,
        course=course,
        outcomes=week_outcomes(course, twin.ensemble, regimen),
        peaks=peaks(course),
        written=[],
    )
    if folder is not None:
        result.written.extend(write_all(folder, _files(result)))
    return result


def _require_infusible(eligibility: Eligibility, fits: tuple[Applicability, ...]) -> None:
    why = [f"{finding.rule.says} ({finding.explanation})" for finding in eligibility.blocks]
    why += [f"{fit.model_key}: {'; '.join(fit.reasons)}" for fit in fits if fit.level is Level.INCOMPATIBLE]
    if why:
        raise MustNotInfuseError(
            "no dose is simulated for this patient:\n"
            + "\n".join(f"  - {reason}" for reason in why)
            + "\nTo study the model all the same, and never to treat, add --despite-block."
        )


def course_summary(result: SimulatedCourse) -> dict[str, object]:
    """The course in numbers, ready for JSON."""
    return {
        "eligibility": result.eligibility.verdict,
        "blocked_by": [finding.rule.says for finding in result.eligibility.blocks],
        "regimen": asdict(result.regimen),
        "models": [asdict(fit) for fit in result.applicability],
        "outcomes": [asdict(outcome) for outcome in result.outcomes],
        "peaks": asdict(result.peaks),
        "draws": result.course.sizes["draw"],
    }


def _files(result: SimulatedCourse) -> dict[str, bytes]:
    from sciaclinic.reports.figures import course_figures

    figures = course_figures(result.course, result.regimen, result.patient)
    return {
        "course.csv": _csv(result.course).encode(),
        "summary.json": json.dumps(course_summary(result), indent=2).encode(),
        **{f"{name}.svg": svg.encode() for name, svg in figures.items()},
    }


def _csv(course: xr.Dataset) -> str:
    """Mean and 90 % interval of every variable at every time, one row each."""
    quantiles = course.quantile([0.05, 0.95], dim="draw")
    means = course.mean("draw")
    text = io.StringIO()
    text.write("variable,unit,time_h,mean,low_90,high_90\n")
    for name, values in course.data_vars.items():
        low, high = quantiles[name].to_numpy()
        rows = zip(course["time"].to_numpy(), means[name].to_numpy(), low, high, strict=True)
        unit = values.attrs["units"]
        text.writelines(f"{name},{unit},{t:.6g},{m:.6g},{lo:.6g},{hi:.6g}\n" for t, m, lo, hi in rows)
    return text.getvalue()
