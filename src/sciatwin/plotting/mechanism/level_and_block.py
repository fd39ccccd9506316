"""From level to block: ketamine in the first session, and what it does to the receptor and to the circuit's output."""

from matplotlib.axes import Axes

from sciatwin.plotting.mechanism.block_over_time import plot_block_over_time
from sciatwin.plotting.style import theme
from sciatwin.plotting.style.session_axis import (
    BOLUS_OVER_H,
    draw_session_axis,
    label_bolus_above,
    label_end_of_infusion,
)
from sciatwin.twin.shown.explanation import Explanation

_HEIGHT_IN = 5.0
_ROOM_FOR_LABELS = 1.35


def plot_level_and_block(found: Explanation, *, axes: list[Axes] | None = None) -> list[Axes]:
    """Above: levels. Below: part of the receptors blocked, and part of the ongoing output taken off.

    Args:
        axes: two Axes, for levels and for block.
    """
    with theme.style():
        levels, blocked = theme.new_axes(2, height_in=_HEIGHT_IN) if axes is None else axes
        _draw_levels(levels, found)
        draw_session_axis(levels, found.regimen.by_visit[0].end_h, found.last_shown_h)
        plot_block_over_time(found, ax=blocked)
        label_end_of_infusion(levels, found.regimen.by_visit[0].end_h)
        levels.set_xlabel("")
        levels.tick_params(labelbottom=False)
    return [levels, blocked]


def _draw_levels(ax: Axes, found: Explanation) -> None:
    for spread, colour, line, label in (
        (found.ketamine_arterial_ng_per_ml, theme.ARTERIAL, "-", "S + R, arterial"),
        (found.ketamine_venous_ng_per_ml, theme.VENOUS, (0, (5, 2)), "S + R, venous"),
    ):
        ax.plot(found.time_h, spread.mean, color=colour, linestyle=line, linewidth=1.4, label=label)
    shown, site = found.first_session, found.s_ketamine_site_ng_per_ml
    band = site.low[shown], site.high[shown]
    ax.fill_between(found.time_h[shown], *band, color=theme.INK, alpha=0.16, linewidth=0)
    ax.plot(found.time_h, site.mean, color=theme.INK, linewidth=2.0, label="S at the effect site")
    ax.set_ylim(0, _ROOM_FOR_LABELS * _highest(found))
    label_bolus_above(ax, float(found.ketamine_arterial_ng_per_ml.mean[found.first_session].max()))
    ax.set_ylabel("ketamine (ng/mL)")
    ax.legend(loc="upper right", bbox_to_anchor=(1, 0.9))


def _highest(found: Explanation) -> float:
    shown = found.first_session & (found.time_h > BOLUS_OVER_H)
    curves = (found.ketamine_arterial_ng_per_ml.mean, found.s_ketamine_site_ng_per_ml.high)
    return max(float(curve[shown].max()) for curve in curves)
