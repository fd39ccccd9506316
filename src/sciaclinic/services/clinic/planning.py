"""The plan of an episode: computed, proposed, and signed as a document that does not change any more."""

from dataclasses import dataclass

from sciaclinic.answers.plan.document import PlanDocument
from sciaclinic.episode.episode import Episode, NotNowError
from sciaclinic.episode.kinds import Kind
from sciaclinic.records.documents import document_text, keep_document
from sciaclinic.records.episodes import episode_of
from sciaclinic.render.json import from_json, to_json
from sciaclinic.services.clinic.clinic_site import site_of
from sciaclinic.services.clinic.desk import Desk
from sciaclinic.services.clinic.entering import enter
from sciaclinic.services.clinic.intake import patient_of
from sciaclinic.services.make_plan import PlanRequest, make_plan

DRAWS, SEED = 1000, 0
MEANING = "I have read this plan with the patient and order it."


@dataclass(frozen=True)
class KeptPlan:
    """A plan with the SHA-256 of the text that is kept of it, under which it is signed."""

    sha256: str
    document: PlanDocument


def propose(desk: Desk, episode: str, *, draws: int = DRAWS, seed: int = SEED) -> KeptPlan:
    """Compute the plan for the answers of today under the clinic's values of today, and keep it.

    Raises: NotNowError while the clinic has no values, or a plan is signed; InvalidInputError for missing or wrong
        answers; as ``make_plan``.
    """
    with desk.records.reading() as connection:
        kept = episode_of(connection, episode)
    kept.episode.demand(Kind.PROPOSED, desk.author)
    site = site_of(desk)
    if site is None:
        raise NotNowError("There is no plan without the clinic's limits; enter them on the page Clinic.")
    request = PlanRequest(patient=patient_of(kept.episode, desk), clinic=site, draws=draws, seed=seed)
    document = make_plan(request, desk.context)
    with desk.writing("plan computed", patient=kept.patient, object=episode) as connection:
        sha256 = keep_document(connection, kind="plan", text=to_json(document).decode(), at=desk.now)
    enter(desk, episode, Kind.PROPOSED, {"document": sha256})
    return KeptPlan(sha256, document)


def proposed_plan(desk: Desk, episode: Episode) -> KeptPlan | None:
    """The newest that was computed; None if there is none, or an answer has changed since."""
    last = episode.last(Kind.PROPOSED)
    changed = episode.last(Kind.ANSWERED)
    if last is None or (changed is not None and changed.number > last.number):
        return None
    return kept_plan(desk, last.body["document"])


def signed_plan(desk: Desk, episode: Episode) -> KeptPlan | None:
    """The plan in force; None if none was signed."""
    last = episode.last(Kind.PLAN_SIGNED)
    return None if last is None else kept_plan(desk, last.body["document"])


def kept_plan(desk: Desk, sha256: str) -> KeptPlan:
    """Raises: NotThereError."""
    with desk.records.reading() as connection:
        text = document_text(connection, sha256)
    document = from_json(text, f"plan {sha256[:12]}")
    assert isinstance(document, PlanDocument)  # kept under this key by ``propose`` alone
    return KeptPlan(sha256, document)


def sign_plan(desk: Desk, episode: str, sha256: str) -> None:
    """Sign the plan that stands on the screen.

    Raises: NotNowError if it is not the newest, or something is still open before anybody signs; as ``enter``.
    """
    with desk.records.reading() as connection:
        found = episode_of(connection, episode).episode
    plan = proposed_plan(desk, found)
    if plan is None or plan.sha256 != sha256:
        raise NotNowError("This is not the newest plan: an answer has changed, or another was computed. Read that one.")
    if plan.document.unsigned_because:
        raise NotNowError("This plan cannot be signed yet: " + " ".join(plan.document.unsigned_because))
    enter(desk, episode, Kind.PLAN_SIGNED, {"document": sha256, "meaning": MEANING, "name": desk.author.name})
