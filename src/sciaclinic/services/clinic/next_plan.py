"""From a review to the next plan: the episode is closed, and another begins with its answers."""

from collections.abc import Iterator

from sciaclinic.episode.bodies import checked_body
from sciaclinic.episode.entry import Entry
from sciaclinic.episode.kinds import Kind
from sciaclinic.records.episodes import append, begin_episode, episode_of
from sciaclinic.services.clinic.desk import Desk

TAKEN_OVER = "from-"
"""Begins the key of an answer that was taken over: nobody has asked it anew."""

ASKED_ANEW = ("red_flags.", "consents_to_ketamine")
"""Answers that no plan takes over: red flags are asked before every course, consent is given for each series. What is
dated, such as an override or an assessment, counts for its own time."""


def begin_next_plan(desk: Desk, episode: str) -> str:
    """Key of the patient's next episode; the one before is closed.

    Raises: NotNowError unless it was reviewed (or never signed); NotYoursError; NotThereError.
    """
    with desk.records.reading() as connection:
        patient = episode_of(connection, episode).patient
    with desk.writing("next plan begun", patient=patient, object=episode) as connection:
        before = episode_of(connection, episode).episode
        before.demand(Kind.CLOSED, desk.author)
        append(connection, episode, _entry(desk, Kind.CLOSED, {"reason": "The next plan begins."}))
        key = begin_episode(connection, patient, by=desk.author.key, at=desk.now)
        answers = {item.body["path"]: item for item in before.entries if item.kind is Kind.ANSWERED}
        for entry in _taken_over(desk, answers):
            append(connection, key, entry)
    return key


def _taken_over(desk: Desk, answers: dict[str, Entry]) -> Iterator[Entry]:
    for path, answer in answers.items():
        value = answer.body["value"]
        if value is not None and not path.startswith(ASKED_ANEW):
            yield _entry(desk, Kind.ANSWERED, {"path": path, "value": value}, key=f"{TAKEN_OVER}{answer.number}")


def _entry(desk: Desk, kind: Kind, body: dict[str, object], key: str = "") -> Entry:
    now = desk.now
    return Entry(kind=kind, author=desk.author, at=now, happened_at=now, body=checked_body(kind, body), key=key)
