"""Side effects of a session, yes or no."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from sciatwin.individualise.likelihoods.base import AbstractLevelReading
from sciatwin.individualise.paths import Paths
from sciatwin.individualise.setting import Setting
from sciatwin.inference.normal import Normal
from sciatwin.inference.rows import YES_OR_NO, Rows
from sciatwin.observation import Observations, Sedation, SideEffect, SideEffectSeen
from sciatwin.response.side_effects.session_side_effects import RISKS, session_probabilities
from sciatwin.units import HOURS_PER_DAY

_RAREST = 1e-15

_KNOWN = {risk.key for risk in RISKS if risk.frequency_found}


@dataclass(frozen=True)
class SideEffectReading(AbstractLevelReading):
    """Answers; each is about one effect in one visit."""

    answers: tuple[SideEffectSeen, ...] = ()

    def normal(self, paths: Paths) -> Normal:
        """A normal number above 0.5 with the probability of a yes."""
        chances = session_probabilities(paths.seen.session_peak_ng_per_ml, paths.drawn)
        return yes_or_no(np.stack([chances[answer.effect][answer.session_index] for answer in self.answers]))


def yes_or_no(probability: np.ndarray) -> Normal:
    """The normal number behind a yes of some probability, in the terms of ``YES_OR_NO``."""
    possible = np.clip(probability, _RAREST, 1 - _RAREST)  # at 0 and 1 the normal number would be infinite
    return Normal(0.5 + ndtri(possible), np.ones(probability.shape))


def reading(observations: Observations, setting: Setting) -> SideEffectReading | None:
    """Answers about effects whose frequency is known; None if nobody was asked."""
    asked = observations.of_kind(SideEffectSeen)
    scores = observations.of_kind(Sedation)
    if not asked and not scores:
        return None
    given = tuple(answer for answer in asked if answer.session_index < len(setting.visits_h))
    known = tuple(answer for answer in given if answer.effect in _KNOWN)
    told = _without_overlap((*known, *_from_scores(scores, known, setting)))
    rows = Rows(
        time_h=np.array([answer.time_h for answer in told]),
        value=np.array([float(answer.seen) for answer in told]),
        measure=(YES_OR_NO,) * len(told),
        kind=("side effect",) * len(told),
        words=tuple(f"{answer.effect} in session {answer.session_index + 1}" for answer in told),
    )
    return SideEffectReading(rows, _notes(asked, given, known, told, bool(scores)), told)


def _from_scores(
    scores: Iterable[Sedation], asked: tuple[SideEffectSeen, ...], setting: Setting
) -> tuple[SideEffectSeen, ...]:
    """Sedation was seen in a visit if any score of its day is deeper than awake; not where it was asked by itself."""
    answered = {answer.session_index for answer in asked if answer.effect is SideEffect.SEDATION}
    deepest: dict[int, Sedation] = {}
    for score in scores:
        visit = _visit_of(score.time_h, setting.visits_h)
        if visit is not None and visit not in answered:
            deepest[visit] = max(deepest.get(visit, score), score, key=lambda item: item.depth_fraction)
    return tuple(
        SideEffectSeen(
            time_h=score.time_h, session_index=visit, effect=SideEffect.SEDATION, seen=score.depth_fraction > 0
        )
        for visit, score in deepest.items()
    )


def _visit_of(time_h: float, visits_h: np.ndarray) -> int | None:
    """The visit that began within the day before a moment."""
    begun = np.flatnonzero((visits_h[:, 0] <= time_h) & (time_h <= visits_h[:, 1] + HOURS_PER_DAY))
    return int(begun[-1]) if len(begun) else None


def _without_overlap(answers: tuple[SideEffectSeen, ...]) -> tuple[SideEffectSeen, ...]:
    """ "Any side effect" counts only where no single one was asked about: the same answer would count twice."""
    single = {answer.session_index for answer in answers if answer.effect is not SideEffect.ANY}
    return tuple(a for a in answers if a.effect is not SideEffect.ANY or a.session_index not in single)


def _notes(
    asked: tuple[SideEffectSeen, ...],
    given: tuple[SideEffectSeen, ...],
    known: tuple[SideEffectSeen, ...],
    told: tuple[SideEffectSeen, ...],
    scored: bool,
) -> tuple[str, ...]:
    notes = []
    if len(given) < len(asked):
        notes.append(f"{len(asked) - len(given)} side effects of sessions that are not recorded are not used.")
    if unknown := sorted({answer.effect for answer in asked} - _KNOWN):
        notes.append(f"Nothing is learned from {', '.join(unknown)}: no frequency of it was found.")
    if any(answer not in told for answer in known):
        notes.append("'Any side effect' is not used in sessions where single side effects were asked about.")
    if scored:
        notes.append(
            "Sedation scores are read as sedation seen or not in a session: no scale of its depth is modelled."
        )
    return tuple(notes)
