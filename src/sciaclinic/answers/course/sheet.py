"""What a reader of a course sees: what was asked, what speaks against it, and what it would do."""

from collections.abc import Iterator

from sciaclinic.answers import numbers
from sciaclinic.answers.blocks import (
    NOT_ON_TERMINAL,
    Block,
    Heading,
    Pairs,
    Point,
    Points,
    Sheet,
    Table,
    Text,
    Tone,
    points,
    titled,
)
from sciaclinic.answers.course.document import CourseDocument
from sciaclinic.answers.course.figures import alternatives_figure, outcomes_figure, pain_figure, session_figures
from sciaclinic.answers.words import ARMS, FUNCTION, NO_TRIAL, PATHWAY, not_measured_words, sentence
from sciatwin.plan.told.beyond_pain import ScoreOutcome
from sciatwin.plan.told.outcomes import WeekOutcome
from sciatwin.regimen import Regimen
from sciatwin.suitability import Readiness

_TONES = {Readiness.NO_DOSE: Tone.STOP, Readiness.NOT_SIGNABLE: Tone.OPEN, Readiness.READY: Tone.INFORM}


def sheet_of(document: CourseDocument) -> Sheet:
    """The sheet of a course."""
    return Sheet(
        question="What would this infusion do?",
        title=_title(document),
        tone=Tone.STOP if document.dangers else _TONES[document.readiness],
        headline=_each_session(document),
        status=f"eligibility: {document.verdict}; {document.readiness}",
        dangers=(*document.dangers, *(f"no dose: {reason}" for reason in document.no_dose_because)),
        statement=document.statement,
        made=document.made,
        blocks=tuple(_blocks(document)),
    )


def _blocks(document: CourseDocument) -> Iterator[Block]:
    yield from titled(Heading("What stands against it"), Points(_against(document)))
    yield from titled(
        Heading("Do the kinetic models describe this patient?"),
        Points(points(*(f"model {fit.in_words}" for fit in document.models))),
    )
    yield Heading("Highest values, mean and 90 % interval", key="peaks")
    yield Pairs(tuple(_peaks(document)))
    yield from session_figures(document)
    yield Heading("Leg pain", key="pain-by-week")
    yield Text(ARMS)
    yield _pain_table(document)
    yield pain_figure(document)
    yield Heading("Beyond leg pain", key="beyond")
    yield _score_table(document)
    yield Text(FUNCTION)
    yield Text(not_measured_words(document.not_measured))
    yield outcomes_figure(document)
    yield from titled(
        Heading("What else is open to this patient", on=NOT_ON_TERMINAL),
        Text(PATHWAY, on=NOT_ON_TERMINAL) if document.pathway else None,
        *alternatives_figure(document),
    )
    yield from titled(Heading("Side effects of a session"), Points(points(*_side_effects(document))))
    yield Heading("Evidence")
    yield Text(NO_TRIAL, Tone.STRONG)


def _title(document: CourseDocument) -> str:
    regimen, given = document.regimen, document.given
    before = f", after {_sessions(given)} given" if not given.is_none else ""
    return f"No infusion{before}" if regimen.is_none else f"{sentence(regimen.drug)}, {_sessions(regimen)}{before}"


def _sessions(regimen: Regimen) -> str:
    return "1 session" if regimen.visits == 1 else f"{regimen.visits} sessions"


def _each_session(document: CourseDocument) -> str:
    """What is given in each kind of session, and in all."""
    regimen, weight_kg = document.regimen, document.patient.weight_kg
    kinds = regimen.alike_visits(document.given.visits)
    told = []
    for sessions, visit in kinds:
        which = "" if len(kinds) == 1 else f"session {', '.join(map(str, sessions))}: "
        told.append(
            f"{which}{visit.dose_mg_per_kg:.2f} mg/kg ({visit.dose_mg_per_kg * weight_kg:.0f} mg of base) over "
            f"{numbers.hours(visit.duration_h)}"
        )
    return f"{'; '.join(told)}; {regimen.total_mg(weight_kg):.0f} mg in all." if told else ""


def _against(document: CourseDocument) -> tuple[Point, ...]:
    """What needs an override and what is open, each with its way out; what forbids a dose stands before the answer."""
    return (
        *(Point(finding, "needs override", Tone.OVERRIDE) for finding in document.needs_override),
        *(Point(finding, "open question", Tone.OPEN) for finding in document.open_questions),
    )


def _peaks(document: CourseDocument) -> Iterator[tuple[str, str]]:
    peaks = document.peaks
    yield "total ketamine, arterial", f"{numbers.spread(peaks.ketamine_arterial_ng_per_ml, numbers.whole)} ng/mL"
    yield "total ketamine, venous", f"{numbers.spread(peaks.ketamine_venous_ng_per_ml, numbers.whole)} ng/mL"
    yield "dissociation", f"{numbers.spread(peaks.dissociation_fraction, numbers.percent)} of a visual scale"
    yield "dissociation, CADSS", f"{numbers.spread(peaks.cadss, numbers.whole)} of 92"
    systolic = peaks.systolic_mmhg
    yield (
        "systolic pressure",
        f"{numbers.spread(systolic, numbers.whole)} mmHg" if systolic else "unknown: resting pressure is missing",
    )
    yield "rise of heart rate", f"{numbers.spread(peaks.heart_rate_rise_per_min, numbers.whole)} /min"


def _pain_table(document: CourseDocument) -> Table:
    review = document.patient.goals.review_week
    return Table(
        "Leg pain 0 to 10, mean and 90 % interval",
        ("week", "untreated", "placebo", "ketamine", "gain over untreated", "2-point gain", "on placebo"),
        tuple(map(_pain_row, document.weeks)),
        marked=tuple(place for place, week in enumerate(document.weeks) if week.week == review),
        numeric=tuple(range(1, 7)),
    )


def _pain_row(week: WeekOutcome) -> tuple[str, ...]:
    return (
        str(week.week),
        *(numbers.spread(arm, numbers.points) for arm in (week.untreated, week.placebo, week.treated)),
        numbers.spread(week.gain_over_untreated, numbers.points),
        numbers.probability(week.two_point_gain),
        numbers.probability(week.two_point_gain_on_placebo),
    )


def _score_table(document: CourseDocument) -> Table:
    """Means of the arms; what the drug alone does with its interval."""
    return Table(
        "Means; what the drug alone does, with 90 % of predictions",
        ("outcome", "week", "untreated", "placebo", "ketamine", "drug alone", "90 %"),
        tuple(map(_score_row, document.beyond_pain)),
        grouped=True,
        numeric=tuple(range(1, 7)),
    )


def _score_row(score: ScoreOutcome) -> tuple[str, ...]:
    def shown(value: float) -> str:
        return numbers.percent(value + 0.0) if score.unit == "1" else numbers.points(value)

    arms, drug = (score.untreated, score.placebo, score.treated), score.by_drug
    return (
        score.meaning.split(" (")[0],
        str(score.week),
        *(shown(arm.mean) for arm in arms),
        shown(drug.mean),
        numbers.span(shown(drug.low), shown(drug.high)),
    )


def _side_effects(document: CourseDocument) -> Iterator[str]:
    for effect in document.side_effects:
        here = effect.probability
        chance = f"; here {numbers.spread(here, numbers.percent)} a session" if here else ""
        yield f"{effect.says}{chance}"
