"""The classes that a version of a patient may belong to: what sciatica does by itself, and who responds to what."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

import numpy as np

from sciatwin.response.lasting_relief import ACCOUNTS

_NEVER = np.inf


@dataclass(frozen=True)
class NaturalCourse:
    """What sciatica does by itself: persist, or recover, with a relapse in a span of weeks or none while observed."""

    recovers: bool
    relapse_from_week: float = _NEVER
    relapse_to_week: float = _NEVER

    @property
    def relapses(self) -> bool:
        return self.relapse_from_week < _NEVER

    def relapse_week(self, luck: np.ndarray) -> np.ndarray:
        """Week of the relapse of each version; infinite for none.

        Args:
            luck: where in the span it lies, from 0 to 1, shape (versions,).
        """
        if not self.relapses:
            return np.full(len(luck), _NEVER)
        return np.asarray(self.relapse_from_week + (self.relapse_to_week - self.relapse_from_week) * luck)


@dataclass(frozen=True)
class Response:
    """Whether somebody responds to placebo, and the account by which relief lasts in them ("" if it does not)."""

    to_placebo: bool = False
    account: str = ""


@dataclass(frozen=True)
class PatientClass:
    """Natural course and response: what is yes or no about a version."""

    natural: NaturalCourse
    response: Response = field(default_factory=Response)


@dataclass(frozen=True, eq=False)
class DrawnResponses:
    """The response that was drawn for each version, shape (versions,) each.

    Attributes:
        account: index into ``ACCOUNTS`` of the account that is true; to_drug: relief by it lasts in this version.
    """

    to_placebo: np.ndarray
    to_drug: np.ndarray
    account: np.ndarray

    @property
    def count(self) -> int:
        return len(self.to_placebo)

    def __iter__(self) -> Iterator[tuple[Response, np.ndarray]]:
        """Each response that occurs, with True for the versions that have it."""
        for responds, key in product((False, True), ("", *_GIVE_RELIEF)):
            has = (self.to_placebo == responds) & self._lasts_by(key)
            if has.any():
                yield Response(responds, key), has

    def _lasts_by(self, key: str) -> np.ndarray:
        by = {name: self.to_drug & (self.account == place) for place, name in enumerate(ACCOUNTS)}
        return by[key] if key else ~np.any([by[name] for name in _GIVE_RELIEF], axis=0)


_GIVE_RELIEF = tuple(key for key, account in ACCOUNTS.items() if account.parameters)
