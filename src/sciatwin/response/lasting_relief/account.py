"""What every rival account of lasting relief takes and gives."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from sciatwin.evidence import Source, Uncertain

Drawn = Mapping[str, np.ndarray]

Rows = np.ndarray | slice
ALL = slice(None)
"""Every time of an exposure."""


@dataclass(frozen=True)
class Exposure:
    """What the drug did along a course; arrays end with the axis of people.

    Attributes:
        time_h: shape (times,), increasing from 0.
        slow_site_ng_per_ml, fast_site_ng_per_ml: S-ketamine at the effect sites, shape (times, people).
        block_fraction: part of the spinal NMDA receptors that is blocked; quieted_fraction: part of the dorsal horn's
            ongoing output that this takes away, shape (times, people).
        session_end_h: shape (sessions,).
        session_peak_ng_per_ml: highest fast-site level of each session, shape (sessions, people).
    """

    time_h: np.ndarray
    slow_site_ng_per_ml: np.ndarray
    fast_site_ng_per_ml: np.ndarray
    block_fraction: np.ndarray
    quieted_fraction: np.ndarray
    session_end_h: np.ndarray
    session_peak_ng_per_ml: np.ndarray

    @classmethod
    def none(cls, time_h: np.ndarray, count: int) -> "Exposure":
        """Of people whom no drug has reached."""
        nothing = np.zeros((len(time_h), count))
        return cls(time_h, nothing, nothing, nothing, nothing, np.empty(0), np.empty((0, count)))

    def part(self, some: np.ndarray | slice) -> "Exposure":
        """Of some of the people."""
        return replace(
            self,
            slow_site_ng_per_ml=self.slow_site_ng_per_ml[:, some],
            fast_site_ng_per_ml=self.fast_site_ng_per_ml[:, some],
            block_fraction=self.block_fraction[:, some],
            quieted_fraction=self.quieted_fraction[:, some],
            session_peak_ng_per_ml=self.session_peak_ng_per_ml[:, some],
        )


@dataclass(frozen=True)
class EqualSessions:
    """What equal sessions, repeated on given days, come to at one moment after the last; leading axis: regimens.

    Attributes:
        days_since: days from each session to the moment, longest first, shape (sessions,).
        slow_site_ng_per_ml: level at the moment, shape (regimens, people).
        session_peak_ng_per_ml: highest fast-site level of one session, shape (regimens, people).
        quieted_h: hours of a wholly silent dorsal horn that one session is worth, shape (regimens, people).
        relief_at_first, relief_at_moment: relief left by earlier sessions, at the first of these and at the moment, if
            these did not follow; of the account that is asked, shape (people,). The slow site counts them already.
    """

    days_since: np.ndarray
    slow_site_ng_per_ml: np.ndarray
    session_peak_ng_per_ml: np.ndarray
    quieted_h: np.ndarray
    relief_at_first: np.ndarray | float = 0.0
    relief_at_moment: np.ndarray | float = 0.0


@dataclass(frozen=True)
class Account:
    """A rival account: how relief that outlasts the drug comes about in somebody who responds.

    Attributes:
        half_life: name of the number by which relief fades; "" without relief.
        relief_along: fraction of pain removed at some times of a course, shape (times, people).
        relief_after: the same at one moment after equal sessions, shape (regimens, people); it searches fast.
    """

    key: str
    says: str
    source: Source
    parameters: Mapping[str, Uncertain]
    relief_along: Callable[[Exposure, Drawn, Rows], np.ndarray]
    relief_after: Callable[[EqualSessions, Drawn], np.ndarray]
    half_life: str = ""
