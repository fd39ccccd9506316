"""The best trade-offs: candidates that no other beats on relief, dissociation, visits and dose at once."""

from collections.abc import Sequence

import numpy as np

from sciatwin.plan.worth.candidate import Candidate

_SMALLEST_DIFFERENCE = np.array([0.05, 0.05, 0.01, 1.0, 5.0])
"""Differences below these (points twice, fraction of scale, visits, mg) do not matter to anybody."""


def best_trade_offs(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Candidates that are not dominated, by falling gain over placebo."""
    if not candidates:
        return []
    costs = np.array([_costs(candidate) for candidate in candidates])
    costs = np.round(costs / _SMALLEST_DIFFERENCE)
    order = np.lexsort(costs.T[::-1])
    kept: list[int] = []
    kept_costs = np.empty((0, costs.shape[1]))
    for index in order:
        if not (kept_costs <= costs[index]).all(axis=1).any():
            kept.append(int(index))
            kept_costs = np.vstack([kept_costs, costs[index]])
    return [candidates[index] for index in kept]


def _costs(candidate: Candidate) -> tuple[float, ...]:
    return (
        -candidate.gain_over_placebo,
        -candidate.late_gain_over_placebo,
        candidate.risks.peak_dissociation,
        float(candidate.regimen.visits),
        candidate.total_mg,
    )
