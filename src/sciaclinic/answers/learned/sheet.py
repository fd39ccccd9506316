"""What a reader sees after sessions: the answer first, then what was seen, what is known now, and what to measure."""

from collections.abc import Iterator

from sciaclinic.answers import numbers
from sciaclinic.answers.blocks import (
    NOT_ON_TERMINAL,
    ON_TERMINAL,
    Block,
    Heading,
    Notes,
    Point,
    Points,
    Sheet,
    Table,
    Text,
    Tone,
    points,
    titled,
)
from sciaclinic.answers.learned import words
from sciaclinic.answers.learned.document import LearnedDocument
from sciaclinic.answers.learned.figure import learned_figure
from sciaclinic.answers.words import sentence
from sciatwin.individualise.learned.what_changed import Change
from sciatwin.plan.next_step.advice import Step
from sciatwin.plan.result import GRADE_IN_SHORT
from sciatwin.plan.told.outcomes import WeekOutcome
from sciatwin.twin.shown.interval import Interval

_TONES = {Step.STOP: Tone.STOP, Step.CHANGE: Tone.CAUTION, Step.GO_ON: Tone.GOOD}


def sheet_of(document: LearnedDocument) -> Sheet:
    """The sheet of what was learned."""
    advice = document.advice
    return Sheet(
        question="After the sessions given: go on, change or stop?",
        title=advice.headline,
        tone=_TONES[advice.step],
        headline=f"{sentence(advice.rule)}.",
        status=words.NO_TRIAL,
        statement=document.statement,
        made=document.made,
        blocks=tuple(_blocks(document)),
    )


def _blocks(document: LearnedDocument) -> Iterator[Block]:
    yield from _seen(document)
    yield from _known(document)
    yield Heading("What the sessions given are thought to do")
    yield Points(points(*words.benefit_in_words(document)), on=NOT_ON_TERMINAL)
    yield _pain_table(document)
    yield learned_figure(document)
    yield from titled(Heading("What to measure, should the last visit be repeated"), _measurement_table(document))
    supposed = (*(Point(warning, "warning", Tone.STOP) for warning in document.warnings), *points(*document.notes))
    yield from titled(
        Heading("What had to be supposed"), Text(words.found_words(document), on=ON_TERMINAL), Points(supposed)
    )
    yield Notes((f"{GRADE_IN_SHORT}.",), on=NOT_ON_TERMINAL)


def _seen(document: LearnedDocument) -> Iterator[Block]:
    yield Heading("What was seen")
    yield Text(f"{words.given_words(document)} {sentence(document.advice.relief)}.")
    yield from (
        Text(f"{danger} (the sessions given, as this patient is known now)", Tone.STOP) for danger in document.dangers
    )
    against = words.against_words(document)
    besides = tuple(line for line in against if line != document.advice.rule)
    if not against:
        yield Text("Nothing in the record speaks against a further session.", on=NOT_ON_TERMINAL)
    yield from titled(
        Heading("What speaks against a further session as it was", level=3, on=NOT_ON_TERMINAL),
        Points(points(*against), on=NOT_ON_TERMINAL),
    )
    yield Points(points(*besides), on=ON_TERMINAL)
    if document.advice.plan_in_words:
        yield Heading("The plan after what was seen", level=3)
        yield Text(document.advice.plan_in_words)
    elif not document.against:
        ask = "Name the clinic (--site) and the answer rests on a plan within its limits as well."
        yield Text(ask, on=ON_TERMINAL)


def _known(document: LearnedDocument) -> Iterator[Block]:
    yield Heading("What is known of this patient now")
    yield Points(points(*words.chances_in_words(document)), on=NOT_ON_TERMINAL)
    yield Text(words.PLACEBO, on=NOT_ON_TERMINAL)
    yield _chances_table(document)
    yield _changes_table(document)
    yield Text(words.information_words(document))


def _chances_table(document: LearnedDocument) -> Table:
    return Table(
        "Probability that this patient",
        ("", "before", "now"),
        tuple(
            (words.chance_name(item.name), numbers.probability_or_zero(item.before), numbers.probability(item.after))
            for item in document.chances
        ),
        numeric=(1, 2),
        note="Lasting relief counts here however small: what it is worth stands under 'drug alone'.",
        on=ON_TERMINAL,
    )


def _changes_table(document: LearnedDocument) -> Table:
    return Table(
        "Numbers of this patient, mean (90 % of versions)",
        ("", "before", "now"),
        tuple(map(_change_row, document.changes)),
        numeric=(1, 2),
    )


def _change_row(item: Change) -> tuple[str, ...]:
    return f"{item.name}, {item.unit}", *(numbers.spread(values, _digits) for values in (item.before, item.after))


def _digits(value: float) -> str:
    """Whole numbers from ten on, one digit after the point below."""
    return f"{value:.0f}" if abs(value) >= 10 else numbers.points(value)


def _pain_table(document: LearnedDocument) -> Table:
    """The sessions given, beside the same patient without the drug."""
    pairs = zip(document.outcomes_before, document.outcomes_after, strict=True)
    return Table(
        "Leg pain with the sessions given, mean (90 %): now, unless it says before",
        ("week", "ketamine, before", "ketamine, now", "placebo", "untreated", "drug alone"),
        tuple(_pain_row(old, new) for old, new in pairs),
        numeric=(1, 2, 3, 4, 5),
    )


def _pain_row(old: WeekOutcome, new: WeekOutcome) -> tuple[str, ...]:
    def spread(values: Interval) -> str:
        return numbers.spread(values, numbers.points)

    means = (new.placebo, new.untreated, new.gain_over_placebo)
    return str(new.week), spread(old.treated), spread(new.treated), *(numbers.points(item.mean) for item in means)


def _measurement_table(document: LearnedDocument) -> Table:
    return Table(
        "Each measurement by itself",
        ("measurement", "tells", "takes of the gain's variance"),
        tuple(
            (item.measurement, f"{item.information_nats:.2f}", numbers.percent(max(item.gain_variance_reduction, 0.0)))
            for item in document.next_measurements
        ),
        numeric=(1, 2),
        note=f"Of what it tells, {words.HALVED}.",
    )
