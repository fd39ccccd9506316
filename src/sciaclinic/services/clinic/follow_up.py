"""The follow-up of an episode on one screen: warnings, what is due, scores over time, what was learned, the review."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sciaclinic.episode.corrections import counted
from sciaclinic.episode.entry import Entry
from sciaclinic.episode.kinds import Kind
from sciaclinic.records.diary_links import DiaryLink
from sciaclinic.records.episodes import Kept
from sciaclinic.services.clinic.desk import Desk
from sciaclinic.services.clinic.diary import open_link, unread_warnings, warns_of
from sciaclinic.services.clinic.diary_questions import HOW_OFTEN
from sciaclinic.services.clinic.scales import in_words
from sciaclinic.services.clinic.today import call_due, review_due

_SCORED = (Kind.OBSERVED, Kind.DIARY, Kind.CALLED)


@dataclass(frozen=True)
class Warned:
    """A page of the diary that nobody has confirmed, and what it warns of."""

    page: Entry
    of: tuple[str, ...]


@dataclass(frozen=True)
class ScoreLine:
    """One entry of the table: who said what, in words with range and unit."""

    entry: Entry
    by: str
    says: tuple[str, ...]


@dataclass(frozen=True)
class FollowUp:
    """Attributes: link: the diary that the patient may have; call, review: when due, None if not."""

    warnings: tuple[Warned, ...]
    link: DiaryLink | None
    lines: tuple[ScoreLine, ...]
    call: datetime | None
    review: datetime | None
    reviewed: Entry | None


def follow_up_of(desk: Desk, kept: Kept) -> FollowUp:
    """From the entries of an episode."""
    entries = counted(kept.episode.entries)
    return FollowUp(
        warnings=tuple(Warned(page, warns_of(page)) for page in unread_warnings(kept)),
        link=open_link(desk, kept.key),
        lines=tuple(_lines(entries)),
        call=call_due(kept.episode),
        review=review_due(kept.episode),
        reviewed=kept.episode.last(Kind.REVIEWED),
    )


def _lines(entries: tuple[Entry, ...]) -> Iterator[ScoreLine]:
    """The newest first."""
    scored = (entry for entry in entries if entry.kind in _SCORED)
    by = {Kind.DIARY: "diary", Kind.CALLED: "call", Kind.OBSERVED: "clinic"}
    for entry in sorted(scored, key=lambda item: item.happened_at, reverse=True):
        yield ScoreLine(entry, by[entry.kind], tuple(_says(entry)))


_SCORES = {
    "leg_pain": "leg pain of the day {} of 10",
    "leg_pain_week": "leg pain of the week {} of 10",
    "sleep": "sleep {} of 10 (10 best)",
    "mood": "mood {} of 10 (10 best)",
    "impression": "judges: {}",
    "morphine_mg_per_day": "opioids {:g} mg/day of oral morphine",
    "event": "serious event: {}",
    "note": "“{}”",
}


def _says(entry: Entry) -> Iterator[str]:
    body = entry.body
    if entry.kind is Kind.CALLED and not body["reached"]:
        yield "not reached"
    yield from (says.format(body[name]) for name, says in _SCORES.items() if body.get(name) not in (None, ""))
    yield from (in_words(key, score) for key, score in body.get("scores", {}).items())
    if body.get("phq9_item_9") is not None:
        yield f"thoughts of self-harm: {HOW_OFTEN[body['phq9_item_9']].lower()}"
    if body.get("urinary_symptoms"):
        yield "urinary symptoms"
    yield from _yes(body.get("side_effects", {}), "side effects")
    yield from _yes(body.get("red_flags", {}), "new red flag")


def _yes(answers: dict[str, bool], what: str) -> Iterator[str]:
    if said := [name.replace("_", " ") for name, answer in answers.items() if answer]:
        yield f"{what}: {', '.join(said)}"
