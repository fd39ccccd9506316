"""What a record holds of one patient as the twin reads it: sessions given, and everything that was seen."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from sciaclinic.episode.bodies_of_follow_up import Decision
from sciaclinic.episode.corrections import counted
from sciaclinic.episode.entry import Entry
from sciaclinic.episode.kinds import Kind
from sciaclinic.records.episodes import Kept
from sciaclinic.services.clinic.given import OneGiven
from sciaclinic.services.clinic.next_plan import TAKEN_OVER
from sciatwin.observation import (
    Decided,
    Dissociation,
    Event,
    GlobalImpression,
    Impression,
    Observation,
    Observations,
    OpioidUse,
    OxygenSaturation,
    PainScore,
    Period,
    Pressure,
    Questionnaire,
    QuestionnaireScore,
    RespiratoryRate,
    Review,
    Sedation,
    SelfHarmThoughts,
    SeriousEvent,
    SideEffect,
    SideEffectSeen,
)
from sciatwin.observation.observations import visits_of

NOT_LEARNED_FROM = "Sleep and mood of the diary, and dissociation from 0 to 10, are kept and not learned from."

_EVENTS: Mapping[str, Event] = {
    "chest pain": Event.CHEST_PAIN,
    "seizure": Event.SEIZURE,
    "new weakness or speech trouble": Event.NEW_WEAKNESS,
    "laryngospasm": Event.LARYNGOSPASM,
    "anaphylaxis": Event.ANAPHYLAXIS,
    "not rousable by voice": Event.LOSS_OF_CONSCIOUSNESS,
}
"""Happenings of a chart that end a session; any other counts as an event where the chart calls it serious."""
_EFFECTS: Mapping[str, SideEffect] = {
    "hallucination": SideEffect.PSYCHOTOMIMETIC,
    "nausea or vomiting": SideEffect.NAUSEA,
    "dizziness or double vision": SideEffect.DIZZINESS,
}
_REVIEWS = {Decision.GO_ON: Decided.MAY_GO_ON, Decision.CHANGE: Decided.MAY_GO_ON, Decision.STOP: Decided.STOP}


def observations_of(kept: Iterable[Kept], given: tuple[OneGiven, ...]) -> Observations:
    """Everything in the episodes of one patient, in hours from the start of the first session given.

    Args:
        given: the sessions of all these episodes; at least one.
    Raises: InvalidInputError if entries contradict each other; correct the one that is wrong.
    """
    began = min(one.started_at for one in given)
    parts = tuple(part for one in given for part in one.parts(began))
    entries = tuple(entry for one in kept for entry in counted(one.episode.entries))
    seen = dict.fromkeys(item for entry in entries for item in _seen(entry, _h(entry, began)))
    answers = _side_effects(entries, began, visits_of(parts))
    # What the clock on the wall showed: days are those of the clinic.
    wall = began.astimezone().replace(tzinfo=None)
    return Observations((*seen, *answers), parts, (NOT_LEARNED_FROM,), wall)


def _h(entry: Entry, began: datetime) -> float:
    return (entry.happened_at - began).total_seconds() / 3600


def _seen(entry: Entry, time_h: float) -> Iterator[Observation]:
    match entry.kind:
        case Kind.MEASURED:
            yield from _measured(entry.body, time_h)
        case Kind.OBSERVED | Kind.DIARY | Kind.CALLED:
            yield from _scores(entry.body, time_h)
        case Kind.EVENT:
            what = _EVENTS.get(entry.body["what"], Event.OTHER if entry.body["serious"] else None)
            if what is not None:
                yield SeriousEvent(time_h=time_h, event=what)
        case Kind.REVIEWED:
            yield Review(time_h=time_h, decided=_REVIEWS[Decision(entry.body["decision"])], by="physician")
        case Kind.ANSWERED if time_h > 0 and not entry.key.startswith(TAKEN_OVER):
            yield from _answered(entry.body, time_h)


def _measured(body: Mapping[str, Any], time_h: float) -> Iterator[Observation]:
    if body["systolic_mmhg"] is not None:
        yield Pressure(
            time_h=time_h,
            systolic_mmhg=body["systolic_mmhg"],
            diastolic_mmhg=body["diastolic_mmhg"],
            heart_rate_per_min=body["pulse_per_min"],
        )
    if body["saturation_percent"] is not None:
        yield OxygenSaturation(time_h=time_h, saturation_percent=body["saturation_percent"])
    if body["breathing_per_min"] is not None:
        yield RespiratoryRate(time_h=time_h, breaths_per_min=body["breathing_per_min"])
    if body["sedation_moaas"] is not None:
        yield Sedation(time_h=time_h, scale="MOAA/S", score=body["sedation_moaas"], awake_score=5.0, deepest_score=0.0)
    if body["cadss"] is not None:
        yield Dissociation(time_h=time_h, cadss=body["cadss"])
    if body["pain"] is not None:
        yield PainScore(time_h=time_h, score=body["pain"], period=Period.NOW)


def _scores(body: Mapping[str, Any], time_h: float) -> Iterator[Observation]:
    for name, period in (("leg_pain", Period.DAY), ("leg_pain_week", Period.WEEK)):
        if body.get(name) is not None:
            yield PainScore(time_h=time_h, score=body[name], period=period)
    for key, score in body.get("scores", {}).items():
        yield QuestionnaireScore(time_h=time_h, questionnaire=Questionnaire(key), score=score)
    if body.get("phq9_item_9") is not None:
        yield SelfHarmThoughts(time_h=time_h, phq9_item_9=body["phq9_item_9"])
    if body.get("impression"):
        yield GlobalImpression(time_h=time_h, impression=Impression(body["impression"]))
    if body.get("morphine_mg_per_day") is not None:
        yield OpioidUse(time_h=time_h, morphine_mg_per_day=body["morphine_mg_per_day"])
    if body.get("event"):
        yield SeriousEvent(time_h=time_h, event=Event(body["event"]))
    if body.get("urinary_symptoms"):
        yield SeriousEvent(time_h=time_h, event=Event.BLADDER_SYMPTOMS)


def _answered(body: Mapping[str, Any], time_h: float) -> Iterator[Observation]:
    """The next intake asks again: what is answered after the first session was seen then."""
    part, _, name = str(body["path"]).rpartition(".")
    value = body["value"]
    if isinstance(value, bool) or not isinstance(value, int | float):
        return
    if body["path"] == "sciatica.leg_pain":
        yield PainScore(time_h=time_h, score=value, period=Period.WEEK, resolution=1.0 if value == int(value) else 0.1)
    elif body["path"] == "questionnaires.phq9_item_9":
        yield SelfHarmThoughts(time_h=time_h, phq9_item_9=value)
    elif part == "questionnaires" and name in list(Questionnaire):
        yield QuestionnaireScore(time_h=time_h, questionnaire=Questionnaire(name), score=value)


def _side_effects(
    entries: Iterable[Entry], began: datetime, visits_h: tuple[tuple[float, float], ...]
) -> Iterator[SideEffectSeen]:
    """One answer for each session and effect: yes where anybody said so."""
    answers: dict[tuple[int, SideEffect], SideEffectSeen] = {}
    for entry in entries:
        time_h = _h(entry, began)
        index = max((number for number, (start_h, _) in enumerate(visits_h) if start_h <= time_h), default=None)
        if index is None:
            continue
        for effect, seen in _effects(entry):
            before = answers.get((index, effect))
            if before is None or (seen and not before.seen):
                answers[index, effect] = SideEffectSeen(time_h=time_h, session_index=index, effect=effect, seen=seen)
    yield from answers.values()


def _effects(entry: Entry) -> Iterator[tuple[SideEffect, bool]]:
    match entry.kind:
        case Kind.DIARY | Kind.CALLED:
            yield from ((SideEffect(name), seen) for name, seen in entry.body.get("side_effects", {}).items())
        case Kind.MEASURED if entry.body["nausea"] is not None:
            yield SideEffect.NAUSEA, entry.body["nausea"] != "none"
        case Kind.EVENT if entry.body["what"] in _EFFECTS:
            yield _EFFECTS[entry.body["what"]], True
