"""The figures of the mechanism, each with a title, a caption and a text for those who cannot see it."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from sciaclinic.answers.blocks import NOT_ON_TERMINAL, Figure
from sciaclinic.answers.curves import CurvesRecord
from sciaclinic.answers.mechanism import words
from sciaclinic.answers.mechanism.document import MechanismDocument
from sciaclinic.answers.mechanism.drawn import explanation_in

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from sciatwin.twin.shown.explanation import Explanation

LEVELS, BLOCK, RASTERS, WIND_UP = "level-and-block", "block", "rasters", "wind-up"
PAIN, RELIEF = "pain", "relief"
_LOW_IN = 2.6

_LEVEL_CURVES = ("ketamine_arterial_ng_per_ml", "ketamine_venous_ng_per_ml", "s_ketamine_site_ng_per_ml")
_BLOCK_CURVES = ("block_fraction", "quieted_fraction")
_PAIN_CURVES = ("pain_untreated", "pain_placebo", "pain_treated")
_RELIEF_CURVES = ("fast_relief_fraction", "lasting_relief_fraction")


def science_figures(document: MechanismDocument) -> tuple[Figure, Figure, Figure, Figure, Figure]:
    """In the order of the chain."""
    return (
        _level_figure(document),
        _raster_figure(document),
        _wind_up_figure(document),
        _pain_figure(document),
        _relief_figure(document),
    )


def patient_figures(document: MechanismDocument) -> tuple[Figure, Figure, Figure]:
    """Block, signals and pain, with captions in plain words."""
    return (
        _block_figure(document),
        replace(_raster_figure(document), caption="Each row is one shock, each tick one signal."),
        replace(_pain_figure(document), caption="Placebo: an infusion without drug."),
    )


def _drawn(document: MechanismDocument, plot: Callable[["Explanation"], "Axes"]) -> Callable[[], "Axes"]:
    return lambda: plot(explanation_in(document))


def _curves(document: MechanismDocument, names: tuple[str, ...]) -> tuple[CurvesRecord, ...]:
    return (document.course.among(names),)


def _block_figure(document: MechanismDocument) -> Figure:
    def plot(found: "Explanation") -> "Axes":
        from sciatwin import plotting

        (ax,) = plotting.new_axes(height_in=_LOW_IN)
        return plotting.plot_block_over_time(found, ax=ax)

    during = document.during
    return Figure(
        key=BLOCK,
        title="Receptors blocked in the first session",
        caption="Blue: receptors blocked. Brown: what the nerve cell sends less.",
        alt=(
            "Block of the NMDA receptor against hours, at most "
            f"{words.percent_with_range(during.block_fraction)}; output taken off, at most "
            f"{words.percent_with_range(during.quieted_fraction)}. Both fall after the infusion."
        ),
        draw=_drawn(document, plot),
        curves=_curves(document, _BLOCK_CURVES),
        on=NOT_ON_TERMINAL,
    )


def _level_figure(document: MechanismDocument) -> Figure:
    def plot(found: "Explanation") -> "Axes":
        from sciatwin.plotting import plot_level_and_block

        return plot_level_and_block(found)[0]

    during = document.during
    return Figure(
        key=LEVELS,
        title="Level and block in the first session",
        caption=(
            "Above: ketamine in blood and S-ketamine at the place where it acts. Below: the part of the receptors "
            "that is blocked, and the part that block takes off the ongoing output of the simulated cell."
        ),
        alt=(
            "Curves against hours. S-ketamine at the effect site rises to "
            f"{words.level_with_range(during.s_ketamine_site_ng_per_ml)} ng/mL, block "
            f"of the NMDA receptor to {words.percent_with_range(during.block_fraction)}, and the output taken "
            f"off to {words.percent_with_range(during.quieted_fraction)}; all fall within hours of the infusion."
        ),
        draw=_drawn(document, plot),
        curves=_curves(document, (*_LEVEL_CURVES, *_BLOCK_CURVES)),
        on=NOT_ON_TERMINAL,
    )


def _raster_figure(document: MechanismDocument) -> Figure:
    def plot(found: "Explanation") -> "Axes":
        from sciatwin.plotting import plot_circuit_rasters

        return plot_circuit_rasters(found)[0]

    runs = "; ".join(f"{moment.name}: {words.spikes_words(moment.at_mean_block)}" for moment in document.moments)
    return Figure(
        key=RASTERS,
        title="Signals of a simulated spinal nerve cell",
        caption=(
            "One row for each of 15 shocks, one a second, the first on top; one tick a signal. Named above: signals "
            "more than 0.1 s after the first shock → after each of the last three. After: a day after the last session."
        ),
        alt=(
            "Three rasters of the projection neuron's spikes after each of 15 shocks, side by side. Late spikes after "
            f"the first shock and after each of the last three: {runs}."
        ),
        draw=_drawn(document, plot),
        on=NOT_ON_TERMINAL,
    )


def _wind_up_figure(document: MechanismDocument) -> Figure:
    def plot(found: "Explanation") -> "Axes":
        from sciatwin.plotting import plot_circuit_wind_up

        return plot_circuit_wind_up(found)

    during = document.during
    return Figure(
        key=WIND_UP,
        title="Wind-up before, during and after",
        caption=(
            "Late spikes of the same runs. The band is the same cord at the 5th and 95th percentile of block: it holds "
            "what is not known of block, and nothing of what is not known of the cord."
        ),
        alt=(
            "Late spikes against the number of the shock, three curves. Added from the first shock to the last three: "
            + "; ".join(f"{moment.name} {moment.at_mean_block.added:.0f}" for moment in document.moments)
            + f"; during, at low and high block, {during.at_low_block.added:.0f} and "
            f"{during.at_high_block.added:.0f}."
        ),
        draw=_drawn(document, plot),
        on=NOT_ON_TERMINAL,
    )


def _pain_figure(document: MechanismDocument) -> Figure:
    def plot(found: "Explanation") -> "Axes":
        from sciatwin.plotting import plot_pain_over_time

        return plot_pain_over_time(found)[0]

    rows = (
        f"{at.when}: untreated {at.pain_untreated.mean:.1f}, placebo {at.pain_placebo.mean:.1f}, ketamine "
        f"{at.pain_treated.mean:.1f}"
        for at in document.relief
    )
    return Figure(
        key=PAIN,
        title="Leg pain with and without ketamine",
        caption=(
            "Lines: means. Bands: 90 % of predictions, untreated and with ketamine. Placebo is an inert infusion that "
            "is believed in as much; what lies below it is the drug."
        ),
        alt=f"Predicted mean leg pain of 10 points by hour and by week. {'; '.join(rows)}.",
        draw=_drawn(document, plot),
        curves=_curves(document, _PAIN_CURVES),
        on=NOT_ON_TERMINAL,
    )


def _relief_figure(document: MechanismDocument) -> Figure:
    def plot(found: "Explanation") -> "Axes":
        from sciatwin.plotting import plot_relief_over_time

        return plot_relief_over_time(found)[0]

    rows = (
        f"{at.when}: fast {words.percent_with_range(at.fast_relief_fraction)}, lasting "
        f"{words.percent_with_range(at.lasting_relief_fraction)}"
        for at in document.relief
    )
    return Figure(
        key=RELIEF,
        title="What the drug takes off the pain",
        caption=(
            "Fast relief follows the level at the effect site. Lasting relief is the mean over rival accounts and over "
            "people who respond or not, so most versions have less than the mean."
        ),
        alt=f"Part of pain removed by the drug alone, by hour and by week. {'; '.join(rows)}.",
        draw=_drawn(document, plot),
        curves=_curves(document, _RELIEF_CURVES),
        on=NOT_ON_TERMINAL,
    )
