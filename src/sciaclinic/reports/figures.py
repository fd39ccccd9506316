"""The figures of a plan or of a course, drawn once: SVG, a title, a caption and a text for those who cannot see."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import xarray as xr

from sciaclinic.answers import numbers
from sciatwin import plotting
from sciatwin.patient import Patient
from sciatwin.plan import Plan
from sciatwin.plan.told.beyond_pain import ScoreOutcome, any_side_effect
from sciatwin.plan.told.outcomes import WeekOutcome
from sciatwin.plotting import Predicted
from sciatwin.plotting.choice.icon_array import shares_better, shares_harmed
from sciatwin.plotting.course.predicted import as_predicted
from sciatwin.regimen import Regimen
from sciatwin.twin.alternatives import PathwayComparison, WindowComparison

_TALL_IN, _TALLER_IN, _LOW_IN = 3.4, 4.0, 2.2


@dataclass(frozen=True, kw_only=True)
class ReportFigure:
    """One figure. ``alt`` says in words what it shows."""

    key: str
    title: str
    caption: str
    alt: str
    svg: str


def plan_figures(plan: Plan) -> tuple[ReportFigure, ...]:
    """Figures of a plan; where no infusion was compared, the untreated course and what else is open."""
    others = (_alternatives_figure(plan.pathway),) if plan.pathway else ()
    if plan.compared is None:
        return (_untreated_figure(plan), *others)
    return (
        *_hundred_figure(plan),
        _pain_figure(plan),
        _trade_off_figure(plan),
        _concentration_figure(plan),
        _side_effect_figure(plan),
        _gain_figure(plan),
        _outcomes_figure(plan),
        *others,
    )


def course_figures(
    course: xr.Dataset, regimen: Regimen, patient: Patient, pathway: PathwayComparison | None
) -> Mapping[str, str]:
    """SVG of a simulated course by file name."""
    shown = Predicted.of(course, regimen, review_week=patient.goals.review_week)
    others = {"alternatives": _alternatives_svg(pathway)} if pathway else {}
    return {**dict(_course_svgs(shown)), **others}


def _course_svgs(shown: Predicted) -> Iterator[tuple[str, str]]:
    yield "pain", _pain_svg(shown)
    if not shown.regimen.is_none:
        yield "concentration", _concentration_svg(shown)
        yield "side_effects", _side_effect_svg(shown)
    yield "outcomes", _outcomes_svg(shown)


def _pain_svg(shown: Plan | Predicted) -> str:
    (ax,) = plotting.new_axes(height_in=_TALL_IN)
    return plotting.svg_text(plotting.plot_pain(shown, ax=ax), "pain")


def _concentration_svg(shown: Plan | Predicted) -> str:
    (ax,) = plotting.new_axes(height_in=_TALLER_IN)
    return plotting.svg_text(plotting.plot_concentration(shown, ax=ax), "concentration")


def _side_effect_svg(shown: Plan | Predicted) -> str:
    """Dissociation above blood pressure; pressure is left out if it was never measured."""
    measured = "systolic" in as_predicted(shown).bands
    upper, *lower = plotting.new_axes(2 if measured else 1, height_in=_TALLER_IN)
    plotting.plot_dissociation(shown, ax=upper)
    for ax in lower:
        plotting.plot_blood_pressure(shown, ax=ax)
        upper.set_xlabel("")
        upper.tick_params(labelbottom=False)
    return plotting.svg_text(upper, "side-effects")


def _outcomes_svg(shown: Plan | Predicted) -> str:
    return plotting.svg_text(plotting.plot_outcomes(shown)[0], "outcomes")


def _alternatives_svg(compared: PathwayComparison) -> str:
    return plotting.svg_text(plotting.plot_alternatives(compared), "alternatives")


def _arms_at(outcome: WeekOutcome) -> str:
    return (
        f"week {outcome.week}: untreated {numbers.points(outcome.untreated.mean)}, "
        f"placebo {numbers.points(outcome.placebo.mean)}, ketamine {numbers.points(outcome.treated.mean)}"
    )


def _untreated_figure(plan: Plan) -> ReportFigure:
    means = "; ".join(f"week {o.week}: {numbers.points(o.untreated.mean)}" for o in plan.outcomes)
    return ReportFigure(
        key="pain",
        title="Leg pain without treatment",
        caption=("Mean and 90 % of predictions. Recent sciatica often improves by itself; old sciatica rarely does."),
        alt=f"Predicted mean leg pain of 10 points without treatment over 90 days. {means}.",
        svg=_pain_svg(plan),
    )


def _hundred_figure(plan: Plan) -> Iterator[ReportFigure]:
    if plan.in_hundred is None:
        return
    harmed = any_side_effect(plan.side_effects)
    axes = plotting.plot_icon_arrays(plan.in_hundred, harmed)
    shares = [*shares_better(plan.in_hundred), *(shares_harmed(harmed) if harmed is not None else ())]
    yield ReportFigure(
        key="hundred",
        title=f"100 patients like this one, week {plan.in_hundred.week}",
        caption=f"Better: {plan.in_hundred.least_gain:g} points less leg pain than untreated.",
        alt=f"Of 100 patients: {', '.join(f'{share.count} {share.words}' for share in shares)}.",
        svg=plotting.svg_text(axes[0], "hundred"),
    )


def _pain_figure(plan: Plan) -> ReportFigure:
    return ReportFigure(
        key="pain",
        title="Leg pain over 90 days",
        caption=(
            "What the drug adds is the gap between ketamine and placebo, not the fall from today. The hours of each "
            "infusion and the 8 h after it are left out. The bands show how little is certain for one person."
        ),
        alt="Predicted mean leg pain of 10 points over 90 days. " + "; ".join(map(_arms_at, plan.outcomes)) + ".",
        svg=_pain_svg(plan),
    )


def _trade_off_figure(plan: Plan) -> ReportFigure:
    (ax,) = plotting.new_axes(height_in=_TALL_IN)
    most = max((c.gain_over_placebo for c in plan.trade_offs), default=0.0)
    return ReportFigure(
        key="trade-offs",
        title="What more relief would cost",
        caption=(
            "Every mark is a regimen within the limits that no other beats on gain, dissociation, visits and dose at "
            "once. No infusion, at the origin, is one of the options."
        ),
        alt=(
            f"{len(plan.trade_offs)} best trade-offs between mean gain over placebo and mean peak dissociation. The "
            f"largest gain is {numbers.points(most)} points of 10. Proposed: "
            f"{'the ringed regimen' if plan.decision.proposes_infusion else 'no infusion'}."
        ),
        svg=plotting.svg_text(plotting.plot_trade_offs(plan, ax=ax), "trade-offs"),
    )


def _concentration_figure(plan: Plan) -> ReportFigure:
    highest = plan.peaks.ketamine_venous_ng_per_ml.mean if plan.peaks else 0.0
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
        svg=_concentration_svg(plan),
    )


def _side_effect_figure(plan: Plan) -> ReportFigure:
    peak = plan.peaks.dissociation_fraction.mean if plan.peaks else 0.0
    pressure = plan.peaks.systolic_mmhg if plan.peaks else None
    systolic = f", mean peak systolic pressure {pressure.mean:.0f} mmHg" if pressure else ""
    return ReportFigure(
        key="side-effects",
        title="Dissociation and blood pressure, first session",
        caption="Mean and 90 % of predictions. Both thresholds are assumed; a responsible physician sets them.",
        alt=f"Predicted side effects. Mean peak dissociation {100 * peak:.0f} % of the scale{systolic}.",
        svg=_side_effect_svg(plan),
    )


def _gain_figure(plan: Plan) -> ReportFigure:
    (ax,) = plotting.new_axes(height_in=_LOW_IN)
    rows = "; ".join(
        f"week {o.week}: ketamine {100 * o.two_point_gain:.0f} %, placebo {100 * o.two_point_gain_on_placebo:.0f} %"
        for o in plan.outcomes
    )
    return ReportFigure(
        key="gain",
        title="Chance of two points less pain",
        caption="Compared with no treatment. The line between the two marks is what the drug itself adds.",
        alt=f"Probability of a gain of 2 points over no treatment. {rows}.",
        svg=plotting.svg_text(plotting.plot_gain(plan, ax=ax), "gain"),
    )


def _outcomes_figure(plan: Plan) -> ReportFigure:
    return ReportFigure(
        key="outcomes",
        title="Mood, sleep, function and impression over 90 days",
        caption="Means of the three arms and 90 % of predictions with ketamine. Each scale starts at 0.",
        alt="Predicted means beyond leg pain. " + "; ".join(map(_score_at, plan.scores)) + ".",
        svg=_outcomes_svg(plan),
    )


def _score_at(score: ScoreOutcome) -> str:
    means = [arm.mean for arm in (score.untreated, score.placebo, score.treated)]
    words = [numbers.probability(mean) if score.unit == "1" else numbers.points(mean) for mean in means]
    untreated, placebo, treated = words
    return f"{score.meaning}, week {score.week}: untreated {untreated}, placebo {placebo}, ketamine {treated}"


def _alternatives_figure(compared: PathwayComparison) -> ReportFigure:
    others = "a mark for what trials found of each other treatment"
    return ReportFigure(
        key="alternatives",
        title="Points less leg pain, by time",
        caption="Grey: already tried, or not open to this patient. A long line is an uncertain number.",
        alt=f"Points less leg pain than the comparison: {others}. "
        + ". ".join(map(_window_words, compared.windows))
        + ".",
        svg=_alternatives_svg(compared),
    )


def _window_words(window: WindowComparison) -> str:
    ketamine = [f"ketamine {numbers.points(window.ketamine.mean)}"] if window.ketamine else []
    others = [
        f"{option.comparator.name} {numbers.points(effect.gain)} ({effect.when})"
        for option, effects in window.alternatives
        for effect in effects
    ]
    return f"In the {window.window.name}: " + ", ".join([*ketamine, *others])
