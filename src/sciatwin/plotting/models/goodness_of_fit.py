"""The four plots by which the field judges a population fit."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

from sciatwin.plotting.style import theme
from sciatwin.population import Cohort, FitDiagnostics

_SIZE_IN = (2 * theme.WIDTH_IN, 2 * theme.HEIGHT_IN)
_USUAL = 1.96
"""Between −1.96 and 1.96 lie 95 % of standard normal residuals."""

_MANY_DECADES = 300.0


def plot_goodness_of_fit(cohort: Cohort, diagnostics: FitDiagnostics) -> list[Axes]:
    """Observed levels against both predictions, and conditional residuals against time and prediction.

    Returns: four axes of one new figure, row after row.
    """
    with theme.style():
        figure = Figure(figsize=_SIZE_IN, layout="constrained")
        axes = [figure.add_subplot(2, 2, place + 1) for place in range(4)]
        population, individual = diagnostics.population_ng_per_ml, diagnostics.individual_ng_per_ml
        _observed_against(axes[0], cohort, population, "population prediction (ng/mL)")
        _observed_against(axes[1], cohort, individual, "individual prediction (ng/mL)")
        _residuals_against(axes[2], cohort.times_h, diagnostics, "time (h)")
        _residuals_against(axes[3], population, diagnostics, "population prediction (ng/mL)")
        _logarithmic(axes[3], "x")
        if _spans_decades(cohort.times_h):
            _logarithmic(axes[2], "x")
    return axes


def _spans_decades(times_h: np.ndarray) -> bool:
    return bool(0 < 100 * times_h.min() < times_h.max())


def _logarithmic(ax: Axes, which: str) -> None:
    """Ticks written as plain numbers: 1, 2 and 5 of each decade, or only 1 where there are many decades."""
    for letter in which:
        ax.set(**{f"{letter}scale": "log"})
        axis = ax.xaxis if letter == "x" else ax.yaxis
        low, high = axis.get_data_interval()
        few = high < _MANY_DECADES * low
        axis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0) if few else (1.0,)))
        axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,g}"))
        axis.set_minor_formatter(NullFormatter())


def _observed_against(ax: Axes, cohort: Cohort, predicted: np.ndarray, label: str) -> None:
    observed = cohort.level_ng_per_ml
    shown = (observed > 0) & (predicted > 0)  # a logarithmic axis has no place for others
    both = np.concatenate([observed[shown], predicted[shown]])
    low, high = both.min() / 1.3, both.max() * 1.3
    ax.plot([low, high], [low, high], color=theme.MUTED, linewidth=1)
    _dots(ax, predicted[shown], observed[shown])
    _logarithmic(ax, "xy")
    ax.set(xlim=(low, high), ylim=(low, high))
    ax.set_xlabel(label)
    ax.set_ylabel("observed level (ng/mL)")


def _residuals_against(ax: Axes, where: np.ndarray, diagnostics: FitDiagnostics, label: str) -> None:
    ax.axhline(0, color=theme.MUTED, linewidth=1)
    for limit in (-_USUAL, _USUAL):
        ax.axhline(limit, color=theme.MUTED, linewidth=0.8, linestyle=":")
    _dots(ax, where, diagnostics.conditional_residual)
    centre, middle = _running_median(where, diagnostics.conditional_residual)
    ax.plot(centre, middle, color=theme.PLACEBO, linewidth=1.6, label="running median")
    reach = max(4.0, 1.05 * float(np.max(np.abs(diagnostics.conditional_residual))))
    ax.set_ylim(-reach, reach)
    ax.set_xlabel(label)
    ax.set_ylabel("conditional residual (CWRES)")
    ax.legend(loc="upper right")


def _running_median(where: np.ndarray, values: np.ndarray, bins: int = 8) -> tuple[np.ndarray, np.ndarray]:
    parts = [part for part in np.array_split(np.argsort(where, kind="stable"), bins) if len(part)]
    return np.array([np.median(where[part]) for part in parts]), np.array([np.median(values[part]) for part in parts])


def _dots(ax: Axes, x: np.ndarray, y: np.ndarray) -> None:
    ax.plot(x, y, linestyle="none", marker="o", markersize=2.4, color=theme.KETAMINE, alpha=0.45, markeredgewidth=0)
