"""The figures of any course, planned or asked for: drawn from its curves when somebody looks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from sciaclinic.answers import numbers
from sciaclinic.answers.blocks import Figure
from sciaclinic.answers.curves import CurvesRecord

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from sciatwin.twin.shown.curves import CourseCurves
    from sciatwin.twin.shown.pathway_shown import PathwayShown, PathwayWindow

CurvesAtHand = Callable[[], "CourseCurves"]
"""Gives the curves of the course when a figure is to be drawn."""
Stored = tuple[CurvesRecord, ...]

_TALL_IN, _TALLER_IN = 3.4, 4.0


def pain_figure(curves: CurvesAtHand, arms_by_week: Iterable[str], stored: Stored = ()) -> Figure:
    """Args: arms_by_week: what the figure shows, in words, week by week."""
    return Figure(
        key="pain",
        title="Leg pain over 90 days",
        caption=(
            "What the drug adds is the gap between ketamine and placebo, not the fall from today. The hours of each "
            "infusion and the 8 h after it are left out. The bands show how little is certain for one person."
        ),
        alt=f"Predicted mean leg pain of 10 points over 90 days. {'; '.join(arms_by_week)}.",
        draw=partial(_pain, curves),
        curves=stored,
    )


def concentration_figure(curves: CurvesAtHand, venous_peak_ng_per_ml: float, stored: Stored = ()) -> Figure:
    """Args: venous_peak_ng_per_ml: mean of the highest venous level of the course."""
    return Figure(
        key="concentration",
        title="Ketamine in plasma, first session",
        caption=(
            "S- and R-ketamine together. Arterial and venous levels come from two published models of healthy "
            "volunteers; a forearm sample compares with the venous line."
        ),
        alt=(
            "Predicted arterial and venous ketamine during the first session and 8 hours after it. The mean venous "
            f"peak of the course is {numbers.two_digits(venous_peak_ng_per_ml)} ng/mL."
        ),
        draw=partial(_concentration, curves),
        curves=stored,
    )


def side_effect_figure(
    curves: CurvesAtHand, dissociation_fraction: float, systolic_mmhg: float | None, stored: Stored = ()
) -> Figure:
    """Args: dissociation_fraction, systolic_mmhg: means of the highest values of the course."""
    peak = f"{100 * dissociation_fraction:.0f} %"
    pressure = f", mean peak systolic pressure {systolic_mmhg:.0f} mmHg" if systolic_mmhg is not None else ""
    return Figure(
        key="side-effects",
        title="Dissociation and blood pressure, first session" if pressure else "Dissociation, first session",
        caption="Mean and 90 % of predictions. Thresholds that are assumed are set by a responsible physician.",
        alt=f"Predicted side effects. Mean peak dissociation {peak} of the scale{pressure}.",
        draw=partial(_side_effects, curves),
        curves=stored,
    )


def block_figure(curves: CurvesAtHand, highest_fraction: float, stored: Stored = ()) -> Figure:
    """Args: highest_fraction: the highest mean of the first session."""
    return Figure(
        key="block",
        title="Block of NMDA receptors, first session",
        caption=(
            "Mean and 90 % of predictions. Computed: no curve of occupancy against level has been measured in people."
        ),
        alt=(
            "Predicted part of spinal NMDA receptors that is blocked during the first session; on average "
            f"{100 * highest_fraction:.0f} % at most."
        ),
        draw=partial(_block, curves),
        curves=stored,
    )


def outcomes_figure(curves: CurvesAtHand, shown: Iterable[str], stored: Stored = ()) -> Figure:
    """Args: shown: means of the arms, in words, one text an outcome and week."""
    return Figure(
        key="outcomes",
        title="Mood, sleep, function and impression over 90 days",
        caption="Means of the three arms and 90 % of predictions with ketamine. Each scale starts at 0.",
        alt=f"Predicted means beyond leg pain. {'; '.join(shown)}.",
        draw=partial(_outcomes, curves),
        curves=stored,
    )


def alternatives_figure(pathway: PathwayShown) -> Figure:
    """Ketamine beside what trials found of every other treatment."""
    words = ". ".join(_window_words(window, pathway) for window in pathway.windows)
    return Figure(
        key="alternatives",
        title="Points less leg pain, by time",
        caption="Grey: already tried, or not open to this patient. A long line is an uncertain number.",
        alt=(
            f"Points less leg pain than the comparison: a mark for what trials found of each other treatment. {words}."
        ),
        draw=partial(_alternatives, pathway),
        broad=True,
    )


def _window_words(window: PathwayWindow, pathway: PathwayShown) -> str:
    ketamine = [f"ketamine {numbers.points(window.ketamine.mean)}"] if window.ketamine else []
    others = [
        f"{option.name} {numbers.points(effect.gain_points)} ({effect.when})"
        for option in pathway.options
        for effect in option.effects
        if effect.window == window.name
    ]
    return f"In the {window.name}: {', '.join([*ketamine, *others])}"


def _pain(curves: CurvesAtHand) -> Axes:
    from sciatwin import plotting

    return plotting.plot_pain(curves(), ax=plotting.new_axes(height_in=_TALL_IN)[0])


def _concentration(curves: CurvesAtHand) -> Axes:
    from sciatwin import plotting

    return plotting.plot_concentration(curves(), ax=plotting.new_axes(height_in=_TALLER_IN)[0])


def _block(curves: CurvesAtHand) -> Axes:
    from sciatwin import plotting

    return plotting.plot_block(curves(), ax=plotting.new_axes(height_in=_TALL_IN)[0])


def _side_effects(curves: CurvesAtHand) -> Axes:
    """Dissociation above blood pressure; pressure is left out if it was never measured."""
    from sciatwin import plotting

    shown = curves()
    measured = shown.session is not None and shown.session.systolic_mmhg is not None
    upper, *lower = plotting.new_axes(2 if measured else 1, height_in=_TALLER_IN)
    plotting.plot_dissociation(shown, ax=upper)
    for ax in lower:
        plotting.plot_blood_pressure(shown, ax=ax)
        upper.set_xlabel("")
        upper.tick_params(labelbottom=False)
    return upper


def _outcomes(curves: CurvesAtHand) -> Axes:
    from sciatwin import plotting

    return plotting.plot_outcomes(curves())[0]


def _alternatives(pathway: PathwayShown) -> Axes:
    from sciatwin import plotting

    return plotting.plot_alternatives(pathway)
