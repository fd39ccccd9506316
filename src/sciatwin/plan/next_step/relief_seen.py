"""Relief between sessions as the patient wrote it down, against the pain at the start."""

from dataclasses import dataclass

import numpy as np

from sciatwin.observation import Observations
from sciatwin.observation.seen.pain_score import PainScore, Period
from sciatwin.patient import Patient
from sciatwin.plan.session.stop_rule import (
    EVENINGS,
    JUDGED_AFTER_SESSIONS,
    LEAST_EARLY_FALL,
    most_pain_for_another,
)

_ROUNDING = 1e-9


@dataclass(frozen=True)
class ReliefSeen:
    """Mean of the last scores between sessions, points of 10; ``scores`` is how many there were, at most three."""

    visits: int
    before: float
    now: float | None
    scores: int

    @property
    def can_be_judged(self) -> bool:
        return self.visits >= JUDGED_AFTER_SESSIONS and self.now is not None

    @property
    def is_too_little(self) -> bool:
        """After two visits, more pain than the sheet of the session allows for another."""
        return self.can_be_judged and self.now is not None and self.now > most_pain_for_another(self.before) + _ROUNDING

    @property
    def rule(self) -> str:
        """What was seen against the rule."""
        return (
            f"{self.words}; at most {most_pain_for_another(self.before):.1f}, a fall of "
            f"{100 * LEAST_EARLY_FALL.value:.0f} %, is asked for after two sessions (assumed)"
        )

    @property
    def words(self) -> str:
        if self.now is None:
            return "no pain score was written down of a day or week that began after the last session"
        return f"leg pain {self.before:g} at the start, {self.now:.1f} now ({self.which_scores})"

    @property
    def which_scores(self) -> str:
        which = "one score" if self.scores == 1 else f"the mean of {self.scores} scores"
        return f"{which} since the last session"


def relief_seen(patient: Patient, observations: Observations) -> ReliefSeen:
    """Scores of days and weeks that began after the last visit; what was felt under the drug does not count."""
    visits = observations.visits_h if observations.sessions else ()
    last_end_h = visits[-1][1] if visits else 0.0
    scores = [
        item.score
        for item in sorted(observations.of_kind(PainScore), key=lambda item: item.time_h)
        if item.period is not Period.NOW and item.start_h >= last_end_h - _ROUNDING
    ][-EVENINGS:]
    now = float(np.mean(scores)) if scores else None
    return ReliefSeen(len(visits), patient.sciatica.leg_pain, now, len(scores))
