"""What the diary asks, in the words that a patient reads, and when each question is due."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from sciaclinic.answers.aid.texts import Language, other_danger_signs, red_flag_texts
from sciaclinic.episode.entry import Entry
from sciaclinic.episode.kinds import Kind
from sciatwin.observation.seen.side_effect_seen import SideEffect

RED_FLAGS: Mapping[str, str] = MappingProxyType(dict(red_flag_texts(Language.ENGLISH)))
"""Red flags of the intake that a patient can notice from one day to the next, most urgent first; the others are facts
of the history, which the clinic asks again before each session. The decision aid says the same."""

TOLD_TO_CALL: Mapping[str, str] = MappingProxyType(dict(other_danger_signs(Language.ENGLISH)))
"""Further signs of danger, which the page tells: whoever has one is not to wait for a question."""

SIDE_EFFECTS: Mapping[SideEffect, str] = MappingProxyType(
    {
        SideEffect.NAUSEA: "Feeling sick",
        SideEffect.DIZZINESS: "Dizziness",
        SideEffect.SEDATION: "Sleepiness by day",
        SideEffect.HEADACHE: "Headache",
        SideEffect.PSYCHOTOMIMETIC: "Strange thoughts or dreams, or feeling unreal",
    }
)

ITEM_9 = "Thoughts that you would be better off dead, or of hurting yourself in some way"
HOW_OFTEN = ("Not at all", "On several days", "On more than half the days", "Nearly every day")
"""Item 9 of PHQ-9, whose owner asks for no permission (wording of the sibling PHQ-15)."""

SIDE_EFFECTS_FOR = timedelta(days=3)
"""After a session (assumed, 1 to 7 days: most have passed by the next morning)."""
MOOD_EVERY = timedelta(days=7)
"""Assumed, 7 to 14 days: a question of every evening would be answered from habit."""
ITEM_9_EVERY = timedelta(days=14)
"""PHQ-9 is filled in every 2 to 4 weeks between visits, as clinics do; the item asks of the last 2 weeks."""


@dataclass(frozen=True)
class Due:
    """Which questions stand on today's page beside pain, sleep and red flags."""

    mood: bool
    item_9: bool
    side_effects: bool


def due_now(entries: Iterable[Entry], now: datetime) -> Due:
    """From all entries of a patient."""
    everything = tuple(entries)
    ended = [item.happened_at for item in everything if item.kind in (Kind.STOPPED, Kind.LEFT)]
    return Due(
        mood=_is_due(everything, "mood", MOOD_EVERY, now),
        item_9=_is_due(everything, "phq9_item_9", ITEM_9_EVERY, now),
        side_effects=any(timedelta(0) <= now - at <= SIDE_EFFECTS_FOR for at in ended),
    )


def _is_due(entries: tuple[Entry, ...], name: str, every: timedelta, now: datetime) -> bool:
    asked = [item.happened_at for item in entries if item.body.get(name) is not None]
    return not asked or now - max(asked) >= every
