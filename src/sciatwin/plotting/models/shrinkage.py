"""How people differ beside what their levels could tell of it: shrinkage of each random effect."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from scipy.stats import norm

from sciatwin.plotting.style import theme
from sciatwin.population import FitDiagnostics, PopulationFit

_COLUMNS = 2


def plot_shrinkage(fit: PopulationFit, diagnostics: FitDiagnostics) -> list[Axes]:
    """Each person's most probable random effect, over the normal curve that the fit gives to all people.

    Where shrinkage is high, bars crowd around 0 because levels said little, not because people are alike.

    Returns: one axes for each random effect, of one new figure.
    """
    spreads = fit.model.spreads(fit.theta)
    rows = -(-len(spreads) // _COLUMNS)
    with theme.style():
        figure = Figure(figsize=(2 * theme.WIDTH_IN, rows * theme.HEIGHT_IN), layout="constrained")
        axes = [figure.add_subplot(rows, _COLUMNS, place + 1) for place in range(len(spreads))]
        shown = zip(axes, diagnostics.effect_shrinkage.items(), fit.effects, spreads, strict=True)
        for ax, (name, shrinkage), effects, spread in shown:
            _draw(ax, effects, float(spread))
            ax.set_title(f"{name.replace('_', ' ')}: shrinkage {shrinkage:.0%}")
        axes[0].legend(loc="upper left")
    return axes


def _draw(ax: Axes, effects: np.ndarray, spread: float) -> None:
    reach = max(3.2 * spread, 1.05 * float(np.abs(effects).max()))
    grid = np.linspace(-reach, reach, 201)
    bins = np.linspace(-reach, reach, 25)
    ax.hist(effects, bins=bins.tolist(), density=True, color=theme.KETAMINE, alpha=0.45, label="people, most probable")
    ax.plot(grid, norm.pdf(grid, scale=spread), color=theme.PLACEBO, linewidth=1.6, label="people, as fitted")
    ax.set_xlim(-reach, reach)
    ax.set_yticks([])
    ax.set_xlabel("random effect (log scale)")
