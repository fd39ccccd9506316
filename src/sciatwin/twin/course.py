"""The course as a labelled data set: every variable says what it is and in which unit."""

from collections.abc import Mapping

import numpy as np
import xarray as xr

from sciatwin.receptor.no_human_curve import described
from sciatwin.response.side_effects.session_side_effects import RISKS
from sciatwin.twin.versions.ensemble import FAST_SITE, SLOW_SITE
from sciatwin.twin.versions.weights import VersionWeights
from sciatwin.units import HOURS_PER_DAY

_WEIGHT = "version_weight"

ARMS = {"untreated": "untreated", "placebo": "with inert infusions, believed in as much", "treated": "with ketamine"}

Labels = dict[str, tuple[str, str]]

_CONCENTRATIONS: Labels = {
    f"{key}_{site}": ("ng/mL", f"{name}, {site} plasma")
    for key, name in {
        "ketamine": "total ketamine (S + R)",
        "s_ketamine": "S-ketamine",
        "r_ketamine": "R-ketamine",
        "s_norketamine": "S-norketamine",
        "r_norketamine": "R-norketamine",
    }.items()
    for site in ("arterial", "venous")
}

_SIDE_EFFECTS: Labels = {
    FAST_SITE: ("ng/mL", "S-ketamine at the fast effect site"),
    SLOW_SITE: ("ng/mL", "S-ketamine at the slow effect site"),
    "dissociation": ("1", "dissociation, fraction of a visual scale's maximum"),
    "cadss": ("points", "dissociation, CADSS (0 to 92)"),
    "systolic_rise": ("mmHg", "rise of systolic pressure"),
    "systolic": ("mmHg", "systolic pressure"),
    "diastolic": ("mmHg", "diastolic pressure"),
    "heart_rate_rise": ("/min", "rise of heart rate"),
} | {risk.key: ("1", f"probability that a session brings {risk.name}") for risk in RISKS}

_SPINAL_CORD: Labels = {
    "nmda_block": ("1", "part of spinal NMDA receptors that is blocked"),
    "horn_quieted": ("1", "part of the dorsal horn's output that the block takes away"),
}

_OUTCOMES: Labels = {
    "pain": ("points", "leg pain (0 to 10)"),
    "depression": ("points", "depression, PHQ-9 (0 to 27)"),
    "anxiety": ("points", "anxiety, GAD-7 (0 to 21)"),
    "insomnia": ("points", "insomnia, ISI (0 to 28)"),
    "disability": ("points", "disability, Oswestry index (0 to 100)"),
    "roland_morris": ("points", "disability, Roland-Morris (0 to 24)"),
    "interference": ("points", "interference of pain, BPI (0 to 10)"),
    "opioid": ("mg/day", "opioid use, morphine equivalents"),
    "much_improved": ("1", "probability of feeling much improved, PGIC (much or very much)"),
}

_LABELS: Labels = (
    _CONCENTRATIONS
    | _SPINAL_CORD
    | _SIDE_EFFECTS
    | {
        f"{key}_{arm}": (unit, f"{name}, {words}")
        for key, (unit, name) in _OUTCOMES.items()
        for arm, words in ARMS.items()
    }
)


def variable_name(level: str) -> str:
    """Name of a level in the course."""
    return level.replace(" ", "_")


def _names(labels: Labels) -> frozenset[str]:
    return frozenset(variable_name(key) for key in labels)


LEVEL_VARIABLES, CORD_VARIABLES, VARIABLES = _names(_CONCENTRATIONS), _names(_SPINAL_CORD), _names(_LABELS)
SITES = frozenset({variable_name(FAST_SITE), variable_name(SLOW_SITE)})
SIDE_EFFECT_VARIABLES = _names(_SIDE_EFFECTS) - SITES


def as_dataset(
    times_h: np.ndarray,
    by_time: Mapping[str, np.ndarray],
    *,
    by_day: Mapping[str, np.ndarray] | None = None,
    by_session: Mapping[str, np.ndarray] | None = None,
    version_weights: VersionWeights = None,
) -> xr.Dataset:
    """Arrays of shape (times or days or sessions, people) as variables with dimensions (draw, …)."""
    variables = {
        variable_name(name): ((dimension, "draw"), values, _attributes(name))
        for dimension, arrays in (("time", by_time), ("day", by_day or {}), ("session", by_session or {}))
        for name, values in arrays.items()
    }
    coordinates: dict[str, object] = {
        "time": ("time", times_h, {"units": "h", "long_name": "time since the first session"}),
        "time_day": ("time", times_h / HOURS_PER_DAY, {"units": "day", "long_name": "days since the first session"}),
    }
    if by_day:
        days = np.arange(len(next(iter(by_day.values()))))
        coordinates["day"] = ("day", days, {"units": "day", "long_name": "days since the first session"})
    if version_weights is not None:
        described_as = {"units": "1", "long_name": "equal draws that a version stands for"}
        coordinates[_WEIGHT] = ("draw", version_weights, described_as)
    return xr.Dataset(variables, coords=coordinates).transpose("draw", ...)


def weights_of(course: xr.Dataset | xr.DataArray) -> VersionWeights:
    """How much each version of a course counts; None if each stands for itself."""
    return course[_WEIGHT].to_numpy() if _WEIGHT in course.coords else None


def _attributes(name: str) -> dict[str, str]:
    units, long_name = _LABELS[name]
    return described(long_name) if name in _SPINAL_CORD else {"units": units, "long_name": long_name}
