"""Plan: computed, read, signed and printed; what is open before anybody signs stands beside it."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from markupsafe import Markup

from sciaclinic.answers.plan.side_by_side import side_by_side
from sciaclinic.episode.kinds import Kind
from sciaclinic.episode.roles import Role
from sciaclinic.episode.states import EpisodeState
from sciaclinic.records.episodes import Kept
from sciaclinic.services.clinic.clinic_site import site_of
from sciaclinic.services.clinic.drawn_plan import plan_fragment, plan_paper
from sciaclinic.services.clinic.entering import read_episode
from sciaclinic.services.clinic.intake import intake_of
from sciaclinic.services.clinic.overriding import set_aside, set_aside_in, take_back
from sciaclinic.services.clinic.plan_bench import PlanBench, Progress
from sciaclinic.services.clinic.planning import (
    KeptPlan,
    computed_plans,
    kept_plan,
    plan_of_episode,
    plan_text,
    sign_plan,
    why_anew,
    withdraw,
)
from sciaclinic.web.episode_page import shown_episode
from sciaclinic.web.faults import wants_json
from sciaclinic.web.visit import Carer, Visit
from sciatwin.eligibility import Verdict
from sciatwin.errors import InvalidInputError

router = APIRouter()
_MOST_LISTED = 12
"""Plans of a course that the page names; History names all."""


@router.get("/episodes/{key}/plan")
def plan(request: Request, visit: Carer, key: str, document: str = "") -> Response:
    return _shown(request, visit, read_episode(visit.desk, key, "plan"), document)


@router.post("/episodes/{key}/plan/compute")
def compute(request: Request, visit: Carer, key: str) -> Response:
    """Begin to compute; pressed twice, it begins once."""
    bench = _bench(request)
    try:
        bench.start(visit.desk, key)
    except InvalidInputError as error:
        if wants_json(request):
            raise
        return _shown(request, visit, read_episode(visit.desk, key, "plan"), says=str(error), status=422)
    if wants_json(request):
        return _progress(bench.progress(key), status=202)
    return RedirectResponse(f"/episodes/{key}/plan", status_code=303)


@router.get("/episodes/{key}/plan/progress")
def progress(request: Request, visit: Carer, key: str) -> Response:
    return _progress(_bench(request).progress(key))


@router.post("/episodes/{key}/plan/sign")
def sign(
    request: Request, visit: Carer, key: str, document: Annotated[str, Form()], password: Annotated[str, Form()] = ""
) -> Response:
    try:
        sign_plan(visit.desk, key, document, password=password)
    except InvalidInputError as error:
        if wants_json(request):
            raise
        return _shown(request, visit, read_episode(visit.desk, key, "plan"), wrong=error.by_field[0].says, status=422)
    return RedirectResponse(f"/episodes/{key}/plan", status_code=303)


@router.post("/episodes/{key}/plan/withdraw")
def take_out_of_force(visit: Carer, key: str, reason: Annotated[str, Form()] = "") -> Response:
    withdraw(visit.desk, key, reason)
    return RedirectResponse(f"/episodes/{key}/plan", status_code=303)


@router.post("/episodes/{key}/plan/set-aside")
def set_rule_aside(
    request: Request, visit: Carer, key: str, rule: Annotated[str, Form()], reason: Annotated[str, Form()] = ""
) -> Response:
    try:
        set_aside(visit.desk, key, rule=rule, reason=reason)
    except InvalidInputError as error:
        if wants_json(request):
            raise
        kept = read_episode(visit.desk, key, "plan")
        return _shown(request, visit, kept, says=str(error), typed={rule: reason}, status=422)
    return RedirectResponse(f"/episodes/{key}/plan#rules", status_code=303)


@router.post("/episodes/{key}/plan/take-back")
def take_rule_back(visit: Carer, key: str, rule: Annotated[str, Form()]) -> Response:
    take_back(visit.desk, key, rule=rule)
    return RedirectResponse(f"/episodes/{key}/plan#rules", status_code=303)


@router.get("/episodes/{key}/plan/compare")
def compare(request: Request, visit: Carer, key: str, one: str, other: str) -> Response:
    """Two plans of this course beside each other."""
    kept = read_episode(visit.desk, key, "two plans")
    plans = [plan_of_episode(visit.desk, kept.episode, sha256) for sha256 in (one, other)]
    groups = side_by_side(plans[0].document, plans[1].document)
    return shown_episode(request, "plan_compare.html", visit, kept, "plan", plans=plans, groups=groups)


@router.get("/episodes/{key}/plan.pdf")
def printed(visit: Carer, key: str, document: str = "") -> Response:
    """The paper of a plan; of the signed one with its signature."""
    kept = read_episode(visit.desk, key, "plan, printed")
    signed = kept.episode.last(Kind.PLAN_SIGNED)
    sha256 = _wanted(visit, kept, document).sha256
    signature = signed if signed is not None and signed.body["document"] == sha256 else None
    paper = plan_paper(visit.desk, sha256, signature)
    name = f"plan-{sha256[:12]}{'-signed' if signature else ''}.pdf"
    return Response(paper, media_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})


@router.get("/episodes/{key}/plan.json")
def as_file(visit: Carer, key: str, document: str = "") -> Response:
    """The text that is kept, to the last letter: its SHA-256 is the one that is signed."""
    kept = read_episode(visit.desk, key, "plan, as a file")
    sha256 = _wanted(visit, kept, document).sha256
    headers = {"Content-Disposition": f'attachment; filename="plan-{sha256[:12]}.json"'}
    return Response(plan_text(visit.desk, sha256).encode(), media_type="application/json", headers=headers)


def _shown(
    request: Request,
    visit: Visit,
    kept: Kept,
    document: str = "",
    *,
    says: str = "",
    wrong: str = "",
    typed: dict[str, str] | None = None,
    status: int = 200,
) -> Response:
    episode, computed = kept.episode, computed_plans(kept.episode)
    shown = _wanted(visit, kept, document) if computed or document else None
    signed = episode.last(Kind.PLAN_SIGNED)
    running = _bench(request).progress(kept.key)
    may_change = episode.state is EpisodeState.DRAFT
    return shown_episode(
        request,
        "plan.html",
        visit,
        kept,
        "plan",
        status=status,
        plan=shown,
        drawn=[Markup(part) for part in plan_fragment(visit.desk, shown.sha256)] if shown else (),
        computed=[(entry, kept_plan(visit.desk, entry.body["document"]).document) for entry in computed[:_MOST_LISTED]],
        anew=why_anew(visit.desk, episode, shown) if shown and may_change else "",
        signed=signed,
        is_signed=bool(shown and signed and signed.body["document"] == shown.sha256),
        withdrawn=episode.last(Kind.WITHDRAWN),
        may_change=may_change,
        may_withdraw=episode.state in (EpisodeState.SIGNED, EpisodeState.GIVEN) and Role.PHYSICIAN in visit.roles,
        is_physician=Role.PHYSICIAN in visit.roles,
        running=running,
        says=says or running.says,
        wrong=wrong,
        typed=typed or {},
        site=site_of(visit.desk),
        **_rules(visit, kept),
    )


def _rules(visit: Visit, kept: Kept) -> dict[str, Any]:
    """Rules that wait for a physician's reason, and those that were set aside, by the answers of now."""
    intake = intake_of(kept.episode, visit.desk)
    findings = intake.check.findings if intake.check else ()
    return {
        "incomplete": len(intake.missing) + len(intake.faults),
        "waiting": [item for item in findings if item.answer is Verdict.NEEDS_OVERRIDE],
        "aside": set_aside_in(intake.draft.answers.get("overrides")),
        "called": {item.rule: item.says for item in findings},
    }


def _wanted(visit: Visit, kept: Kept, document: str) -> KeptPlan:
    """The plan that was asked for: by its checksum, else the one in force, else the newest. Raises: NotThereError."""
    if document:
        return plan_of_episode(visit.desk, kept.episode, document)
    signed, computed = kept.episode.last(Kind.PLAN_SIGNED), computed_plans(kept.episode)
    if signed is not None:
        return kept_plan(visit.desk, signed.body["document"])
    return plan_of_episode(visit.desk, kept.episode, computed[0].body["document"] if computed else "")


def _bench(request: Request) -> PlanBench:
    found: PlanBench = request.app.state.plan_bench
    return found


def _progress(found: Progress, status: int = 200) -> JSONResponse:
    return JSONResponse(
        {"running": found.running, "seconds": round(found.seconds, 1), "says": found.says}, status_code=status
    )
