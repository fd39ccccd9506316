"""Leg pain = untreated course × (1 − each relief). This is the one place where that is written.

A ``Factor`` is one relief: what must be given for it, in which class of people it acts, and which fraction of pain it
removes. Courses of a patient pick the class of each version; expected gains and the likelihood of what was observed go
through the classes; trials and calibration pick by arm. All of them take their factors from here, so one that is added
to ``FACTORS`` is seen by all.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

import numpy as np

from sciatwin.response import fast_effect_site, pain, placebo, untreated_course
from sciatwin.response.lasting_relief import ACCOUNTS, ALL, Exposure
from sciatwin.twin.people import People
from sciatwin.twin.versions.classes import DrawnResponses, Response
from sciatwin.units import DAYS_PER_WEEK, HOURS_PER_DAY

Drawn = Mapping[str, np.ndarray]


class CourseArm(StrEnum):
    """What is given at the visits; the value names the arm of a course."""

    NOTHING = "untreated"
    PLACEBO = "placebo"
    KETAMINE = "treated"


@dataclass(frozen=True)
class Situation:
    """What a relief may look at; arrays end with the axis of people.

    Attributes:
        exposure: what the drug did along a grid of times; rows: the times of it at which pain is asked for,
            all by default.
        visits_h: start and end of each visit, of ketamine or inert, shape (visits, 2), in order.
        numbers: every drawn number, each of shape (people,).
        some: who is asked about; everybody by default.
    """

    exposure: Exposure
    visits_h: np.ndarray
    numbers: Drawn
    rows: np.ndarray | None = None
    some: np.ndarray | None = None

    def of(self, some: np.ndarray) -> "Situation":
        """The same for some of the people."""
        return replace(self, some=some)

    @property
    def times_h(self) -> np.ndarray:
        """When pain is asked for, shape (times,)."""
        return self.at_times(self.exposure.time_h)

    def at_times(self, along: np.ndarray) -> np.ndarray:
        """Of what was found along the grid, the times that are asked for."""
        return along if self.rows is None else along[self.rows]

    @cached_property
    def seen(self) -> Exposure:
        """The exposure of those who are asked about, along the whole grid."""
        return self.exposure if self.some is None else self.exposure.part(self.some)

    @cached_property
    def drawn(self) -> Drawn:
        return self.numbers if self.some is None else _of_some(self.numbers, self.some)


def _of_some(numbers: Drawn, some: np.ndarray) -> Drawn:
    return {name: value[some] if np.ndim(value) else value for name, value in numbers.items()}


@dataclass(frozen=True)
class Factor:
    """One relief, which acts upon what the others leave of pain.

    Attributes:
        needs: what must be given for it to act.
        form_in: which form of it somebody with a response has; None if they have none.
        relief: fraction of pain removed in those who have a form, shape (times, people).
    """

    key: str
    needs: frozenset[CourseArm]
    form_in: Callable[[Response], str | None]
    relief: Callable[[Situation, str], np.ndarray]


def _in_everybody(response: Response) -> str:
    return ""


def _in_placebo_responders(response: Response) -> str | None:
    return "" if response.to_placebo else None


def _by_the_account(response: Response) -> str | None:
    return response.account or None


def _placebo(situation: Situation, form: str) -> np.ndarray:
    return placebo.relief_fraction(situation.times_h, situation.visits_h, situation.drawn)


def _fast(situation: Situation, form: str) -> np.ndarray:
    return fast_effect_site.relief_fraction(situation.at_times(situation.seen.fast_site_ng_per_ml), situation.drawn)


def _lasting(situation: Situation, account: str) -> np.ndarray:
    if not len(situation.exposure.session_end_h):  # nothing was given that could last
        return np.zeros_like(situation.at_times(situation.seen.fast_site_ng_per_ml))
    return ACCOUNTS[account].relief_along(
        situation.seen, situation.drawn, ALL if situation.rows is None else situation.rows
    )


PLACEBO = Factor("placebo", frozenset({CourseArm.PLACEBO, CourseArm.KETAMINE}), _in_placebo_responders, _placebo)
FAST = Factor("fast relief", frozenset({CourseArm.KETAMINE}), _in_everybody, _fast)
LASTING = Factor("lasting relief", frozenset({CourseArm.KETAMINE}), _by_the_account, _lasting)

FACTORS: tuple[Factor, ...] = (PLACEBO, FAST, LASTING)


@dataclass(frozen=True)
class PainFactors:
    """The factors of pain of these people at some times. Each is computed when it is first asked for, and once."""

    people: People
    situation: Situation
    _found: dict[tuple[object, object], np.ndarray] = field(default_factory=dict)

    @classmethod
    def without_drug(cls, people: People, drawn: Drawn, times_h: np.ndarray, visits_h: np.ndarray) -> "PainFactors":
        """At times when no ketamine is there and none has left anything: inert visits, or between sessions."""
        return cls(people, Situation(Exposure.none(times_h, people.count), visits_h, drawn))

    def untreated(self, recovers: np.ndarray, relapse_week: np.ndarray) -> np.ndarray:
        """Pain without any treatment, points of 10, shape (times, people).

        Args:
            recovers, relapse_week: as in ``untreated_course.remaining_fraction``, shape (people,).
        """
        people, drawn, days = self.people, self.situation.numbers, self.situation.times_h / HOURS_PER_DAY
        remaining = untreated_course.remaining_fraction(days / DAYS_PER_WEEK, recovers, relapse_week, drawn)
        return remaining * untreated_course.usual_pain(days, people.leg_pain, people.usual_pain, drawn)

    def pain(self, untreated: np.ndarray, response: Response | DrawnResponses, given: CourseArm) -> np.ndarray:
        """Pain with what is given, shape (times, people).

        Args:
            untreated: pain without it, points of 10.
            response: the same for everybody, or what was drawn for each.
        """
        return np.asarray(untreated * self.left(response, given))

    def left(self, response: Response | DrawnResponses, given: CourseArm) -> np.ndarray:
        """The fraction of untreated pain that is left with what is given, shape (times, people), or 1 for everybody."""
        return self._once(
            ("left", given), response, lambda: pain.pain_score(np.ones(()), *self._reliefs(response, given))
        )

    def relief(self, factor: Factor, response: Response | DrawnResponses) -> np.ndarray:
        """Fraction of pain that one factor removes where what it needs is given, shape (times, people)."""
        found = self._relief(factor, response)
        return np.zeros((len(self.situation.times_h), self.people.count)) if found is None else found

    def _reliefs(self, response: Response | DrawnResponses, given: CourseArm) -> Iterator[np.ndarray]:
        for factor in FACTORS:
            found = self._relief(factor, response) if given in factor.needs else None
            if found is not None:
                yield found

    def _relief(self, factor: Factor, response: Response | DrawnResponses) -> np.ndarray | None:
        """None where nobody has it."""
        if isinstance(response, DrawnResponses):
            return self._of_each(factor, response)
        form = factor.form_in(response)
        return None if form is None else self._in_form(factor, form)

    def _in_form(self, factor: Factor, form: str) -> np.ndarray:
        return self._once(factor.key, form, lambda: factor.relief(self.situation, form))

    def _of_each(self, factor: Factor, responses: DrawnResponses) -> np.ndarray | None:
        """Each version in the form that it has; computed for those who have it alone."""
        having: dict[str, np.ndarray] = {}
        for response, has in responses:
            form = factor.form_in(response)
            if form is not None:
                having[form] = having[form] | has if form in having else has
        if not having:
            return None
        form, has = next(iter(having.items()))
        if has.all():
            return self._in_form(factor, form)
        return self._once(factor.key, responses, lambda: self._side_by_side(factor, having))

    def _side_by_side(self, factor: Factor, having: Mapping[str, np.ndarray]) -> np.ndarray:
        parts = {form: factor.relief(self.situation.of(np.flatnonzero(has)), form) for form, has in having.items()}
        found = np.zeros((len(self.situation.times_h), self.people.count), np.result_type(*parts.values()))
        for form, has in having.items():
            found[:, has] = parts[form]
        return found

    def _once(self, what: object, of: object, compute: Callable[[], np.ndarray]) -> np.ndarray:
        if (what, of) not in self._found:
            self._found[what, of] = compute()
        return self._found[what, of]
