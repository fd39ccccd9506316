"""The best trade-offs: what more relief costs in dissociation, visits and dose. "No infusion" is one of them."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import BoundaryNorm, ListedColormap
from matplotlib.lines import Line2D

from sciatwin.plan.told.people import HUNDRED
from sciatwin.plan.worth.preferences import PREFERENCES
from sciatwin.plan.worth.trade_offs import TradeOffMark
from sciatwin.plotting.style import theme

_VISIT_BOUNDS = (1, 3, 5, 7, 9, 21)
_VISIT_NAMES = ("1–2", "3–4", "5–6", "7–8", "9+")
_VISIT_COLOURS = ("#d9a400", "#b5894a", "#7f8fa0", "#3f6ea5", "#12355b")
_VISITS = ListedColormap(_VISIT_COLOURS)
_NORM = BoundaryNorm(_VISIT_BOUNDS, _VISITS.N)
_AREA_PER_MG = 0.055
_LEAST_AREA = 8.0


def plot_trade_offs(
    marks: Sequence[TradeOffMark],
    *,
    review_week: int,
    least_excess: float = PREFERENCES.least_excess.value,
    ax: Axes | None = None,
) -> Axes:
    """Mean gain over placebo at the review week against mean peak dissociation, one mark per best trade-off.

    Area grows with total dose, colour darkens with visits. Filled: credible; hollow: not. The choice is ringed.

    Args:
        least_excess: what the drug must add to be worth trying, as a probability.
    """
    with theme.style():
        ax = theme.axes_or_new(ax)
        for credible in (False, True):
            _draw(ax, [m for m in marks if m.credible is credible and not m.proposed], filled=credible)
        _ring_the_choice(ax, [mark for mark in marks if mark.proposed])
        _draw_axes(ax, marks, review_week)
        _legend(ax, least_excess)
        _colour_bar(ax)
    return ax


def _draw(ax: Axes, marks: Sequence[TradeOffMark], *, filled: bool) -> None:
    if not marks:
        return
    colours = [_VISIT_COLOURS[bisect_right(_VISIT_BOUNDS, mark.visits) - 1] for mark in marks]
    ax.scatter(
        [100 * mark.peak_dissociation_fraction for mark in marks],
        [mark.gain_over_placebo_points for mark in marks],
        s=[_area(mark.total_mg) for mark in marks],
        facecolors=colours if filled else "none",
        edgecolors=theme.INK if filled else colours,
        linewidths=0.5 if filled else 1.0,
        zorder=3 if filled else 2,
    )


def _area(total_mg: float) -> float:
    return _LEAST_AREA + _AREA_PER_MG * total_mg


def _ring_the_choice(ax: Axes, proposed: Sequence[TradeOffMark]) -> None:
    """The regimen that is proposed, or "no infusion"."""
    ax.plot([0], [0], marker="s", markersize=6, color=theme.INK, linestyle="none", clip_on=False, zorder=5)
    ax.annotate("no infusion", (0, 0), xytext=(-6, 11), textcoords="offset points", fontsize=8, zorder=6)
    x, y, area = 0.0, 0.0, 40.0
    for chosen in proposed:
        _draw(ax, [chosen], filled=True)
        x, y = 100 * chosen.peak_dissociation_fraction, chosen.gain_over_placebo_points
        area = _area(chosen.total_mg)
    ax.scatter(
        [x],
        [y],
        s=[(np.sqrt(area) + 8) ** 2],
        facecolors="none",
        edgecolors=theme.INK,
        linewidths=1.8,
        zorder=6,
        clip_on=False,
    )


def _draw_axes(ax: Axes, marks: Sequence[TradeOffMark], review_week: int) -> None:
    furthest = max((100 * mark.peak_dissociation_fraction for mark in marks), default=50)
    highest = max((mark.gain_over_placebo_points for mark in marks), default=0.5)
    ax.set_xlim(-2, max(60, furthest * 1.1))
    ax.set_ylim(-0.04 * highest, max(highest * 1.3, 0.5))
    ax.set_xlabel("mean peak dissociation (% of scale)")
    ax.set_ylabel(f"gain over placebo at week {review_week} (points)")


def _legend(ax: Axes, least_excess: float) -> None:
    def mark(label: str, size: float, **shape: object) -> Line2D:
        return Line2D([], [], linestyle="none", marker="o", markersize=size, label=label, **shape)  # type: ignore[arg-type]

    ink = theme.INK
    handles = [
        mark("proposed here", 9, markerfacecolor="none", markeredgecolor=ink, markeredgewidth=1.8),
        mark(f"worth trying: the drug helps {HUNDRED * least_excess:.0f} of 100 or more", 5, color=theme.MUTED),
        mark("too little benefit", 5, markerfacecolor="none", markeredgecolor=theme.MUTED),
        mark("200 mg in all", np.sqrt(_area(200)), markerfacecolor="none", markeredgecolor=ink, markeredgewidth=0.6),
        mark("1000 mg", np.sqrt(_area(1000)), markerfacecolor="none", markeredgecolor=ink, markeredgewidth=0.6),
    ]
    ax.legend(handles=handles, loc="upper left", handlelength=1.2, labelspacing=0.35)


def _colour_bar(ax: Axes) -> None:
    figure = ax.get_figure()
    if figure is None:
        return
    bar = figure.colorbar(ScalarMappable(_NORM, _VISITS), ax=ax, spacing="uniform", aspect=28, pad=0.02)
    middles = [(low + high) / 2 for low, high in pairwise(_VISIT_BOUNDS)]
    bar.set_ticks(middles, labels=list(_VISIT_NAMES))
    bar.ax.tick_params(which="both", length=0)
    bar.outline.set_visible(False)
    bar.set_label("visits")
