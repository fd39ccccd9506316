"""What is predicted, in words and tables: leg pain by week, every other outcome, and how far to trust the ranges."""

from collections.abc import Iterator

from sciaclinic.answers import numbers
from sciaclinic.answers.blocks import NONE, Table
from sciaclinic.answers.plan.document import PlanDocument
from sciaclinic.answers.plan.record.case import WeekRecord
from sciaclinic.answers.plan.record.outcomes import (
    ScoreRecord,
)
from sciaclinic.answers.plan.words.cells import (
    PROBABILITY,
    course_text,
    days_in_words,
    dose_text,
    gain_or_none,
    pair,
    points_or_none,
    value_text,
    week_label,
    with_interval,
)
from sciaclinic.answers.plan.words.given_before import besides, given_before
from sciaclinic.answers.words import ARMS, FUNCTION, not_measured_words
from sciatwin.plan.told.sentence import as_sentence

_OPIOID = "Opioid use stays as it is unless somebody decides to taper it; no taper is assumed."


def benefit_table(document: PlanDocument) -> Table:
    """Leg pain by week in every arm, and what the drug adds."""
    marked = tuple(i for i, week in enumerate(document.weeks) if week.week == document.review_week)
    if document.weeks[0].treated is None:
        return Table(
            "Predicted leg pain without treatment, points of 10: mean (90 % of predictions)",
            ("Week", "Untreated"),
            tuple((week_label(w.week, document), numbers.points_interval(w.untreated)) for w in document.weeks),
            marked,
        )
    return Table(
        "Predicted leg pain, points of 10, and gain: mean (90 % of predictions). "
        "Last column: chance of at least 2 points less than untreated",
        (
            "Week",
            "Untreated",
            "Placebo",
            "Ketamine",
            "Gain over untreated",
            "Gain over placebo",
            "2 points: ketamine / placebo",
        ),
        tuple(_benefit_row(week, document) for week in document.weeks),
        marked,
    )


def _benefit_row(week: WeekRecord, document: PlanDocument) -> tuple[str, ...]:
    return (
        week_label(week.week, document),
        numbers.points(week.untreated.mean),
        points_or_none(week.placebo),
        points_or_none(week.treated),
        gain_or_none(week.gain_over_untreated),
        gain_or_none(week.gain_over_placebo),
        pair(week.two_point_gain_probability, week.two_point_gain_on_placebo_probability),
    )


def score_table(document: PlanDocument) -> Table:
    """Every outcome at the review week and a late one. Less is better, but for the last row."""
    scores, with_infusion = document.scores, document.weeks[0].treated is not None
    marked = tuple(i for i, score in enumerate(scores) if score.week == document.review_week)
    if not with_infusion:
        return Table(
            "Without treatment: mean (90 % of predictions)",
            ("Outcome", "Today", "Week", "Untreated", "Important, as published"),
            tuple(_untreated_row(score, document) for score in scores),
            marked,
            grouped=True,
        )
    return Table(
        "Means, and what the drug alone does (ketamine less placebo): mean (90 % of predictions). "
        "Less is better, but for feeling improved",
        ("Outcome", "Today", "Week", "Untreated", "Placebo", "Ketamine", "Drug alone", "Important, as published"),
        tuple(_score_row(score, document) for score in scores),
        marked,
        grouped=True,
    )


def _untreated_row(score: ScoreRecord, document: PlanDocument) -> tuple[str, ...]:
    untreated = with_interval(score.untreated, score.unit)
    return *_named(score, document), untreated, _important(score)


def _score_row(score: ScoreRecord, document: PlanDocument) -> tuple[str, ...]:
    arms = (score.untreated, score.placebo, score.treated)
    means = (value_text(arm.mean, score.unit) if arm else NONE for arm in arms)
    return *_named(score, document), *means, _by_drug(score), _important(score)


def _named(score: ScoreRecord, document: PlanDocument) -> tuple[str, str, str]:
    today = NONE if score.today is None else f"{score.today:g}"
    unit = "" if score.unit in ("points", PROBABILITY) else f", {score.unit}"
    return f"{as_sentence(score.meaning)}{unit}", today, week_label(score.week, document)


def _by_drug(score: ScoreRecord) -> str:
    """A zero that no draw leaves was not found but put in: it says so."""
    change = score.by_drug
    if change is None:
        return NONE
    if change.low == change.high == 0:
        return f"{numbers.points(0)}, assumed"
    return with_interval(change, score.unit)


def _important(score: ScoreRecord) -> str:
    return " or ".join(f"{change:g}" for change in score.important_changes) or NONE


def arms(document: PlanDocument) -> str:
    """Said once, where the arms are first shown; empty if only the untreated course is."""
    return f"{ARMS}{_all_sessions(document)}" if document.weeks[0].placebo else ""


def _all_sessions(document: PlanDocument) -> str:
    """Which sessions the arms hold where some were given before."""
    given = given_before(document)
    if not given:
        return ""
    return (
        f" Ketamine stands for all sessions, the {given} and these; placebo for inert ones in place of all of them. "
        "What this plan alone adds stands in its first sentence and its mean gain."
    )


def coverage(document: PlanDocument) -> str:
    """How far the ranges are to be trusted; empty in an emergency."""
    held = [f"{item.inside} of {item.of} {item.what}" for item in document.measured_coverage]
    if not held:
        return ""
    return f"How far to trust the ranges: those of 90\u00a0% held {' and '.join(held)}, so they are too narrow."


def score_notes(document: PlanDocument) -> tuple[str, ...]:
    """What the table of outcomes leaves out."""
    return tuple(_score_notes(document))


def _score_notes(document: PlanDocument) -> Iterator[str]:
    if document.weeks[0].treated:
        yield FUNCTION
    if any(score.outcome == "opioid" for score in document.scores):
        yield _OPIOID
    if document.scores_not_measured:
        yield not_measured_words(item.name for item in document.scores_not_measured)


def compared_words(document: PlanDocument) -> str:
    """The infusion that is shown without being proposed, and what was given before it; empty if there is none."""
    regimen, began = document.compared, document.history.observed.began
    if regimen is None:
        return ""
    sessions = f"{regimen.visits} session{'s' * (regimen.visits > 1)} of {dose_text(regimen)}"
    return (
        "Not proposed. The figures and tables show the infusion with the most predicted benefit, so that it can be "
        f"judged: {sessions}, {course_text(regimen)}; {days_in_words(regimen, began)}{besides(document)}."
    )
