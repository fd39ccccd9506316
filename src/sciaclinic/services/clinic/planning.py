"""The plan of an episode: computed, proposed, and signed as a document that does not change any more."""

from dataclasses import dataclass

from sciaclinic.answers.plan.document import PlanDocument
from sciaclinic.episode.entry import Entry
from sciaclinic.episode.episode import Episode, NotNowError
from sciaclinic.episode.kinds import Kind
from sciaclinic.records.documents import document_text, keep_document
from sciaclinic.records.episodes import Kept, episode_of
from sciaclinic.records.patients import NotThereError, patient_of
from sciaclinic.render.json import from_json, to_json
from sciaclinic.services.clinic import intake
from sciaclinic.services.clinic.clinic_site import site_of
from sciaclinic.services.clinic.desk import Desk
from sciaclinic.services.clinic.entering import enter
from sciaclinic.services.clinic.own_hand import demand_own_hand
from sciaclinic.services.clinic.told import told_by_record
from sciaclinic.services.make_plan import PlanRequest, make_plan

DRAWS, SEED = 1000, 0
ORDERS = "I have read this plan with the patient and order it."
ORDERS_NOTHING = "I have read this plan with the patient; no infusion is ordered."


@dataclass(frozen=True)
class KeptPlan:
    """A plan with the SHA-256 of the text that is kept of it, under which it is signed."""

    sha256: str
    document: PlanDocument

    @property
    def meaning(self) -> str:
        """What a signature under it says."""
        return ORDERS if self.document.proposes_infusion else ORDERS_NOTHING


def demand_plan(desk: Desk, episode: str, *, draws: int = DRAWS, seed: int = SEED) -> tuple[Kept, PlanRequest]:
    """What a plan of today is computed from; after sessions of an earlier course, also what was given and seen.

    Raises: NotNowError while the clinic has no values, or a plan is signed; NotYoursError; InvalidInputError for
        missing or wrong answers.
    """
    with desk.records.reading() as connection:
        kept = episode_of(connection, episode)
    kept.episode.demand(Kind.PROPOSED, desk.author)
    site = site_of(desk)
    if site is None:
        raise NotNowError("There is no plan without the clinic's limits; enter them on the page Clinic.")
    patient = intake.patient_of(kept.episode, desk)
    told = told_by_record(desk, kept)
    if told is None:
        return kept, PlanRequest(patient=patient, clinic=site, draws=draws, seed=seed)
    return kept, PlanRequest(
        patient=told.patient,
        clinic=site,
        draws=draws,
        seed=seed,
        observations=told.observations,
        go_on=told.go_on,
    )


def propose(desk: Desk, episode: str, *, draws: int = DRAWS, seed: int = SEED) -> KeptPlan:
    """Compute the plan for the answers of today under the clinic's values of today, and keep it.

    Raises: as ``demand_plan`` and ``make_plan``.
    """
    kept, request = demand_plan(desk, episode, draws=draws, seed=seed)
    document = make_plan(request, desk.context)
    with desk.writing("plan computed", patient=kept.patient, object=episode) as connection:
        sha256 = keep_document(connection, kind="plan", text=to_json(document).decode(), at=desk.now)
    enter(desk, episode, Kind.PROPOSED, {"document": sha256, "after": _last_answer(kept.episode)})
    return KeptPlan(sha256, document)


def computed_plans(episode: Episode) -> tuple[Entry, ...]:
    """The entries of all plans that were computed, the newest first; regimens of a clinician's own are left out."""
    found = (entry for entry in episode.entries if entry.kind is Kind.PROPOSED and entry.body.get("regimen") is None)
    return tuple(found)[::-1]


def why_anew(desk: Desk, episode: Episode, plan: KeptPlan) -> str:
    """Why a plan that was computed no longer counts; empty while it is the newest and nothing has changed since."""
    newest = computed_plans(episode)[0]
    if newest.body["document"] != plan.sha256:
        return "Another plan was computed since."
    if _last_answer(episode) > newest.body.get("after", 0):
        return "An answer has changed since this plan was computed."
    if plan.document.clinic != site_of(desk):
        return "The clinic's values have changed since this plan was computed."
    return ""


def proposed_plan(desk: Desk, episode: Episode) -> KeptPlan | None:
    """The newest that was computed; None if there is none, or what it was computed from has changed since."""
    computed = computed_plans(episode)
    if not computed:
        return None
    plan = kept_plan(desk, computed[0].body["document"])
    return None if why_anew(desk, episode, plan) else plan


def signed_plan(desk: Desk, episode: Episode) -> KeptPlan | None:
    """The plan in force; None if none was signed."""
    last = episode.last(Kind.PLAN_SIGNED)
    return None if last is None else kept_plan(desk, last.body["document"])


def plan_of_episode(desk: Desk, episode: Episode, sha256: str) -> KeptPlan:
    """One that was computed in this episode. Raises: NotThereError."""
    if sha256 not in (entry.body["document"] for entry in computed_plans(episode)):
        raise NotThereError("No such plan was computed in this course.")
    return kept_plan(desk, sha256)


def kept_plan(desk: Desk, sha256: str) -> KeptPlan:
    """Raises: NotThereError."""
    document = from_json(plan_text(desk, sha256), f"plan {sha256[:12]}")
    assert isinstance(document, PlanDocument)  # kept under this key by ``propose`` alone
    return KeptPlan(sha256, document)


def plan_text(desk: Desk, sha256: str) -> str:
    """The text of a plan as it is kept, and signed. Raises: NotThereError."""
    with desk.records.reading() as connection:
        return document_text(connection, sha256)


def sign_plan(desk: Desk, episode: str, sha256: str, *, password: str) -> None:
    """Sign the plan that stands on the screen, with the password once more.

    Raises: NotNowError if it is not the newest, or something is still open before anybody signs; InvalidInputError for
        a wrong password; as ``enter``.
    """
    with desk.records.reading() as connection:
        kept = episode_of(connection, episode)
        known = patient_of(connection, kept.patient)
    kept.episode.demand(Kind.PLAN_SIGNED, desk.author)
    plan = proposed_plan(desk, kept.episode)
    if plan is None or plan.sha256 != sha256:
        raise NotNowError(
            "This is not the newest plan: an answer or the clinic's values have changed, or another was "
            "computed. Read that one."
        )
    if plan.document.unsigned_because:
        raise NotNowError("This plan cannot be signed yet: " + " ".join(plan.document.unsigned_because))
    demand_own_hand(desk, password, what="plan")
    born = f"born {known.birth_date}" if known.birth_date else "birth date not recorded"
    said = {"meaning": plan.meaning, "name": desk.author.name, "patient": (known.name, born, f"no. {known.number}")}
    enter(desk, episode, Kind.PLAN_SIGNED, {"document": sha256, **said})


def withdraw(desk: Desk, episode: str, reason: str) -> None:
    """A signed plan that will not be carried out, or not to its end. Raises: as ``enter``."""
    enter(desk, episode, Kind.WITHDRAWN, {"reason": reason})


def _last_answer(episode: Episode) -> int:
    last = episode.last(Kind.ANSWERED)
    return 0 if last is None else last.number
