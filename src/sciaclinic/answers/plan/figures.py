"""The figures of a plan, drawn from its document when somebody looks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from sciaclinic.answers import course_figures as of_course
from sciaclinic.answers import numbers
from sciaclinic.answers.blocks import Figure
from sciaclinic.answers.plan.curve_groups import outcome_group, pain_group, session_group
from sciaclinic.answers.plan.document import PlanDocument
from sciaclinic.answers.plan.record.case import WeekRecord
from sciaclinic.answers.plan.record.in_short import InHundredRecord
from sciaclinic.answers.plan.record.outcomes import ScoreRecord
from sciaclinic.answers.record import IntervalRecord
from sciatwin.plan.told.shares import shares_better, shares_harmed
from sciatwin.twin.shown.curves import CourseCurves, SessionCurves

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_TALL_IN, _LOW_IN = 3.4, 2.2


def plan_figures(document: PlanDocument) -> Iterator[Figure]:
    """Figures of a plan; where no infusion was compared, the untreated course and what else is open.

    An emergency has none.
    """
    curves = document.curves
    if curves is None:
        return
    if curves.session is None:
        yield _untreated_figure(document, curves)
    else:
        yield from _of_an_infusion(document, curves, curves.session)
    if document.pathway is not None:
        yield of_course.alternatives_figure(document.pathway)


def _of_an_infusion(document: PlanDocument, curves: CourseCurves, session: SessionCurves) -> Iterator[Figure]:
    def at_hand() -> CourseCurves:
        return curves

    first, risks = session_group(session), document.risks
    venous_ng_per_ml = risks.ketamine_venous_ng_per_ml.mean if risks else 0.0
    systolic_mmhg = risks.systolic_mmhg.mean if risks and risks.systolic_mmhg else None
    if document.in_hundred is not None:
        yield _hundred_figure(document.in_hundred)
    yield of_course.pain_figure(at_hand, map(_arms_at, document.weeks), (pain_group(curves.pain),))
    yield _trade_off_figure(document)
    yield of_course.concentration_figure(
        at_hand, venous_ng_per_ml, (first.among(("ketamine_arterial", "ketamine_venous")),)
    )
    yield of_course.side_effect_figure(
        at_hand,
        risks.dissociation_fraction.mean if risks else 0.0,
        systolic_mmhg,
        (first.among(("dissociation", "systolic")),),
    )
    yield _gain_figure(document)
    yield of_course.outcomes_figure(
        at_hand, map(_score_at, document.scores), tuple(map(outcome_group, curves.outcomes))
    )


def _mean(values: IntervalRecord | None) -> str:
    return numbers.points(values.mean) if values else "not shown"


def _arms_at(week: WeekRecord) -> str:
    return (
        f"week {week.week}: untreated {numbers.points(week.untreated.mean)}, "
        f"placebo {_mean(week.placebo)}, ketamine {_mean(week.treated)}"
    )


def _score_at(score: ScoreRecord) -> str:
    means = [arm.mean for arm in (score.untreated, score.placebo, score.treated) if arm]
    words = [numbers.probability(mean) if score.unit == "1" else numbers.points(mean) for mean in means]
    arms = ", ".join(f"{arm} {word}" for arm, word in zip(("untreated", "placebo", "ketamine"), words, strict=False))
    return f"{score.meaning}, week {score.week}: {arms}"


def _untreated_figure(document: PlanDocument, curves: CourseCurves) -> Figure:
    means = "; ".join(f"week {week.week}: {numbers.points(week.untreated.mean)}" for week in document.weeks)
    return Figure(
        key="pain",
        title="Leg pain without treatment",
        caption="Mean and 90 % of predictions. Recent sciatica often improves by itself; old sciatica rarely does.",
        alt=f"Predicted mean leg pain of 10 points without treatment over 90 days. {means}.",
        draw=partial(_untreated, curves),
        curves=(pain_group(curves.pain),),
    )


def _hundred_figure(counts: InHundredRecord) -> Figure:
    harmed = counts.any_side_effect_probability
    shares = [
        *shares_better(counts.with_ketamine_probability, counts.on_placebo_probability),
        *(shares_harmed(harmed) if harmed is not None else ()),
    ]
    return Figure(
        key="hundred",
        title=f"100 patients like this one, week {counts.week}",
        caption=f"Better: {counts.least_gain_points:g} points less leg pain than untreated.",
        alt=f"Of 100 patients: {', '.join(f'{share.count} {share.words}' for share in shares)}.",
        draw=partial(_hundred, counts),
    )


def _trade_off_figure(document: PlanDocument) -> Figure:
    best = [mark for mark in document.trade_off_marks if not mark.proposed]
    most = max((mark.gain_over_placebo_points for mark in best), default=0.0)
    return Figure(
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
        draw=partial(_trade_offs, document),
    )


def _gain_figure(document: PlanDocument) -> Figure:
    rows = "; ".join(
        f"week {week.week}: ketamine {100 * (week.two_point_gain_probability or 0):.0f} %, placebo "
        f"{100 * (week.two_point_gain_on_placebo_probability or 0):.0f} %"
        for week in document.weeks
    )
    return Figure(
        key="gain",
        title="Chance of two points less pain",
        caption="Compared with no treatment. The line between the two marks is what the drug itself adds.",
        alt=f"Probability of a gain of 2 points over no treatment. {rows}.",
        draw=partial(_gain, document),
    )


def _untreated(curves: CourseCurves) -> Axes:
    from sciatwin import plotting

    return plotting.plot_pain(curves, ax=plotting.new_axes(height_in=_TALL_IN)[0])


def _hundred(counts: InHundredRecord) -> Axes:
    from sciatwin import plotting

    return plotting.plot_icon_arrays(
        counts.with_ketamine_probability, counts.on_placebo_probability, counts.any_side_effect_probability
    )[0]


def _trade_offs(document: PlanDocument) -> Axes:
    from sciatwin import plotting

    return plotting.plot_trade_offs(
        document.trade_off_marks,
        review_week=document.review_week,
        least_excess=document.least_credible_excess_probability,
        ax=plotting.new_axes(height_in=_TALL_IN)[0],
    )


def _gain(document: PlanDocument) -> Axes:
    from sciatwin import plotting
    from sciatwin.plotting.choice.gain import ChanceAtWeek

    chances = [
        ChanceAtWeek(
            week.week,
            week.two_point_gain_probability or 0.0,
            week.two_point_gain_on_placebo_probability or 0.0,
        )
        for week in document.weeks
    ]
    return plotting.plot_gain(chances, ax=plotting.new_axes(height_in=_LOW_IN)[0])
