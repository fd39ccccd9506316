"""Observed against predicted levels, one mark a reported value; the closer to the diagonal, the better."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from matplotlib.axes import Axes

from sciatwin.plotting.style import theme

_MARKERS = "osD^vP*XhH"
_COLOURS = (theme.KETAMINE, theme.PLACEBO, theme.ARTERIAL, theme.UNTREATED)
_TWOFOLD = 2.0


class ComparedLevel(Protocol):
    """A reported level beside what a model predicts of it."""

    @property
    def model_key(self) -> str: ...

    @property
    def model_site(self) -> str: ...

    @property
    def observed(self) -> float: ...

    @property
    def predicted(self) -> float: ...

    @property
    def inside(self) -> bool: ...


def plot_observed_predicted(levels: Sequence[ComparedLevel], *, ax: Axes | None = None) -> Axes:
    """Filled marks lie in the 90 % interval of the reported statistic. Dotted lines: twofold error."""
    with theme.style():
        ax = theme.axes_or_new(ax)
        low, high = _range(levels)
        ax.plot([low, high], [low, high], color=theme.MUTED, linewidth=1)
        for factor in (1 / _TWOFOLD, _TWOFOLD):
            ax.plot([low, high], [low * factor, high * factor], color=theme.MUTED, linewidth=0.8, linestyle=":")
        for index, key in enumerate(dict.fromkeys(c.model_key for c in levels)):
            _plot_model(ax, [c for c in levels if c.model_key == key], key, index)
        ax.set(xscale="log", yscale="log", xlim=(low, high), ylim=(low, high))
        ax.set_xlabel("observed level (ng/mL)")
        ax.set_ylabel("predicted level (ng/mL)")
        ax.legend(fontsize=7, ncols=2, loc="upper left", handletextpad=0.2, columnspacing=0.8)
    return ax


def _plot_model(ax: Axes, members: Sequence[ComparedLevel], key: str, index: int) -> None:
    colour, marker = _COLOURS[index % len(_COLOURS)], _MARKERS[index % len(_MARKERS)]
    for inside in (True, False):
        chosen = [c for c in members if c.inside is inside]
        ax.plot(
            [c.observed for c in chosen],
            [c.predicted for c in chosen],
            linestyle="none",
            marker=marker,
            markersize=4,
            color=colour,
            markerfacecolor=colour if inside else "white",
            label=f"{key} ({members[0].model_site})" if inside else None,
        )


def _range(levels: Sequence[ComparedLevel]) -> tuple[float, float]:
    values = np.array([value for c in levels for value in (c.observed, c.predicted)])
    return float(values.min() / 1.5), float(values.max() * 3)
