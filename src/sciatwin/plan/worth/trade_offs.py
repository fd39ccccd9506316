"""The best trade-offs: candidates that no other beats on relief, dissociation, visits and dose at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from pydantic import BaseModel, ConfigDict

from sciatwin.plan.worth.candidate import Candidate
from sciatwin.plan.worth.credibility import is_credible
from sciatwin.plan.worth.preferences import PREFERENCES, Preferences

MOST_SHOWN = 8
"""Rows of the table, "no infusion" among them."""


@dataclass(frozen=True)
class TradeOff:
    """One of the best trade-offs; without a candidate it is "no infusion", whose benefit nobody asks for."""

    candidate: Candidate | None
    credible: bool | None
    proposed: bool


class TradeOffMark(BaseModel):
    """One of the best trade-offs as the figure shows it, at the review week."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    gain_over_placebo_points: float
    peak_dissociation_fraction: float
    total_mg: float
    visits: int
    credible: bool
    proposed: bool

    @classmethod
    def of(cls, candidate: Candidate, wanted: Preferences = PREFERENCES, *, proposed: bool) -> "TradeOffMark":
        return cls(
            gain_over_placebo_points=candidate.gain_over_placebo,
            peak_dissociation_fraction=candidate.risks.peak_dissociation,
            total_mg=candidate.total_mg,
            visits=candidate.regimen.visits,
            credible=is_credible(candidate, wanted),
            proposed=proposed,
        )


def trade_off_marks(
    best: Sequence[Candidate], proposed: Candidate | None, wanted: Preferences = PREFERENCES
) -> tuple[TradeOffMark, ...]:
    """All of them, and what is proposed."""
    others = (TradeOffMark.of(candidate, wanted, proposed=False) for candidate in best)
    return (*others, *((TradeOffMark.of(proposed, wanted, proposed=True),) if proposed else ()))


def trade_offs_shown(
    best: Sequence[Candidate], proposed: Candidate | None, wanted: Preferences = PREFERENCES
) -> tuple[TradeOff, ...]:
    """No infusion, what is proposed, and the best of the others over the range of visits."""
    others = [c for c in best if proposed is None or c.regimen.sessions != proposed.regimen.sessions]
    rows = [*([proposed] if proposed else []), *_across_visits(others, MOST_SHOWN - 1 - (proposed is not None))]
    rows.sort(key=lambda c: (c.regimen.visits, c.total_mg))
    shown = (TradeOff(row, is_credible(row, wanted), proposed=row is proposed) for row in rows)
    return (TradeOff(None, None, proposed=proposed is None), *shown)


def _across_visits(candidates: list[Candidate], count: int) -> list[Candidate]:
    """Round by round, the candidate with the most gain at each number of visits, numbers evenly spread."""
    left, picked = sorted(candidates, key=lambda c: c.gain_over_placebo), list[Candidate]()
    while left and len(picked) < count:
        best_of_visits = {c.regimen.visits: c for c in left}
        best = [best_of_visits[visits] for visits in sorted(best_of_visits)]
        picked += _evenly(best, count - len(picked))
        left = [c for c in left if all(c is not other for other in best)]
    return picked


def _evenly(items: list[Candidate], count: int) -> list[Candidate]:
    """At most ``count`` of the items, the first and the last among them."""
    if len(items) <= count:
        return items
    if count == 1:
        return items[-1:]
    return [items[round(i * (len(items) - 1) / (count - 1))] for i in range(count)]


def best_trade_offs(candidates: Sequence[Candidate], wanted: Preferences = PREFERENCES) -> list[Candidate]:
    """Candidates that are not dominated, by falling gain over placebo."""
    if not candidates:
        return []
    costs = np.array([_costs(candidate) for candidate in candidates])
    costs = np.round(costs / _smallest_differences(wanted))
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


def _smallest_differences(wanted: Preferences) -> np.ndarray:
    """Of each cost: less matters to nobody."""
    points = wanted.indifferent_points.value
    return np.array(
        [
            points,
            points,
            wanted.indifferent_dissociation.value,
            wanted.indifferent_visits.value,
            wanted.indifferent_mg.value,
        ]
    )
