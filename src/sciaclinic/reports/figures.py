"""The figures of a plan or of a course, drawn once: SVG, a title, a caption and a text for those who cannot see."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sciaclinic.answers import numbers
from sciaclinic.answers.record import IntervalRecord
from sciaclinic.reports.document import PlanDocument
from sciaclinic.reports.in_short_records import InHundredRecord
from sciaclinic.reports.outcome_records import PathwayRecord, ScoreRecord, WindowRecord
from sciaclinic.reports.records import WeekRecord
from sciatwin import plotting
from sciatwin.plotting.choice.gain import ChanceAtWeek
from sciatwin.plotting.choice.icon_array import shares_better, shares_harmed
from sciatwin.plotting.choice.pathway_drawn import PathwayDrawn
from sciatwin.twin.curves import CourseCurves

_TALL_IN, _TALLER_IN, _LOW_IN = 3.4, 4.0, 2.2


@dataclass(frozen=True, kw_only=True)
class ReportFigure:
    """One figure. ``alt`` says in words what it shows."""

    key: str
    title: str
    caption: str
    alt: str
    svg: str


def plan_figures(document: PlanDocument) -> tuple[ReportFigure, ...]:
    """Figures of a plan; where no infusion was compared, the untreated course and what else is open.

    An emergency has none.
    """
    curves = document.curves
    if curves is None:
        return ()
    others = (_alternatives_figure(document.pathway),) if document.pathway else ()
    if not curves.shows_infusion:
        return (_untreated_figure(document, curves), *others)
    return (
        *((_hundred_figure(document.in_hundred),) if document.in_hundred else ()),
        _pain_figure(document, curves),
        _trade_off_figure(document),
        _concentration_figure(document, curves),
        _side_effect_figure(document, curves),
        _gain_figure(document),
        _outcomes_figure(document, curves),
        *others,
    )


def course_figures(curves: CourseCurves, pathway: PathwayDrawn | None) -> Mapping[str, str]:
    """SVG of a simulated course by file name."""
    others = {"alternatives": _alternatives_svg(pathway)} if pathway else {}
    return {**dict(_course_svgs(curves)), **others}


def _course_svgs(curves: CourseCurves) -> Iterator[tuple[str, str]]:
    yield "pain", _pain_svg(curves)
    if curves.shows_infusion:
        yield "concentration", _concentration_svg(curves)
        yield "side_effects", _side_effect_svg(curves)
    yield "outcomes", _outcomes_svg(curves)


def _pain_svg(curves: CourseCurves) -> str:
    (ax,) = plotting.new_axes(height_in=_TALL_IN)
    return plotting.svg_text(plotting.plot_pain(curves, ax=ax), "pain")


def _concentration_svg(curves: CourseCurves) -> str:
    (ax,) = plotting.new_axes(height_in=_TALLER_IN)
    return plotting.svg_text(plotting.plot_concentration(curves, ax=ax), "concentration")


def _side_effect_svg(curves: CourseCurves) -> str:
    """Dissociation above blood pressure; pressure is left out if it was never measured."""
    measured = curves.session is not None and curves.session.systolic_mmhg is not None
    upper, *lower = plotting.new_axes(2 if measured else 1, height_in=_TALLER_IN)
    plotting.plot_dissociation(curves, ax=upper)
    for ax in lower:
        plotting.plot_blood_pressure(curves, ax=ax)
        upper.set_xlabel("")
        upper.tick_params(labelbottom=False)
    return plotting.svg_text(upper, "side-effects")


def _outcomes_svg(curves: CourseCurves) -> str:
    return plotting.svg_text(plotting.plot_outcomes(curves)[0], "outcomes")


def _alternatives_svg(pathway: PathwayDrawn) -> str:
    return plotting.svg_text(plotting.plot_alternatives(pathway), "alternatives")


def _mean(values: IntervalRecord | None) -> str:
    return numbers.points(values.mean) if values else "not shown"


def _arms_at(week: WeekRecord) -> str:
    return (
        f"week {week.week}: untreated {numbers.points(week.untreated.mean)}, "
        f"placebo {_mean(week.placebo)}, ketamine {_mean(week.treated)}"
    )


def _untreated_figure(document: PlanDocument, curves: CourseCurves) -> ReportFigure:
    means = "; ".join(f"week {week.week}: {numbers.points(week.untreated.mean)}" for week in document.weeks)
    return ReportFigure(
        key="pain",
        title="Leg pain without treatment",
        caption=("Mean and 90 % of predictions. Recent sciatica often improves by itself; old sciatica rarely does."),
        alt=f"Predicted mean leg pain of 10 points without treatment over 90 days. {means}.",
        svg=_pain_svg(curves),
    )


def _hundred_figure(counts: InHundredRecord) -> ReportFigure:
    better, harmed = (
        (counts.with_ketamine_probability, counts.on_placebo_probability),
        counts.any_side_effect_probability,
    )
    axes = plotting.plot_icon_arrays(*better, harmed)
    shares = [*shares_better(*better), *(shares_harmed(harmed) if harmed is not None else ())]
    return ReportFigure(
        key="hundred",
        title=f"100 patients like this one, week {counts.week}",
        caption=f"Better: {counts.least_gain_points:g} points less leg pain than untreated.",
        alt=f"Of 100 patients: {', '.join(f'{share.count} {share.words}' for share in shares)}.",
        svg=plotting.svg_text(axes[0], "hundred"),
    )


def _pain_figure(document: PlanDocument, curves: CourseCurves) -> ReportFigure:
    return ReportFigure(
        key="pain",
        title="Leg pain over 90 days",
        caption=(
            "What the drug adds is the gap between ketamine and placebo, not the fall from today. The hours of each "
            "infusion and the 8 h after it are left out. The bands show how little is certain for one person."
        ),
        alt="Predicted mean leg pain of 10 points over 90 days. " + "; ".join(map(_arms_at, document.weeks)) + ".",
        svg=_pain_svg(curves),
    )


def _trade_off_figure(document: PlanDocument) -> ReportFigure:
    (ax,) = plotting.new_axes(height_in=_TALL_IN)
    marks = document.trade_off_marks
    best = [mark for mark in marks if not mark.proposed]
    most = max((mark.gain_over_placebo_points for mark in best), default=0.0)
    drawn = plotting.plot_trade_offs(
        marks,
        review_week=document.review_week,
        least_excess=document.least_credible_excess_probability,
        ax=ax,
    )
    return ReportFigure(
        key="trade-offs",
        title="What more relief would cost",
        caption=(
            "Every mark is a regimen within the limits that no other beats on gain, dissociation, visits and dose at "
            "once. No infusion, at the origin, is one of the options."
        ),
        alt=(
            f"{len(best)} best trade-offs between mean gain over placebo and mean peak dissociation. The "
            f"largest gain is {numbers.points(most)} points of 10. Proposed: "
            f"{'the ringed regimen' if document.proposes_infusion else 'no infusion'}."
        ),
        svg=plotting.svg_text(drawn, "trade-offs"),
    )


def _concentration_figure(document: PlanDocument, curves: CourseCurves) -> ReportFigure:
    highest = document.risks.ketamine_venous_ng_per_ml.mean if document.risks else 0.0
    return ReportFigure(
        key="concentration",
        title="Ketamine in plasma, first session",
        caption=(
            "S- and R-ketamine together. Arterial and venous levels come from two published models of healthy "
            "volunteers; a forearm sample compares with the venous line."
        ),
        alt=(
            "Predicted arterial and venous ketamine during the first session and 8 hours after it. The mean venous "
            f"peak of the course is {numbers.two_digits(highest)} ng/mL."
        ),
        svg=_concentration_svg(curves),
    )


def _side_effect_figure(document: PlanDocument, curves: CourseCurves) -> ReportFigure:
    peak = document.risks.dissociation_fraction.mean if document.risks else 0.0
    pressure = document.risks.systolic_mmhg if document.risks else None
    systolic = f", mean peak systolic pressure {pressure.mean:.0f} mmHg" if pressure else ""
    return ReportFigure(
        key="side-effects",
        title="Dissociation and blood pressure, first session",
        caption="Mean and 90 % of predictions. Both thresholds are assumed; a responsible physician sets them.",
        alt=f"Predicted side effects. Mean peak dissociation {100 * peak:.0f} % of the scale{systolic}.",
        svg=_side_effect_svg(curves),
    )


def _gain_figure(document: PlanDocument) -> ReportFigure:
    (ax,) = plotting.new_axes(height_in=_LOW_IN)
    chances = [
        ChanceAtWeek(
            week.week,
            week.two_point_gain_probability or 0.0,
            week.two_point_gain_on_placebo_probability or 0.0,
        )
        for week in document.weeks
    ]
    rows = "; ".join(
        f"week {at.week}: ketamine {100 * at.with_ketamine:.0f} %, placebo {100 * at.on_placebo:.0f} %"
        for at in chances
    )
    return ReportFigure(
        key="gain",
        title="Chance of two points less pain",
        caption="Compared with no treatment. The line between the two marks is what the drug itself adds.",
        alt=f"Probability of a gain of 2 points over no treatment. {rows}.",
        svg=plotting.svg_text(plotting.plot_gain(chances, ax=ax), "gain"),
    )


def _outcomes_figure(document: PlanDocument, curves: CourseCurves) -> ReportFigure:
    return ReportFigure(
        key="outcomes",
        title="Mood, sleep, function and impression over 90 days",
        caption="Means of the three arms and 90 % of predictions with ketamine. Each scale starts at 0.",
        alt="Predicted means beyond leg pain. " + "; ".join(map(_score_at, document.scores)) + ".",
        svg=_outcomes_svg(curves),
    )


def _score_at(score: ScoreRecord) -> str:
    means = [arm.mean for arm in (score.untreated, score.placebo, score.treated) if arm]
    words = [numbers.probability(mean) if score.unit == "1" else numbers.points(mean) for mean in means]
    arms = ", ".join(f"{arm} {word}" for arm, word in zip(("untreated", "placebo", "ketamine"), words, strict=False))
    return f"{score.meaning}, week {score.week}: {arms}"


def _alternatives_figure(pathway: PathwayRecord) -> ReportFigure:
    others = "a mark for what trials found of each other treatment"
    words = ". ".join(_window_words(window, pathway) for window in pathway.windows)
    return ReportFigure(
        key="alternatives",
        title="Points less leg pain, by time",
        caption="Grey: already tried, or not open to this patient. A long line is an uncertain number.",
        alt=f"Points less leg pain than the comparison: {others}. {words}.",
        svg=_alternatives_svg(pathway),
    )


def _window_words(window: WindowRecord, pathway: PathwayRecord) -> str:
    ketamine = [f"ketamine {numbers.points(window.ketamine.mean)}"] if window.ketamine else []
    others = [
        f"{option.name} {numbers.points(effect.gain_points)} ({effect.when})"
        for option in pathway.options
        for effect in option.effects
        if effect.window == window.name
    ]
    return f"In the {window.name}: " + ", ".join([*ketamine, *others])
