"""What the twin predicts of a promise for one patient: ketamine beside inert infusions and beside no treatment."""

from collections.abc import Iterator
from dataclasses import dataclass

import xarray as xr

from sciatwin.evidence.claim import Claim, Predicted
from sciatwin.regimen import Regimen
from sciatwin.twin.shown.interval import Interval
from sciatwin.units import HOURS_PER_DAY

ARMS = ("untreated", "placebo", "treated")
NOT_MEASURED = "not measured in this patient"
BEYOND = "later than the course that was simulated"

_NAMES = {
    "pain": "leg pain",
    "disability": "disability (ODI)",
    "roland_morris": "disability (Roland-Morris)",
    "interference": "interference with life (BPI)",
    "opioid": "opioids, morphine equivalents",
    "depression": "depression (PHQ-9)",
    "anxiety": "anxiety (GAD-7)",
    "insomnia": "insomnia (ISI)",
    "much_improved": "probability of being much improved",
}


@dataclass(frozen=True, kw_only=True)
class ClaimPrediction:
    """One variable at one time: mean and 90 % interval in each arm, and of the differences, which share their draws.

    The arms are None, and ``missing`` says why, if the course has no such variable or ends before.
    """

    variable: str
    name: str
    unit: str
    when: str
    untreated: Interval | None = None
    placebo: Interval | None = None
    treated: Interval | None = None
    against_untreated: Interval | None = None
    by_the_drug: Interval | None = None
    missing: str = ""


def predict_claim(claim: Claim, course: xr.Dataset, regimen: Regimen) -> tuple[ClaimPrediction, ...]:
    """Every prediction that a promise names, in its order; nothing for a promise that has no variable.

    Args:
        course: dimensions (draw, time) in hours and (draw, day); ``<variable>_<arm>`` for each arm.
    """
    return tuple(line for wanted in claim.predicted for line in _lines(wanted, course, regimen))


def _lines(wanted: Predicted, course: xr.Dataset, regimen: Regimen) -> Iterator[ClaimPrediction]:
    if wanted.end_of_first_infusion:
        end_h = regimen.visits_h[0][1]
        yield _at(wanted.variable, course, end_h, "end of the first infusion")
    for day in wanted.days:
        yield _at(wanted.variable, course, day * HOURS_PER_DAY, f"day {day:g}")


def _at(variable: str, course: xr.Dataset, time_h: float, when: str) -> ClaimPrediction:
    names = [f"{variable}_{arm}" for arm in ARMS]
    label = _NAMES.get(variable, variable.replace("_", " "))
    if any(name not in course for name in names):
        return ClaimPrediction(variable=variable, name=label, unit="", when=when, missing=NOT_MEASURED)
    unit = str(course[names[0]].attrs.get("units", ""))
    if not _reaches(course[names[0]], time_h):
        return ClaimPrediction(variable=variable, name=label, unit=unit, when=when, missing=BEYOND)
    untreated, placebo, treated = (_moment(course[name], time_h) for name in names)
    return ClaimPrediction(
        variable=variable,
        name=label,
        unit=unit,
        when=when,
        untreated=Interval.of(untreated.to_numpy()),
        placebo=Interval.of(placebo.to_numpy()),
        treated=Interval.of(treated.to_numpy()),
        against_untreated=Interval.of((treated - untreated).to_numpy()),
        by_the_drug=Interval.of((treated - placebo).to_numpy()),
    )


def _moment(values: xr.DataArray, time_h: float) -> xr.DataArray:
    """Everybody at the nearest time that was simulated."""
    if "day" in values.dims:
        return values.sel(day=time_h / HOURS_PER_DAY, method="nearest")
    return values.sel(time=time_h, method="nearest")


def _reaches(values: xr.DataArray, time_h: float) -> bool:
    last_h = float(values["day"][-1]) * HOURS_PER_DAY if "day" in values.dims else float(values["time"][-1])
    return time_h <= last_h
