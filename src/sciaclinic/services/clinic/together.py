"""What patient and clinician look at together: the plan in plain words, what matters, and the aid to take home."""

from collections.abc import Mapping
from functools import lru_cache

from sciaclinic.answers.aid.aid import Aid, decision_aid
from sciaclinic.answers.aid.texts import Language
from sciaclinic.episode.episode import Episode, NotNowError
from sciaclinic.episode.kinds import Kind
from sciaclinic.records.episodes import episode_of
from sciaclinic.render.aid import aid_paper
from sciaclinic.services.clinic.desk import Desk
from sciaclinic.services.clinic.entering import enter
from sciaclinic.services.clinic.intake import answer, intake_of
from sciaclinic.services.clinic.planning import KeptPlan

GOALS = ("goals.least_worthwhile_gain", "goals.most_visits")
"""What the planner uses of a patient's wishes, as questions of the intake."""


def aid_of(plan: KeptPlan, episode: Episode, language: Language) -> Aid:
    """The decision aid of a plan, with what the patient said to matter. Raises: NotNowError in an emergency."""
    if plan.document.is_emergency:
        raise NotNowError("A red flag comes first: in an emergency there is nothing to weigh. Act on the plan.")
    return decision_aid(plan.document, language, weights_of(episode))


@lru_cache(maxsize=16)
def printed_aid(aid: Aid) -> bytes:
    """Its two pages. Raises: OutputError if they cannot be set."""
    return aid_paper(aid)


def weights_of(episode: Episode) -> Mapping[str, int]:
    """How much each thing matters to the patient, as it was said last; empty if nobody asked."""
    last = episode.last(Kind.WEIGHED)
    return {} if last is None else dict(last.body["weights"])


def weigh(desk: Desk, episode: str, weights: Mapping[str, int]) -> None:
    """Keep what matters to the patient. Raises: as ``enter``."""
    enter(desk, episode, Kind.WEIGHED, {"weights": dict(weights)})


def change_goals(desk: Desk, episode: str, *, least_gain: float | None, most_visits: int | None) -> None:
    """Two goals in the patient's own numbers; the plan has to be computed anew then. Raises: as ``answer``."""
    for path, value in zip(GOALS, (least_gain, most_visits), strict=True):
        with desk.records.reading() as connection:
            intake = intake_of(episode_of(connection, episode).episode, desk)
        if value is not None and value != intake.draft.answers.get(path):
            last = intake.asked_by.get(path)
            answer(desk, episode, path=path, value=value, after=last.number if last else 0)
