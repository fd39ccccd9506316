"""Intake: every question, saved as it is typed; beside it what blocks, what is missing and what the rules say."""

from collections.abc import Iterator
from math import ceil
from typing import Annotated, Any

import yaml
from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import JSONResponse, RedirectResponse, Response
from pydantic import BaseModel, Field

from sciaclinic.episode.states import EpisodeState
from sciaclinic.services.clinic.entering import read_episode
from sciaclinic.services.clinic.intake import Intake, answer, intake_of, take_in
from sciaclinic.services.clinic.uploaded import read_uploaded
from sciaclinic.web.asked import Shown, shown_questions
from sciaclinic.web.episode_page import shown_episode
from sciaclinic.web.templating import rendered
from sciaclinic.web.visit import Carer
from sciatwin.eligibility import Verdict
from sciatwin.patient import Patient

router = APIRouter()
_FIRST = "who"
_AT_THE_END = {"treatments", "medicines", "overrides", "confirmed"}
_LISTS = {"rules set aside", "confirmed"}
_MOST_ON_A_SCREEN = 12
_GROUPS = {"last ketamine course": ("days_since_ketamine_course", "last_course_mg", "last_course_drug")}


class Answer(BaseModel):
    path: str = Field(max_length=200)
    value: Any = None
    after: int = Field(default=0, ge=0)
    key: str = Field(default="", max_length=64)


@router.get("/episodes/{key}/intake")
def intake(request: Request, visit: Carer, key: str) -> Response:
    kept = read_episode(visit.desk, key, "intake")
    found = intake_of(kept.episode, visit.desk)
    return shown_episode(
        request,
        "intake.html",
        visit,
        kept,
        "intake",
        groups=_groups(found),
        may_change=kept.episode.state is EpisodeState.DRAFT,
        **_beside(found),
    )


@router.post("/episodes/{key}/answers")
def keep_answer(visit: Carer, key: str, sent: Answer) -> Response:
    found = answer(visit.desk, key, path=sent.path, value=sent.value, after=sent.after, key=sent.key)
    asked_by = found.asked_by.get(sent.path)
    return JSONResponse(
        {
            "number": asked_by.number if asked_by else 0,
            "faults": {fault.field: fault.says for fault in found.faults},
            "beside": rendered("intake_beside.html", _beside(found)),
        }
    )


@router.post("/episodes/{key}/patient-file")
async def import_file(
    visit: Carer, key: str, file: Annotated[UploadFile, File()], form_key: Annotated[str, Form()] = ""
) -> Response:
    """Every answer of a patient file, as the command line reads it."""
    take_in(visit.desk, key, read_uploaded(await file.read(), file.filename or "", Patient))
    return RedirectResponse(f"/episodes/{key}/intake", status_code=303)


@router.get("/episodes/{key}/patient.yaml")
def export_file(visit: Carer, key: str) -> Response:
    """The answers as a patient file, whole or not."""
    kept = read_episode(visit.desk, key, "patient file")
    text = yaml.safe_dump(intake_of(kept.episode, visit.desk).draft.as_file(), sort_keys=False, allow_unicode=True)
    return Response(
        text, media_type="application/yaml", headers={"Content-Disposition": "attachment; filename=patient.yaml"}
    )


def _groups(intake: Intake) -> list[tuple[str, list[Shown]]]:
    numbers = {path: entry.number for path, entry in intake.asked_by.items()}
    faults = {fault.field: fault.says for fault in intake.faults}
    groups: dict[str, list[Shown]] = {}
    for question in shown_questions(Patient, intake.draft.answers, numbers, faults):
        groups.setdefault(_group_of(question), []).append(question)
    at_the_end = sorted(groups.items(), key=lambda item: item[0] in _LISTS)
    return [part for name, questions in at_the_end for part in _parts(name, questions)]


def _parts(name: str, questions: list[Shown]) -> Iterator[tuple[str, list[Shown]]]:
    """A group in parts that fit a screen, as equal as can be."""
    count = ceil(len(questions) / _MOST_ON_A_SCREEN)
    size = ceil(len(questions) / count)
    for part in range(count):
        title = name if count == 1 else f"{name}, {part + 1} of {count}"
        yield title, questions[part * size : (part + 1) * size]


def _group_of(question: Shown) -> str:
    path = question.asked.path
    if path in _AT_THE_END:
        return question.asked.label
    return next((name for name, paths in _GROUPS.items() if path in paths), question.asked.group or _FIRST)


def _beside(intake: Intake) -> dict[str, Any]:
    found = intake.check.findings if intake.check else ()
    answers = (Verdict.BLOCK, Verdict.NEEDS_OVERRIDE, Verdict.OPEN_QUESTION, Verdict.CAUTION)
    return {
        "missing": intake.missing,
        "early": intake.early,
        "faults": intake.faults,
        "check": intake.check,
        "kinds": [(verdict, [item for item in found if item.answer is verdict]) for verdict in answers],
    }
