"""Two plans of one patient beside each other: what they say, what they would do, and what was different before them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sciaclinic.answers import numbers
from sciaclinic.answers.blocks import NONE
from sciaclinic.answers.plan.document import PlanDocument
from sciaclinic.answers.plan.words.cells import course_text, days_in_words, dose_text, pair
from sciaclinic.answers.plan.words.regimens import limit_value
from sciatwin.plan.told.sentence import as_sentence

_NOT_ANSWERED = "not answered"


@dataclass(frozen=True)
class Compared:
    """One line: the same question put to both."""

    what: str
    one: str
    other: str

    @property
    def differs(self) -> bool:
        return self.one != self.other


@dataclass(frozen=True)
class Group:
    heading: str
    lines: tuple[Compared, ...]


def side_by_side(one: PlanDocument, other: PlanDocument) -> tuple[Group, ...]:
    """What each says; of answers and limits only those that differ."""
    groups = [
        *(Group(heading, _asked(one, other, questions)) for heading, questions in _QUESTIONS.items()),
        Group("Answers that differ", tuple(_differing(_answers(one), _answers(other)))),
        Group("Limits that differ", tuple(_differing(_limits(one), _limits(other)))),
    ]
    return tuple(group for group in groups if group.lines)


def _asked(one: PlanDocument, other: PlanDocument, questions: "Questions") -> tuple[Compared, ...]:
    found = (Compared(what, ask(one), ask(other)) for what, ask in questions.items())
    return tuple(line for line in found if (line.one, line.other) != (NONE, NONE))


def _differing(one: dict[str, str], other: dict[str, str]) -> Iterator[Compared]:
    for what in dict.fromkeys((*one, *other)):
        line = Compared(what, one.get(what, _NOT_ANSWERED), other.get(what, _NOT_ANSWERED))
        if line.differs:
            yield line


def _answers(document: PlanDocument) -> dict[str, str]:
    set_aside = "; ".join(f"{item.rule}: {item.reason} ({item.by})" for item in document.patient.overrides)
    return {**{item.label: item.value for item in document.inputs}, "rules set aside": set_aside or "none"}


def _limits(document: PlanDocument) -> dict[str, str]:
    return {
        **{item.name: limit_value(item) for item in document.limits},
        "signed by": document.limits_signed_by or "nobody",
    }


def _infusion(document: PlanDocument) -> str:
    regimen = document.regimen
    return "none" if regimen is None else f"{regimen.visits} visits, {days_in_words(regimen)}"


def _session(document: PlanDocument) -> str:
    return NONE if document.regimen is None else f"{dose_text(document.regimen)}: {course_text(document.regimen)}"


def _total(document: PlanDocument) -> str:
    return NONE if document.regimen is None else numbers.mg(document.regimen.total_mg)


def _gain(document: PlanDocument) -> str:
    counts = document.in_hundred
    if counts is None:
        return NONE
    both = pair(counts.with_ketamine_probability, counts.on_placebo_probability)
    return f"{both} (at least {numbers.points(counts.least_gain_points)}, week {counts.week})"


def _late_gain(document: PlanDocument) -> str:
    counts = document.in_hundred
    if counts is None:
        return NONE
    both = pair(counts.late_with_ketamine_probability, counts.late_on_placebo_probability)
    return f"{both} (week {counts.late_week})"


def _over_placebo(document: PlanDocument) -> str:
    week = next((item for item in document.weeks if item.week == document.review_week), None)
    return NONE if week is None or week.gain_over_placebo is None else numbers.points_interval(week.gain_over_placebo)


def _better(document: PlanDocument) -> str:
    better = document.better
    if better is None:
        return NONE
    if better.treated_probability is None or better.placebo_probability is None:
        return f"untreated {numbers.probability(better.untreated_probability)}"
    both = pair(better.treated_probability, better.placebo_probability)
    return f"{both}; untreated {numbers.probability(better.untreated_probability)}"


def _hours(document: PlanDocument) -> str:
    return NONE if document.in_hundred is None else numbers.hours(document.in_hundred.hours)


def _any_side_effect(document: PlanDocument) -> str:
    counts = document.in_hundred
    known = None if counts is None else counts.any_side_effect_probability
    return NONE if known is None else numbers.probability(known)


def _severe(document: PlanDocument) -> str:
    risks = document.risks
    return NONE if risks is None else pair(risks.severe_dissociation_probability, risks.severe_hypertension_probability)


def _open(document: PlanDocument) -> str:
    return " ".join(document.unsigned_because) or "nothing"


Questions = dict[str, Callable[[PlanDocument], str]]

_QUESTIONS: dict[str, Questions] = {
    "What it says": {
        "Decision": lambda document: as_sentence(document.decision),
        "In short": lambda document: document.headline,
        "Open before a signature": _open,
    },
    "What would be given": {
        "Infusion": _infusion,
        "Each session": _session,
        "In all": _total,
        "Hours, travel and observation included": _hours,
    },
    "What it would do": {
        "Worthwhile gain over no treatment: ketamine / placebo": _gain,
        "The same later": _late_gain,
        "Gain over placebo, points of 10 (90 %)": _over_placebo,
        "Less pain than today: ketamine / placebo": _better,
        "Any side effect, strongest session": _any_side_effect,
        "Severe dissociation / hypertension": _severe,
    },
    "How it was computed": {
        "When and by what": lambda document: document.made,
        "Regimens considered": lambda document: f"{document.regimens_considered}",
    },
}
