"""The figures of the mechanism, each with a title, a caption and a text for those who cannot see it."""

from dataclasses import replace

from matplotlib.axes import Axes

from sciaclinic.reports import mechanism_words as words
from sciaclinic.reports.figures import ReportFigure
from sciatwin import plotting
from sciatwin.twin.explanation import Explanation

LEVELS, BLOCK, RASTERS, WIND_UP = "level-and-block", "block", "rasters", "wind-up"
PAIN, RELIEF = "pain", "relief"
_LOW_IN = 2.6


def mechanism_figures(found: Explanation) -> tuple[ReportFigure, ...]:
    """In the order of the chain."""
    return (
        _level_figure(found),
        _raster_figure(found),
        _wind_up_figure(found),
        _pain_figure(found),
        _relief_figure(found),
    )


def patient_figures(found: Explanation) -> tuple[ReportFigure, ...]:
    """Three of them, with captions in plain words."""
    (ax,) = plotting.new_axes(height_in=_LOW_IN)
    blocked, taken_off = found.during.block_fraction, found.during.quieted_fraction
    block = ReportFigure(
        key=BLOCK,
        title="Receptors blocked in the first session",
        caption="Blue: receptors blocked. Brown: what the nerve cell sends less.",
        alt=(
            f"Block of the NMDA receptor against hours, at most {words.percent_with_range(blocked)}; output taken off, "
            f"at most {words.percent_with_range(taken_off)}. Both fall after the infusion."
        ),
        svg=_svg(plotting.plot_block_over_time(found, ax=ax), BLOCK),
    )
    return (
        block,
        replace(_raster_figure(found), caption="Each row is one shock, each tick one signal."),
        replace(_pain_figure(found), caption="Placebo: an infusion without drug."),
    )


def _svg(ax: Axes, key: str) -> str:
    return plotting.svg_text(ax, key)


def _level_figure(found: Explanation) -> ReportFigure:
    site = found.during.s_ketamine_site_ng_per_ml
    return ReportFigure(
        key=LEVELS,
        title="Level and block in the first session",
        caption=(
            "Above: ketamine in blood and S-ketamine at the place where it acts. Below: the part of the receptors "
            "that is blocked, and the part that block takes off the ongoing output of the simulated cell."
        ),
        alt=(
            f"Curves against hours. S-ketamine at the effect site rises to {words.level_with_range(site)} ng/mL, block "
            f"of the NMDA receptor to {words.percent_with_range(found.during.block_fraction)}, and the output taken "
            f"off to {words.percent_with_range(found.during.quieted_fraction)}; all fall within hours of the infusion."
        ),
        svg=_svg(plotting.plot_level_and_block(found)[0], LEVELS),
    )


def _raster_figure(found: Explanation) -> ReportFigure:
    runs = "; ".join(f"{moment.name}: {words.spikes_words(moment.typical)}" for moment in found.moments)
    return ReportFigure(
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
        svg=_svg(plotting.plot_circuit_rasters(found)[0], RASTERS),
    )


def _wind_up_figure(found: Explanation) -> ReportFigure:
    return ReportFigure(
        key=WIND_UP,
        title="Wind-up before, during and after",
        caption=(
            "Late spikes of the same runs. The band is the same cord at the 5th and 95th percentile of block: it holds "
            "what is not known of block, and nothing of what is not known of the cord."
        ),
        alt=(
            "Late spikes against the number of the shock, three curves. Added from the first shock to the last three: "
            + "; ".join(f"{moment.name} {moment.typical.added:.0f}" for moment in found.moments)
            + f"; during, at low and high block, {found.during.at_low_block.added:.0f} and "
            f"{found.during.at_high_block.added:.0f}."
        ),
        svg=_svg(plotting.plot_circuit_wind_up(found), WIND_UP),
    )


def _pain_figure(found: Explanation) -> ReportFigure:
    rows = []
    for name, time_h in words.relief_moments(found):
        row = found.row_at(time_h)
        means = [spread.mean[row] for spread in (found.pain_untreated, found.pain_placebo, found.pain_treated)]
        untreated, placebo, treated = (f"{mean:.1f}" for mean in means)
        rows.append(f"{name}: untreated {untreated}, placebo {placebo}, ketamine {treated}")
    return ReportFigure(
        key=PAIN,
        title="Leg pain with and without ketamine",
        caption=(
            "Lines: means. Bands: 90 % of predictions, untreated and with ketamine. Placebo is an inert infusion that "
            "is believed in as much; what lies below it is the drug."
        ),
        alt="Predicted mean leg pain of 10 points by hour and by week. " + "; ".join(rows) + ".",
        svg=_svg(plotting.plot_pain_over_time(found)[0], PAIN),
    )


def _relief_figure(found: Explanation) -> ReportFigure:
    rows = []
    for name, time_h in words.relief_moments(found):
        row = found.row_at(time_h)
        fast, lasting = found.fast_relief_fraction.at(row), found.lasting_relief_fraction.at(row)
        rows.append(f"{name}: fast {words.percent_with_range(fast)}, lasting {words.percent_with_range(lasting)}")
    return ReportFigure(
        key=RELIEF,
        title="What the drug takes off the pain",
        caption=(
            "Fast relief follows the level at the effect site. Lasting relief is the mean over rival accounts and over "
            "people who respond or not, so most versions have less than the mean."
        ),
        alt="Part of pain removed by the drug alone, by hour and by week. " + "; ".join(rows) + ".",
        svg=_svg(plotting.plot_relief_over_time(found)[0], RELIEF),
    )
