"""PHQ-9, GAD-7, ISI, Oswestry, Roland-Morris and interference of pain; each starts from the patient's own score.

Today's score is a reading too: what it is off by, every later one lies apart from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sciatwin.evidence import Uncertain
from sciatwin.evidence.scale import highest_score, scale
from sciatwin.individualise.courses import PainCourse, arm_of
from sciatwin.individualise.likelihoods.base import AbstractCourseReading
from sciatwin.individualise.likelihoods.measurement_error import INTERFERENCE_SPREAD, ROLAND_MORRIS_SPREAD
from sciatwin.individualise.paths import Numbers, Paths
from sciatwin.individualise.setting import Setting
from sciatwin.individualise.shared_error import Drawable, SharedError
from sciatwin.inference.normal import Normal
from sciatwin.inference.rows import Rows, WrittenScale, joined
from sciatwin.observation import Observations, Questionnaire, QuestionnaireScore
from sciatwin.response.outcomes.variation import WITHIN_PERSON_SD
from sciatwin.twin.outcomes import COURSES
from sciatwin.units import HOURS_PER_DAY

OUTCOMES = {
    Questionnaire.PHQ9: "depression",
    Questionnaire.GAD7: "anxiety",
    Questionnaire.ISI: "insomnia",
    Questionnaire.ODI: "disability",
    Questionnaire.ROLAND_MORRIS: "roland_morris",
    Questionnaire.BPI_INTERFERENCE: "interference",
}

_SPREADS: Mapping[str, Uncertain] = {
    **{name: WITHIN_PERSON_SD[name] for name in ("depression", "anxiety", "insomnia", "disability")},
    "roland_morris": Uncertain(estimate=ROLAND_MORRIS_SPREAD),
    "interference": Uncertain(estimate=INTERFERENCE_SPREAD),
}

_HIGHEST = {outcome: highest_score(form) for form, outcome in OUTCOMES.items()}


def _spread_name(outcome: str) -> str:
    return f"questionnaire/spread of {outcome}"


def _today_name(outcome: str) -> str:
    return f"questionnaire/today of {outcome}"


@dataclass(frozen=True)
class QuestionnaireReading(AbstractCourseReading):
    """Scores after the first session, one form after another.

    Attributes:
        forms: outcome → its times, in the order of the rows.
    """

    forms: tuple[tuple[str, np.ndarray], ...] = ()

    @property
    def parameters(self) -> Mapping[str, Drawable]:
        outcomes = [outcome for outcome, _ in self.forms]
        return {
            **{_spread_name(outcome): _SPREADS[outcome] for outcome in outcomes},
            **{_today_name(outcome): SharedError() for outcome in outcomes},
        }

    @property
    def today(self) -> tuple[str, ...]:
        """Names of what today's scores are off by."""
        return tuple(_today_name(outcome) for outcome, _ in self.forms)

    @property
    def grid_times_h(self) -> np.ndarray:
        return self.rows.time_h

    def normal(self, paths: Paths, course: PainCourse, written: np.ndarray) -> Normal:
        """Mean and spread of each score around the course from what today's score was a reading of."""
        starts, means, sds = self.starts(paths.ensemble.people.scores, paths.readings), [], []
        for outcome, times_h in self.forms:
            means.append(COURSES[outcome](arm_of(paths, course, times_h), starts[outcome], paths.drawn))
            sds.append(np.broadcast_to(paths.readings[_spread_name(outcome)], means[-1].shape))
        return Normal(np.concatenate(means), np.concatenate(sds))

    def starts(self, today: Numbers, numbers: Numbers) -> dict[str, np.ndarray]:
        """What today's scores were readings of, by outcome, shape (versions,)."""
        found = {}
        for outcome, _ in self.forms:
            error = numbers[_spread_name(outcome)] * numbers[_today_name(outcome)]
            found[outcome] = np.clip(today[outcome] + error, 0.0, _HIGHEST[outcome])
        return found

    def simulated(self, paths: Paths, course: PainCourse, noise: np.ndarray) -> np.ndarray:
        return self._each_by_itself(paths, course, noise)


def reading(observations: Observations, setting: Setting) -> QuestionnaireReading | None:
    """None if no form was filled in."""
    scores = observations.of_kind(QuestionnaireScore)
    if not scores:
        return None
    today = setting.people(1).scores
    later = [score for score in scores if score.time_h > 0]
    used = {
        form: [score for score in later if score.questionnaire is form]
        for form, outcome in OUTCOMES.items()
        if outcome in today
    }
    used = {form: found for form, found in used.items() if found}
    return QuestionnaireReading(
        joined([_rows(form, found) for form, found in used.items()]),
        _notes(scores, later, set(used)),
        tuple((OUTCOMES[form], np.array([score.time_h for score in found])) for form, found in used.items()),
    )


def _rows(form: Questionnaire, scores: list[QuestionnaireScore]) -> Rows:
    known = scale(form)
    step = known.step or 1 / (known.items or 7)  # the mean of seven items
    measure = WrittenScale(step=step, lowest=known.lowest or 0.0, highest=float(known.highest or np.inf))
    return Rows(
        time_h=np.array([score.time_h for score in scores]),
        value=np.array([score.score for score in scores]),
        measure=(measure,) * len(scores),
        kind=(OUTCOMES[form],) * len(scores),
        words=tuple(f"{known.name} on day {score.time_h / HOURS_PER_DAY:.0f}" for score in scores),
    )


def _notes(
    scores: tuple[QuestionnaireScore, ...], later: list[QuestionnaireScore], used: set[Questionnaire]
) -> tuple[str, ...]:
    notes = []
    if unknown := sorted({score.questionnaire for score in later} - used):
        notes.append(f"Without a score in the patient's file nothing is learned from {', '.join(unknown)}.")
    if len(scores) > len(later):
        notes.append("Questionnaires from before the first session are not used: the course starts at today's scores.")
    return tuple(notes)
