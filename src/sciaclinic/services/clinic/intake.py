"""The intake of an episode: answers as they were typed, what is wrong or missing, and what the rules say so far."""

from dataclasses import dataclass
from typing import Any

from sciaclinic.answers.check.document import CheckDocument, RuleAnswerRecord
from sciaclinic.episode.entry import Entry
from sciaclinic.episode.episode import Episode, NotNowError
from sciaclinic.episode.kinds import Kind
from sciaclinic.records.episodes import episode_of
from sciaclinic.services.check_patient import check_patient
from sciaclinic.services.clinic.desk import Desk
from sciaclinic.services.clinic.entering import enter, enter_all
from sciatwin.documents import Draft
from sciatwin.eligibility import Verdict
from sciatwin.errors import Fault, InvalidInputError
from sciatwin.patient import Patient
from sciatwin.questions import AskedField

_STAND_INS = {
    "age_yr": 45.0,
    "sex": "male",
    "weight_kg": 75.0,
    "height_cm": 175.0,
    "jurisdiction": "US",
    "sciatica.side": "left",
    "sciatica.duration_days": 400.0,
    "sciatica.leg_pain": 5.0,
}
"""For whom no rule about age, weight, or how long and where it hurts holds; never shown, and never planned for."""


@dataclass(frozen=True)
class Intake:
    """Where an intake stands.

    Attributes:
        draft: the answers.
        asked_by: question → the entry that answered it last.
        check: what the rules say; None while something is missing or wrong.
        early: what blocks already by the answers that are there, while ``check`` has to wait.
    """

    draft: Draft[Patient]
    asked_by: dict[str, Entry]
    check: CheckDocument | None
    early: tuple[RuleAnswerRecord, ...] = ()

    @property
    def missing(self) -> tuple[AskedField, ...]:
        return self.draft.missing

    @property
    def faults(self) -> tuple[Fault, ...]:
        return self.draft.faults


def intake_of(episode: Episode, desk: Desk) -> Intake:
    """The intake as the entries of an episode make it."""
    asked_by = {entry.body["path"]: entry for entry in episode.entries if entry.kind is Kind.ANSWERED}
    answers = {path: entry.body["value"] for path, entry in asked_by.items() if entry.body["value"] is not None}
    draft = Draft(Patient, answers)
    check = _check(draft, desk)
    return Intake(draft, asked_by, check, () if check else _early(draft, desk))


def patient_of(episode: Episode, desk: Desk) -> Patient:
    """Raises: InvalidInputError for everything that is missing or wrong."""
    return intake_of(episode, desk).draft.finished()


def answer(desk: Desk, episode: str, *, path: str, value: Any, after: int, key: str = "") -> Intake:
    """Keep one answer; None opens the question again. It is kept as typed, right or wrong.

    Args:
        after: number of the answer that stood on the screen, 0 for none.
    Raises: InvalidInputError if there is no such question; NotNowError if somebody else has answered since; as
        ``enter``.
    """
    with desk.records.reading() as connection:
        before = intake_of(episode_of(connection, episode).episode, desk)
    before.draft.without(path)
    _demand_unchanged(before, path, after, desk)
    enter(desk, episode, Kind.ANSWERED, {"path": path, "value": value, "after": after}, key=key)
    with desk.records.reading() as connection:
        return intake_of(episode_of(connection, episode).episode, desk)


def take_in(desk: Desk, episode: str, patient: Patient) -> None:
    """Every answer of a patient file, in place of those that are there. Raises: as ``enter``."""
    draft = Draft.of(patient)
    with desk.records.reading() as connection:
        answered = intake_of(episode_of(connection, episode).episode, desk).draft.answers
    gone: dict[str, Any] = dict.fromkeys(answered.keys() - draft.answers.keys())
    new = {path: value for path, value in draft.answers.items() if answered.get(path) != value}
    enter_all(desk, episode, Kind.ANSWERED, [{"path": path, "value": value} for path, value in (gone | new).items()])


def _demand_unchanged(intake: Intake, path: str, after: int, desk: Desk) -> None:
    last = intake.asked_by.get(path)
    if last is not None and last.number > after and last.author.key != desk.author.key:
        raise NotNowError(
            f"{last.author.name} has answered this at {last.at.astimezone():%H:%M}: {last.body['value']}. "
            "Yours was not kept; look at hers, and answer again if yours is right."
        )


def _early(draft: Draft[Patient], desk: Desk) -> tuple[RuleAnswerRecord, ...]:
    """What blocks whatever the missing answers will be: the rules asked with stand-ins that speak for no danger."""
    faulty = {fault.field for fault in draft.faults}
    answered = {path: value for path, value in draft.answers.items() if path not in faulty}
    for asked in draft.missing:
        answered.setdefault(asked.path, _STAND_INS.get(asked.path))
    check = _check(Draft(Patient, {path: value for path, value in answered.items() if value is not None}), desk)
    return (
        tuple(item for item in check.findings if item.answer is Verdict.BLOCK and item.holds == "yes") if check else ()
    )


def _check(draft: Draft[Patient], desk: Desk) -> CheckDocument | None:
    if draft.missing or draft.faults:
        return None
    try:
        return check_patient(draft.finished(), desk.context)
    except InvalidInputError:
        return None
