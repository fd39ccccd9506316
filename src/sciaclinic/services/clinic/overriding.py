"""Rules that a physician sets aside for one patient, with her reason: they stand among the answers of the intake."""

from sciaclinic.episode.episode import NotNowError, NotYoursError
from sciaclinic.episode.roles import Role
from sciaclinic.records.episodes import episode_of
from sciaclinic.services.clinic.desk import Desk
from sciaclinic.services.clinic.intake import answer, intake_of
from sciatwin.eligibility import Verdict
from sciatwin.errors import Fault, InvalidInputError

_PATH = "overrides"
_SHORTEST = 10
"""Letters of a reason, as ``Override`` asks for."""


def set_aside(desk: Desk, episode: str, *, rule: str, reason: str) -> None:
    """Set one rule aside, signed with name and date of today.

    Raises: NotYoursError; NotNowError where the rule does not need it; InvalidInputError for a reason that is too
        short; as ``answer``.
    """
    _demand_physician(desk)
    with desk.records.reading() as connection:
        intake = intake_of(episode_of(connection, episode).episode, desk)
    needed = (
        [item.rule for item in intake.check.findings if item.answer is Verdict.NEEDS_OVERRIDE] if intake.check else []
    )
    if rule not in needed:
        raise NotNowError(f"The rule '{rule}' does not wait for a reason: load the page again and see what is open.")
    if len(reason.strip()) < _SHORTEST:
        says = f"write why, in {_SHORTEST} letters or more; it stands in the plan under your name."
        raise InvalidInputError("The rule to set aside", [Fault("reason", says)])
    made: dict[str, object] = {
        "rule": rule,
        "reason": reason.strip(),
        "by": desk.author.name,
        "date": f"{desk.context.today}",
    }
    _keep(desk, episode, [*set_aside_in(intake.draft.answers.get(_PATH)), made])


def take_back(desk: Desk, episode: str, *, rule: str) -> None:
    """The rule stands again. Raises: NotYoursError; as ``answer``."""
    _demand_physician(desk)
    with desk.records.reading() as connection:
        intake = intake_of(episode_of(connection, episode).episode, desk)
    kept = [item for item in set_aside_in(intake.draft.answers.get(_PATH)) if item.get("rule") != rule]
    _keep(desk, episode, kept)


def set_aside_in(value: object) -> list[dict[str, object]]:
    """The overrides that an answer holds, as they were typed."""
    return [dict(item) for item in value if isinstance(item, dict)] if isinstance(value, list | tuple) else []


def _keep(desk: Desk, episode: str, overrides: list[dict[str, object]]) -> None:
    with desk.records.reading() as connection:
        last = intake_of(episode_of(connection, episode).episode, desk).asked_by.get(_PATH)
    answer(desk, episode, path=_PATH, value=overrides, after=last.number if last else 0)


def _demand_physician(desk: Desk) -> None:
    if Role.PHYSICIAN not in desk.author.roles:
        raise NotYoursError("A rule is set aside by a physician, with her reason.")
