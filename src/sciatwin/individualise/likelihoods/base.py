"""What each kind of observation gives: its rows, and the normal number behind each row in every version."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sciatwin.individualise.courses import PainCourse
from sciatwin.individualise.paths import Paths
from sciatwin.individualise.shared_error import Drawable
from sciatwin.inference.normal import Normal
from sciatwin.inference.rows import Rows


@dataclass(frozen=True)
class AbstractReading(ABC):
    """Observations of one kind.

    Attributes:
        notes: what had to be supposed, and which observations are not learned from.
    """

    rows: Rows
    notes: tuple[str, ...] = ()

    @property
    def parameters(self) -> Mapping[str, Drawable]:
        """Numbers that only these readings need."""
        return {}

    @property
    def grid_times_h(self) -> np.ndarray:
        """Times at which the effect sites are needed."""
        return np.empty(0)


class AbstractLevelReading(AbstractReading):
    """Readings that follow the level of the drug alone."""

    @abstractmethod
    def normal(self, paths: Paths) -> Normal:
        """Mean and spread of each row, shape (rows, versions)."""


class AbstractCourseReading(AbstractReading):
    """Readings that follow the course of pain, and so the class that a version belongs to."""

    @abstractmethod
    def normal(self, paths: Paths, course: PainCourse, written: np.ndarray) -> Normal:
        """Mean and spread of each row, shape (rows, versions).

        Args:
            written: values as written down, shape (rows, 1) or (rows, versions); a row may depend on the one before.
        """

    @abstractmethod
    def simulated(self, paths: Paths, course: PainCourse, noise: np.ndarray) -> np.ndarray:
        """What would be written down, shape (rows, versions).

        Args:
            noise: standard normals, shape (rows, versions).
        """

    def _each_by_itself(self, paths: Paths, course: PainCourse, noise: np.ndarray) -> np.ndarray:
        """Simulated rows that do not depend on one another."""
        normal = self.normal(paths, course, self.rows.value[:, None])
        return self.rows.written(normal.mean + normal.sd * noise)
