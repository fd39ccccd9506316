"""The course as arrays by variable, and as a labelled data set: every variable says what it is and in which unit.

Who only reads a course takes the arrays: the library of data sets takes half a second to load.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from sciatwin.receptor.no_human_curve import described
from sciatwin.response.side_effects.session_side_effects import RISKS
from sciatwin.twin.versions.ensemble import FAST_SITE, SLOW_SITE
from sciatwin.twin.versions.weights import VersionWeights
from sciatwin.units import HOURS_PER_DAY

if TYPE_CHECKING:
    import xarray as xr

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


AnyCourse: TypeAlias = "Course | xr.Dataset"
"""What readers of a course take."""


@dataclass(frozen=True, kw_only=True)
class Course:
    """Arrays by variable, each of shape (times or days or sessions, versions).

    Attributes:
        by_day: from day 0 on, one row a day; by_session: one row a visit.
    """

    time_h: np.ndarray
    by_time: Mapping[str, np.ndarray]
    by_day: Mapping[str, np.ndarray] = field(default_factory=dict)
    by_session: Mapping[str, np.ndarray] = field(default_factory=dict)
    version_weights: VersionWeights = None

    @classmethod
    def of(cls, course: AnyCourse) -> "Course":
        """The arrays of a data set; a course as it is."""
        if isinstance(course, Course):
            return course
        by_time, by_day, by_session = (
            {
                str(name): values.transpose(dimension, "draw").to_numpy()
                for name, values in course.data_vars.items()
                if dimension in values.dims
            }
            for dimension in ("time", "day", "session")
        )
        return cls(
            time_h=course["time"].to_numpy(),
            by_time=by_time,
            by_day=by_day,
            by_session=by_session,
            version_weights=weights_of(course),
        )

    @property
    def sessions(self) -> int:
        return len(next(iter(self.by_session.values()), ()))

    def highest(self, name: str, from_h: float = 0.0) -> np.ndarray:
        """The highest value in each version from an hour on, shape (versions,)."""
        highest: np.ndarray = self.by_time[name][np.searchsorted(self.time_h, from_h) :].max(axis=0)
        return highest

    def dataset(self) -> "xr.Dataset":
        """Variables with dimensions (draw, …)."""
        import xarray as xr

        by_dimension = (("time", self.by_time), ("day", self.by_day), ("session", self.by_session))
        variables = {
            name: ((dimension, "draw"), values, _attributes(name))
            for dimension, arrays in by_dimension
            for name, values in arrays.items()
        }
        days_h = self.time_h / HOURS_PER_DAY
        coordinates: dict[str, object] = {
            "time": ("time", self.time_h, {"units": "h", "long_name": "time since the first session"}),
            "time_day": ("time", days_h, {"units": "day", "long_name": "days since the first session"}),
        }
        if self.by_day:
            days = np.arange(len(next(iter(self.by_day.values()))))
            coordinates["day"] = ("day", days, {"units": "day", "long_name": "days since the first session"})
        if self.version_weights is not None:
            described_as = {"units": "1", "long_name": "equal draws that a version stands for"}
            coordinates[_WEIGHT] = ("draw", self.version_weights, described_as)
        return xr.Dataset(variables, coords=coordinates).transpose("draw", ...)


def weights_of(course: "xr.Dataset | xr.DataArray") -> VersionWeights:
    """How much each version of a course counts; None if each stands for itself."""
    return course[_WEIGHT].to_numpy() if _WEIGHT in course.coords else None


def label_of(variable: str) -> tuple[str, str]:
    """Unit and meaning of a variable."""
    return _BY_VARIABLE[variable]


_BY_VARIABLE = {variable_name(key): label for key, label in _LABELS.items()}


def _attributes(variable: str) -> dict[str, str]:
    units, long_name = label_of(variable)
    return described(long_name) if variable in CORD_VARIABLES else {"units": units, "long_name": long_name}
