"""What the record tells the twin of one patient: start values, sessions given, everything seen since."""

import json
from dataclasses import dataclass
from datetime import date

from sciaclinic.episode.bodies_of_follow_up import Decision
from sciaclinic.episode.episode import Episode
from sciaclinic.episode.kinds import Kind
from sciaclinic.records.documents import document_text
from sciaclinic.records.episodes import Kept, episodes_of
from sciaclinic.services.clinic.desk import Desk
from sciaclinic.services.clinic.given import OneGiven, sessions_given
from sciaclinic.services.clinic.intake import patient_of
from sciaclinic.services.clinic.observed import observations_of
from sciatwin.analytes import Drug
from sciatwin.observation import Observations
from sciatwin.patient import Patient
from sciatwin.questionnaires import Questionnaires

_OTHER_ITEMS_AT_MOST = 24
"""PHQ-9 has eight items besides item 9, each up to 3."""


@dataclass(frozen=True)
class Told:
    """The patient as on the day of the first session, with all that was given and seen since.

    ``go_on``: the last review let the course go on, so that the next plan does not begin another one.
    """

    patient: Patient
    observations: Observations
    go_on: bool


def given_sessions(desk: Desk, kept: Kept) -> tuple[OneGiven, ...]:
    """All sessions of this patient that are over, in every episode, the first first."""
    return _given(desk, _episodes(desk, kept))


def told_by_record(desk: Desk, kept: Kept) -> Told | None:
    """What the episodes of a patient tell the twin; None before a session was given.

    Start values (pain, questionnaires, the last course of ketamine elsewhere) are those that were told before the first
    session: what was answered later is an observation, and what was given here is no "last course".
    Raises: InvalidInputError where answers are missing or wrong.
    """
    episodes = _episodes(desk, kept)
    given = _given(desk, episodes)
    if not given:
        return None
    first = next(one for one in episodes if one.key == given[0].episode)
    start = patient_of(first.episode, desk)
    now = start if first.key == kept.key else patient_of(kept.episode, desk)
    return Told(_with_start_values(now, start), observations_of(episodes, given), _goes_on(episodes))


def _episodes(desk: Desk, kept: Kept) -> tuple[Kept, ...]:
    """Of this patient, up to this one, the first first."""
    with desk.records.reading() as connection:
        found = episodes_of(connection, kept.patient)
    return tuple(reversed([one for one in found if one.number <= kept.number]))


def _given(desk: Desk, episodes: tuple[Kept, ...]) -> tuple[OneGiven, ...]:
    found = [
        one for kept in episodes if kept.episode.sessions for one in sessions_given(kept, _drug(desk, kept.episode))
    ]
    return tuple(sorted(found, key=lambda one: one.started_at))


def _drug(desk: Desk, episode: Episode) -> Drug:
    """Of the clinic in the plan under which the sessions of an episode were given."""
    signed = episode.last(Kind.PLAN_SIGNED)
    assert signed is not None  # no session is opened before
    with desk.records.reading() as connection:
        plan = json.loads(document_text(connection, signed.body["document"]))
    return Drug(plan["clinic"]["limits"]["drug"])


def _goes_on(episodes: tuple[Kept, ...]) -> bool:
    reviews = [one.body for kept in episodes for one in kept.episode.entries if one.kind is Kind.REVIEWED]
    return bool(reviews) and reviews[-1]["decision"] != Decision.STOP


def _with_start_values(now: Patient, start: Patient) -> Patient:
    """Today's answers with the start values of the first session's."""
    if now is start:
        return now
    since = start.days_since_ketamine_course
    return now.model_copy(
        update={
            "sciatica": now.sciatica.model_copy(
                update={"leg_pain": start.sciatica.leg_pain, "back_pain": start.sciatica.back_pain}
            ),
            "days_since_ketamine_course": None if since is None else since + _days(start.as_of, now.as_of),
            "last_course_mg": start.last_course_mg,
            "last_course_drug": start.last_course_drug,
            "questionnaires": _questionnaires(now.questionnaires, start.questionnaires),
        }
    )


def _questionnaires(now: Questionnaires, start: Questionnaires) -> Questionnaires:
    """Scores of the start; day and item 9 of today, which no score of the start may contradict."""
    item_9, phq9 = now.phq9_item_9, start.phq9
    fits = phq9 is None or item_9 is None or item_9 <= phq9 <= item_9 + _OTHER_ITEMS_AT_MOST
    return start.model_copy(update={"filled_in": now.filled_in, "phq9_item_9": item_9, "phq9": phq9 if fits else None})


def _days(earlier: date | None, later: date | None) -> float:
    return max(0.0, float((later - earlier).days)) if earlier and later else 0.0
