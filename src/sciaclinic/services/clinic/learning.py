"""What is known of a patient after the sessions of this record: computed, kept as a document, and shown again."""

from dataclasses import dataclass

from sciaclinic.answers.learned.document import LearnedDocument
from sciaclinic.episode.episode import NotNowError
from sciaclinic.episode.kinds import Kind
from sciaclinic.records.documents import document_text, keep_document
from sciaclinic.records.episodes import Kept, episode_of
from sciaclinic.render.json import from_json, to_json
from sciaclinic.services.clinic.clinic_site import site_of
from sciaclinic.services.clinic.desk import Desk
from sciaclinic.services.clinic.entering import enter
from sciaclinic.services.clinic.told import told_by_record
from sciaclinic.services.learn_from import LearnRequest, learn_from
from sciatwin.individualise import Method

DRAWS, SEED = 1000, 20260
_TOLD_AFTERWARDS = (Kind.LEARNED, Kind.DIARY_READ, Kind.PROPOSED, Kind.WEIGHED, Kind.CLOSED, Kind.PLAN_SIGNED)
"""Entries that say nothing of how the patient fares: what was learned does not grow old by them."""


@dataclass(frozen=True)
class Newest:
    """What was learned last. ``is_up_to_date``: nothing that tells of the patient was entered since."""

    sha256: str
    document: LearnedDocument
    is_up_to_date: bool


def learn_now(desk: Desk, episode: str, *, draws: int = DRAWS, seed: int = SEED) -> str:
    """Learn from everything up to now and keep what was found; its SHA-256.

    Raises: NotNowError before a session was given; as ``told_by_record`` and ``learn_from``.
    """
    with desk.records.reading() as connection:
        kept = episode_of(connection, episode)
    kept.episode.demand(Kind.LEARNED, desk.author)
    told = told_by_record(desk, kept)
    if told is None:
        raise NotNowError("No session was given yet, so there is nothing to learn from.")
    request = LearnRequest(
        patient=told.patient,
        observations=told.observations,
        site=site_of(desk),
        method=Method.IMPORTANCE.value,
        draws=draws,
        seed=seed,
    )
    document = learn_from(request, desk.context)
    with desk.writing("learned", patient=kept.patient, object=episode) as connection:
        sha256 = keep_document(connection, kind="learned", text=to_json(document).decode(), at=desk.now)
    up_to = kept.episode.entries[-1].number
    enter(desk, episode, Kind.LEARNED, {"document": sha256, "up_to": up_to})
    return sha256


def newest_learned(desk: Desk, kept: Kept) -> Newest | None:
    """What was learned last in this episode; None if nothing was."""
    last = kept.episode.last(Kind.LEARNED)
    if last is None:
        return None
    with desk.records.reading() as connection:
        text = document_text(connection, last.body["document"])
    document = from_json(text, "what was learned")
    assert isinstance(document, LearnedDocument)  # kept under this key by ``learn_now`` alone
    later = (one for one in kept.episode.entries if one.number > last.body["up_to"])
    return Newest(last.body["document"], document, all(one.kind in _TOLD_AFTERWARDS for one in later))
