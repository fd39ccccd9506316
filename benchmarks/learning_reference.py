"""The reference sampler on the reference patient of six levels and thirty scores: four chains of a thousand draws."""

import time
from collections.abc import Iterator

from benchmarks.learning import MODELS, against_stan, posterior
from benchmarks.population import Row
from benchmarks.timing import shown
from sciatwin.inference.nuts import CHAINS, DRAWS
from sciatwin.inference.posterior import Method


def rows() -> Iterator[Row]:
    """Once: it takes half a minute."""
    target = MODELS["levels_and_pain"]()
    start = time.perf_counter()
    found = posterior(target, Method.NUTS)
    taken, checked = time.perf_counter() - start, found.diagnostics
    yield Row(
        f"posterior, 6 levels and 30 scores, 10 unknowns, {CHAINS} chains of {DRAWS:,}",
        shown(taken),
        f"R-hat {checked.r_hat:.4f}; {against_stan(found.x)}",
        f"≤ 20 s; {checked.effective / taken:,.0f} effective draws a second",
    )
