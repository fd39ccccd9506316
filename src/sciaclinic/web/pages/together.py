"""Together: what patient and clinician look at, in plain words; what matters to the patient; the aid to take home."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from markupsafe import Markup

from sciaclinic.answers.aid.aid import Aid
from sciaclinic.answers.aid.texts import Language
from sciaclinic.episode.kinds import Kind
from sciaclinic.episode.states import EpisodeState
from sciaclinic.episode.what_matters import WHAT_MATTERS
from sciaclinic.records.episodes import Kept
from sciaclinic.render.aid import pictures
from sciaclinic.services.clinic.entering import read_episode
from sciaclinic.services.clinic.intake import intake_of
from sciaclinic.services.clinic.planning import KeptPlan, computed_plans, kept_plan, why_anew
from sciaclinic.services.clinic.together import GOALS, aid_of, change_goals, printed_aid, weigh, weights_of
from sciaclinic.web.episode_page import shown_episode
from sciaclinic.web.templating import shown
from sciaclinic.web.visit import Carer, Visit
from sciatwin.errors import Fault, InvalidInputError
from sciatwin.patient import Goals

router = APIRouter()


@router.get("/episodes/{key}/together")
def together(request: Request, visit: Carer, key: str, language: Language = Language.ENGLISH) -> Response:
    kept = read_episode(visit.desk, key, "together")
    plan = _plan(visit, kept)
    aid = aid_of(plan, kept.episode, language) if plan and not plan.document.is_emergency else None
    may_change = kept.episode.state is EpisodeState.DRAFT
    return shown_episode(
        request,
        "together.html",
        visit,
        kept,
        "together",
        plan=plan,
        aid=aid,
        drawn=_drawn(aid),
        language=language,
        languages=tuple(Language),
        weights=weights_of(kept.episode),
        goals=_goals(visit, kept),
        anew=why_anew(visit.desk, kept.episode, plan) if plan and may_change else "",
        may_change=may_change,
    )


@router.post("/episodes/{key}/together/weights")
async def keep_weights(request: Request, visit: Carer, key: str, language: Language = Language.ENGLISH) -> Response:
    typed = await request.form()
    found = {name: _whole(name, str(typed[name])) for name in WHAT_MATTERS if typed.get(name)}
    weigh(visit.desk, key, found)
    return _back(key, language)


@router.post("/episodes/{key}/together/goals")
def keep_goals(
    visit: Carer,
    key: str,
    least_gain: Annotated[str, Form()] = "",
    most_visits: Annotated[str, Form()] = "",
    language: Language = Language.ENGLISH,
) -> Response:
    change_goals(
        visit.desk,
        key,
        least_gain=_number("least_gain", least_gain) if least_gain else None,
        most_visits=_whole("most_visits", most_visits) if most_visits else None,
    )
    return _back(key, language)


@router.get("/episodes/{key}/decision-aid")
def aid_page(request: Request, visit: Carer, key: str, language: Language = Language.ENGLISH) -> Response:
    aid = _demanded(visit, key, language)
    return shown(request, "aid.html", visit, aid=aid, drawn=_drawn(aid))


@router.get("/episodes/{key}/decision-aid.pdf")
def aid_on_paper(visit: Carer, key: str, language: Language = Language.ENGLISH) -> Response:
    paper = printed_aid(_demanded(visit, key, language))
    headers = {"Content-Disposition": f'inline; filename="decision-aid-{language}.pdf"'}
    return Response(paper, media_type="application/pdf", headers=headers)


def _demanded(visit: Visit, key: str, language: Language) -> Aid:
    kept = read_episode(visit.desk, key, "decision aid")
    plan = _plan(visit, kept)
    if plan is None:
        fault = Fault("plan", "there is none yet; compute it on the page Plan, then print this.")
        raise InvalidInputError("The decision aid", [fault])
    return aid_of(plan, kept.episode, language)


def _plan(visit: Visit, kept: Kept) -> KeptPlan | None:
    """The plan in force, else the newest."""
    signed, computed = kept.episode.last(Kind.PLAN_SIGNED), computed_plans(kept.episode)
    entry = signed or (computed[0] if computed else None)
    return None if entry is None else kept_plan(visit.desk, entry.body["document"])


def _drawn(aid: Aid | None) -> dict[str, Any]:
    """Pictures of each section by its key, as markup of our own."""
    found = {}
    for section in aid.sections if aid else ():
        drawn = pictures(section)
        people = {arm: Markup(svg) for arm, svg in drawn["people"].items()}
        found[section.key] = {"people": people, "dots": Markup(drawn["dots"])}
    return found


def _goals(visit: Visit, kept: Kept) -> dict[str, Any]:
    """The two goals that the planner uses, as they are answered, or as it supposes them."""
    answers, supposed = intake_of(kept.episode, visit.desk).draft.answers, Goals()
    names = [path.rpartition(".")[2] for path in GOALS]
    return {name: answers.get(path, getattr(supposed, name)) for path, name in zip(GOALS, names, strict=True)}


def _whole(field: str, text: str) -> int:
    number = _number(field, text)
    if number != int(number):
        raise InvalidInputError("What was chosen", [Fault(field, f"got {text!r}; a whole number is needed.")])
    return int(number)


def _number(field: str, text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        raise InvalidInputError("What was chosen", [Fault(field, f"got {text!r}; a number is needed.")]) from None


def _back(key: str, language: Language) -> Response:
    return RedirectResponse(f"/episodes/{key}/together?language={language}#matters", status_code=303)
