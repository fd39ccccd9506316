"""The best trade-offs: what more relief costs in dissociation, visits and dose. "No infusion" is one of them."""

from bisect import bisect_right
from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import BoundaryNorm, ListedColormap
from matplotlib.lines import Line2D

from sciatwin.plan import Plan
from sciatwin.plan.told.people import HUNDRED
from sciatwin.plan.worth.candidate import Candidate
from sciatwin.plan.worth.credibility import LEAST_EXCESS, is_credible
from sciatwin.plotting.style import theme

_VISIT_BOUNDS = (1, 3, 5, 7, 9, 21)
_VISIT_NAMES = ("1–2", "3–4", "5–6", "7–8", "9+")
_VISIT_COLOURS = ("#d9a400", "#b5894a", "#7f8fa0", "#3f6ea5", "#12355b")
_VISITS = ListedColormap(_VISIT_COLOURS)
_NORM = BoundaryNorm(_VISIT_BOUNDS, _VISITS.N)
_AREA_PER_MG = 0.055
_LEAST_AREA = 8.0


def plot_trade_offs(result: Plan, *, ax: Axes | None = None) -> Axes:
    """Mean gain over placebo at the review week against mean peak dissociation, one mark per best trade-off.

    Area grows with total dose, colour darkens with visits. Filled: credible; hollow: not. The choice is ringed.
    """
    with theme.style():
        ax = theme.axes_or_new(ax)
        for credible in (False, True):
            _draw(ax, [c for c in result.trade_offs if is_credible(c) is credible], filled=credible)
        _ring_the_choice(ax, result)
        _draw_axes(ax, result)
        _legend(ax)
        _colour_bar(ax)
    return ax


def _draw(ax: Axes, candidates: list[Candidate], *, filled: bool) -> None:
    if not candidates:
        return
    colours = [_VISIT_COLOURS[bisect_right(_VISIT_BOUNDS, c.regimen.visits) - 1] for c in candidates]
    ax.scatter(
        [100 * c.risks.peak_dissociation for c in candidates],
        [c.gain_over_placebo for c in candidates],
        s=[_area(c.total_mg) for c in candidates],
        facecolors=colours if filled else "none",
        edgecolors=theme.INK if filled else colours,
        linewidths=0.5 if filled else 1.0,
        zorder=3 if filled else 2,
    )


def _area(total_mg: float) -> float:
    return _LEAST_AREA + _AREA_PER_MG * total_mg


def _ring_the_choice(ax: Axes, plan: Plan) -> None:
    ax.plot([0], [0], marker="s", markersize=6, color=theme.INK, linestyle="none", clip_on=False, zorder=5)
    ax.annotate("no infusion", (0, 0), xytext=(-6, 11), textcoords="offset points", fontsize=8, zorder=6)
    x, y, area = 0.0, 0.0, 40.0
    if plan.decision.proposes_infusion and plan.compared is not None:
        chosen = plan.compared
        _draw(ax, [chosen], filled=True)
        x, y, area = 100 * chosen.risks.peak_dissociation, chosen.gain_over_placebo, _area(chosen.total_mg)
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


def _draw_axes(ax: Axes, plan: Plan) -> None:
    candidates = [*plan.trade_offs, *([plan.compared] if plan.compared else [])]
    furthest = max((100 * c.risks.peak_dissociation for c in candidates), default=50)
    highest = max((c.gain_over_placebo for c in candidates), default=0.5)
    ax.set_xlim(-2, max(60, furthest * 1.1))
    ax.set_ylim(-0.04 * highest, max(highest * 1.3, 0.5))
    ax.set_xlabel("mean peak dissociation (% of scale)")
    ax.set_ylabel(f"gain over placebo at week {plan.patient.goals.review_week} (points)")


def _legend(ax: Axes) -> None:
    def mark(label: str, size: float, **shape: object) -> Line2D:
        return Line2D([], [], linestyle="none", marker="o", markersize=size, label=label, **shape)  # type: ignore[arg-type]

    ink = theme.INK
    handles = [
        mark("proposed here", 9, markerfacecolor="none", markeredgecolor=ink, markeredgewidth=1.8),
        mark(f"worth trying: the drug helps {HUNDRED * LEAST_EXCESS.value:.0f} of 100 or more", 5, color=theme.MUTED),
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
