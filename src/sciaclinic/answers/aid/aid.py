"""The decision aid of a plan: what a patient reads at home before saying yes, no or not yet."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sciaclinic.answers.aid.texts import Language, other_danger_signs, red_flag_texts, sentences, texts_in
from sciaclinic.answers.plan.document import PlanDocument
from sciaclinic.answers.record import IntervalRecord
from sciaclinic.episode.what_matters import WHAT_MATTERS
from sciatwin.observation.seen.side_effect_seen import SideEffect
from sciatwin.plan.clinic.capabilities import USUAL_INTERVAL_H
from sciatwin.plan.told.better import BetterThanToday
from sciatwin.units import DAYS_PER_WEEK, MINUTES_PER_HOUR

_NO_CHANGE_POINTS = 0.05
"""Less than this is no change: it is shown with one decimal."""


@dataclass(frozen=True)
class People:
    """A hundred people, of whom ``count`` have that much less pain; ``says``: the same in words."""

    arm: str
    label: str
    count: int
    says: str


@dataclass(frozen=True)
class Harm:
    """``count`` of a hundred; ``says``: the same in words, with its range where the plan predicts one."""

    count: int
    says: str


@dataclass(frozen=True)
class Dots:
    """Gains in points, each of an equal part of a hundred people, rising; what is written beside them."""

    gains: tuple[float, ...]
    worth_points: float
    axis: str
    worth: str


@dataclass(frozen=True)
class Tick:
    """Something that may matter; ``level``: how much it was said to, from 0, or None where it is to be filled in."""

    key: str
    label: str
    level: int | None


@dataclass(frozen=True)
class AidSection:
    """One question and its answer; ``after`` follows what is drawn or listed.

    ``lines``: how many are left to write on; ``ticks``: what may matter, each with one of ``levels``.
    """

    key: str
    heading: str
    says: tuple[str, ...] = ()
    people: tuple[People, ...] = ()
    dots: Dots | None = None
    harms: tuple[Harm, ...] = ()
    points: tuple[str, ...] = ()
    ticks: tuple[Tick, ...] = ()
    levels: tuple[str, ...] = ()
    lines: int = 0
    after: tuple[str, ...] = ()

    @property
    def words(self) -> Iterator[str]:
        """Every text of it, for those who measure how it reads."""
        yield from (
            self.heading,
            *self.says,
            *(item.label for item in self.people),
            *(item.says for item in self.harms),
        )
        yield from (*self.points, *(item.label for item in self.ticks), *self.after)


@dataclass(frozen=True)
class Aid:
    """Attributes: first, second: the sections of its two pages."""

    language: Language
    title: str
    for_whom: str
    bring: str
    not_reviewed: str
    first: tuple[AidSection, ...]
    second: tuple[AidSection, ...]

    @property
    def sections(self) -> tuple[AidSection, ...]:
        return (*self.first, *self.second)

    def section(self, key: str) -> AidSection | None:
        return next((item for item in self.sections if item.key == key), None)


def decision_aid(document: PlanDocument, language: Language, weights: Mapping[str, int] | None = None) -> Aid:
    """The aid of a plan.

    Args:
        weights: how much each thing matters to the patient, 0 to 3, where it was asked.
    Raises: ValueError for an emergency, in which nobody weighs anything.
    """
    if document.is_emergency:
        raise ValueError("in an emergency there is nothing to weigh")
    told = _Told(document, language, texts_in(language), weights or {})
    text = told.text
    return Aid(
        language=language,
        title=text["title"],
        for_whom=text["for_whom"].format(
            day=f"{document.created_at:%d.%m.%Y}" if language is Language.GERMAN else _day(document)
        ),
        bring=text["bring"],
        not_reviewed=text["not_reviewed"],
        first=tuple(told.first()),
        second=tuple(told.second()),
    )


def _day(document: PlanDocument) -> str:
    return f"{document.created_at:%d %B %Y}".lstrip("0")


@dataclass(frozen=True)
class _Told:
    document: PlanDocument
    language: Language
    text: Mapping[str, Any]
    weights: Mapping[str, int] = field(default_factory=dict)

    def first(self) -> Iterator[AidSection]:
        yield self._section("about", {"from_points": _number(self.document.patient.sciatica.leg_pain)})
        yield self._plan()
        if self.document.better is not None:
            yield self._people(self.document.better)
            if self.document.better.gain_over_untreated_points:
                yield self._dots(self.document.better)

    def second(self) -> Iterator[AidSection]:
        counts = self.document.in_hundred
        if counts is not None:
            yield self._section("harms", harms=tuple(self._harms()), after=self._watched())
        if counts is not None and self.document.regimen is not None:
            yield self._time()
        yield self._section("else")
        yield self._section("unknown")
        yield self._section("matters", ticks=tuple(self._ticks()), levels=tuple(self.text["levels"]))
        yield self._section("ask", lines=3)
        telephone = self.document.clinic.session.patient_telephone
        after = self._says("call", telephone=telephone) if telephone else ()
        yield self._section(
            "danger", points=(*self._signs(red_flag_texts), *self._signs(other_danger_signs)), after=after
        )

    def _plan(self) -> AidSection:
        if self.document.is_blocked:
            return self._section("plan_blocked")
        if self.document.regimen is None:
            return self._section("plan_no")
        told = {"visits": self.document.regimen.visits, "week": self.document.review_week}
        return self._section("plan_yes", told)

    def _people(self, better: BetterThanToday) -> AidSection:
        found = {
            "treated": better.treated_probability,
            "placebo": better.placebo_probability,
            "untreated": better.untreated_probability,
        }
        people = tuple(
            People(
                arm, self.text["arms"][arm], count := round(100 * value), self.text["of_hundred"].format(count=count)
            )
            for arm, value in found.items()
            if value is not None
        )
        counts = {item.arm: item.count for item in people}
        after = (
            self._says(
                "people_after", added=self._added(counts["treated"] - counts["placebo"]), stay=100 - counts["treated"]
            )
            if "treated" in counts
            else self._says("people_untreated")
        )
        told = {"week": better.week, "points": _number(better.least_gain_points)}
        return self._section("people", told, people=people, after=after)

    def _added(self, people: int) -> str:
        """What the drug itself adds to an infusion without it; it may take something away."""
        words = "more" if people > 0 else "fewer" if people < 0 else "same"
        said: str = self.text["added"][words].format(count=abs(people))
        return said

    def _dots(self, better: BetterThanToday) -> AidSection:
        gains, worth = better.gain_over_untreated_points, better.least_gain_points
        each = 100 / len(gains)
        said = {
            "each": _number(round(each, 1)),
            "no_change": round(each * sum(abs(gain) < _NO_CHANGE_POINTS for gain in gains)),
            "reach": round(each * sum(gain >= worth for gain in gains)),
            "points": _number(worth),
        }
        dots = Dots(gains, worth, self.text["axis"], self.text["worth"].format(points=_number(worth)))
        return self._section("dots", said, dots=dots)

    def _harms(self) -> Iterator[Harm]:
        ranges = {item.key: item.probability for item in self.document.side_effects if item.probability is not None}
        if ranges:  # whoever has one of them has one or more
            ranges[SideEffect.ANY] = max(ranges.values(), key=lambda probability: probability.mean)
        means = {key: probability.mean for key, probability in ranges.items()}
        if risks := self.document.risks:
            means["severe dissociation"] = risks.severe_dissociation_probability
            if risks.severe_hypertension_probability is not None:
                means["severe hypertension"] = risks.severe_hypertension_probability
        for key, words in self.text["harm_words"].items():
            if key in means:
                count = round(100 * means[key])
                says = words.format(count=count or self.text["fewer_than_one"])
                yield Harm(count, " ".join((says, *self._range(ranges.get(key)))))

    def _range(self, probability: IntervalRecord | None) -> Iterator[str]:
        """None where the document has a single number: a share of the versions of the patient."""
        if probability is not None:
            low, high = round(100 * probability.low), round(100 * probability.high)
            yield self.text["range"].format(low=low, high=high)

    def _watched(self) -> tuple[str, ...]:
        """The longest time between checks that the plan has."""
        site = self.document.clinic
        longest_h = max(
            site.session.in_force("first_checks_every"), site.capabilities.monitoring_interval_h or USUAL_INTERVAL_H
        )
        return self._says("harms_after", checks_min=_number(round(longest_h * MINUTES_PER_HOUR, 1)))

    def _signs(self, texts: Callable[[Language], Mapping[str, str]]) -> tuple[str, ...]:
        return tuple(texts(self.language).values())

    def _time(self) -> AidSection:
        counts, regimen = self.document.in_hundred, self.document.regimen
        assert counts is not None  # asked before
        assert regimen is not None
        each_h = counts.hours / counts.visits
        in_a_week = max(sum(day <= other < day + DAYS_PER_WEEK for other in regimen.days) for day in regimen.days)
        told = {
            "visits": counts.visits,
            "days": round(regimen.days[-1] - regimen.days[0]) + 1,
            "each_h": round(each_h),
            "week_h": round(each_h * in_a_week),
            "hours": round(counts.hours),
            "no_driving_h": _number(self.document.clinic.session.in_force("no_driving")),
        }
        return self._section("time", told)

    def _ticks(self) -> Iterator[Tick]:
        for key in WHAT_MATTERS:
            yield Tick(key, self.text["weights"][key], self.weights.get(key))

    def _says(self, key: str, **numbers: Any) -> tuple[str, ...]:
        return tuple(text.format(**numbers) for text in sentences(self.text["sections"][key]))

    def _section(self, key: str, told: Mapping[str, Any] | None = None, **parts: Any) -> AidSection:
        """Args: told: numbers that its texts hold; parts: whatever else it shows, as ``AidSection`` names it."""
        numbers = told or {}
        heading = self.text["sections"][key]["heading"].format(**numbers)
        return AidSection(key, heading, self._says(key, **numbers), **parts)


def _number(value: float) -> str:
    return f"{value:g}"
