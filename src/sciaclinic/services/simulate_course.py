"""What would this infusion do? One patient, one regimen, the same patient untreated and on placebo."""

import io
import json
from dataclasses import asdict, dataclass
from pathlib import Path

import xarray as xr

from sciaclinic.services.asked_course import ask_course
from sciaclinic.services.order import Order
from sciaclinic.services.output import write_all
from sciaclinic.services.today import today
from sciatwin.patient import Patient
from sciatwin.plan.options.pathway import pathway
from sciatwin.plan.told.beyond_pain import ScoreOutcome, SideEffectChance, score_outcomes, side_effect_chances
from sciatwin.plan.told.not_measured import NotMeasured, outcomes_not_measured
from sciatwin.plan.told.outcomes import Peaks, WeekOutcome, peaks, week_outcomes
from sciatwin.regimen import Regimen
from sciatwin.suitability import Suitability
from sciatwin.twin import Twin
from sciatwin.twin.bands import CourseBands
from sciatwin.twin.curves import CourseCurves
from sciatwin.twin.dangers import dangers
from sciatwin.twin.pathway_shown import PathwayShown

SCORE_WEEKS = (1, 4, 12)


@dataclass(frozen=True)
class SimulatedCourse:
    """A course with the numbers a reader wants first."""

    patient: Patient
    regimen: Regimen
    suitability: Suitability
    course: xr.Dataset
    outcomes: tuple[WeekOutcome, ...]
    scores: tuple[ScoreOutcome, ...]
    not_measured: tuple[NotMeasured, ...]
    side_effects: tuple[SideEffectChance, ...]
    peaks: Peaks
    dangers: tuple[str, ...]
    written: list[Path]


def simulate_course(
    patient_file: Path,
    regimen: Order | Regimen | str,
    folder: Path | None,
    *,
    draws: int,
    seed: int,
    despite_block: bool = False,
    dose_is_confirmed: bool = False,
) -> SimulatedCourse:
    """Simulate a regimen, or a published template by name; with a folder, write course.csv, summary.json, figures.

    Raises: InputFileError, InvalidInputError, RegimenError, LimitError (past a published ceiling), OutputError;
        MustNotInfuseError for a patient who is blocked or outside the models, unless ``despite_block``.
    """
    asked = ask_course(patient_file, regimen, despite_block=despite_block, dose_is_confirmed=dose_is_confirmed)
    patient, regimen, suitability = asked.patient, asked.regimen, asked.suitability
    twin = Twin(patient, draws=draws, seed=seed, today=today())
    course = twin.simulate(regimen, despite_block=despite_block)
    result = SimulatedCourse(
        patient=patient,
        regimen=regimen,
        suitability=suitability,
        course=course,
        outcomes=week_outcomes(course, twin, regimen),
        scores=score_outcomes(course, SCORE_WEEKS),
        not_measured=outcomes_not_measured(patient, course),
        side_effects=side_effect_chances(course),
        peaks=peaks(course),
        dangers=dangers(course),
        written=[],
    )
    if folder is not None:
        result.written.extend(write_all(folder, _files(result), patient=patient))
    return result


def course_summary(result: SimulatedCourse) -> dict[str, object]:
    """The course in numbers, ready for JSON."""
    return {
        "dangers": list(result.dangers),
        "eligibility": result.suitability.eligibility.verdict,
        "readiness": result.suitability.readiness,
        "no_dose_because": list(result.suitability.no_dose_because),
        "needs_override": [finding.in_full for finding in result.suitability.eligibility.overrides_needed],
        "open_questions": [finding.in_full for finding in result.suitability.eligibility.open_questions],
        "regimen": asdict(result.regimen),
        "models": [asdict(fit) for fit in result.suitability.fits],
        "outcomes": [asdict(outcome) for outcome in result.outcomes],
        "beyond_pain": [asdict(score) for score in result.scores],
        "not_measured": [item.name for item in result.not_measured],
        "side_effects": [asdict(effect) for effect in result.side_effects],
        "peaks": asdict(result.peaks),
        "draws": result.course.sizes["draw"],
    }


def _files(result: SimulatedCourse) -> dict[str, bytes]:
    from sciaclinic.reports.figures import course_figures

    others = pathway(result.patient, result.course, result.suitability.eligibility)
    curves = CourseCurves.of(CourseBands(result.course), result.regimen, review_week=result.patient.goals.review_week)
    figures = course_figures(curves, PathwayShown.of(others) if others else None)
    return {
        "course.csv": _csv(result.course).encode(),
        "summary.json": json.dumps(course_summary(result), indent=2).encode(),
        **{f"{name}.svg": svg.encode() for name, svg in figures.items()},
    }


def _csv(course: xr.Dataset) -> str:
    """Mean and 90 % interval of every variable, one row a time; ``by`` says whether that is an hour, day or session."""
    text = io.StringIO()
    text.write("variable,unit,by,at,mean,low_90,high_90\n")
    for name, values in course.data_vars.items():
        dimension = next(dimension for dimension in values.dims if dimension != "draw")
        low, high = values.quantile([0.05, 0.95], dim="draw").to_numpy()
        rows = zip(values[dimension].to_numpy(), values.mean("draw").to_numpy(), low, high, strict=True)
        label = f"{name},{values.attrs['units']},{'hour' if dimension == 'time' else dimension}"
        text.writelines(f"{label},{at:.6g},{m:.6g},{lo:.6g},{hi:.6g}\n" for at, m, lo, hi in rows)
    return text.getvalue()
