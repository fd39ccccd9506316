"""What the pump gave: stretches at one rate, boluses, and their sum."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sciaclinic.episode.amount import amount
from sciaclinic.episode.entry import Entry
from sciaclinic.episode.kinds import Kind

VOLUMES_DIFFER = 0.05
"""Part by which the volume of the pump may differ from the chart's before it is said (assumed, 0.02 to 0.1)."""

TURNS = (Kind.STARTED, Kind.RATE_SET, Kind.PAUSED, Kind.RESUMED, Kind.STOPPED)
"""What changes how the pump runs."""


@dataclass(frozen=True, kw_only=True)
class Segment:
    """The pump at one rate; ``end`` is None while it runs. ``entry`` is the number of what began it."""

    start: datetime
    end: datetime | None
    rate_ml_per_h: float
    reason: str
    entry: int
    is_pause: bool = False

    def lasts_h(self, until: datetime) -> float:
        end = until if self.end is None else min(self.end, until)
        return max(0.0, (end - self.start).total_seconds()) / _S_PER_H

    def volume_ml(self, until: datetime) -> float:
        return self.lasts_h(until) * self.rate_ml_per_h


@dataclass(frozen=True, kw_only=True)
class Bolus:
    at: datetime
    volume_ml: float
    entry: int


@dataclass(frozen=True, kw_only=True)
class Infused:
    """Segments without a gap from the start of the pump to its stop, and boluses; volumes of the diluted drug."""

    segments: tuple[Segment, ...]
    boluses: tuple[Bolus, ...]
    concentration_mg_per_ml: float
    pump_ml: float | None = None
    """What the pump said last, and when."""
    pump_ml_at: datetime | None = None

    @property
    def started_at(self) -> datetime | None:
        return self.segments[0].start if self.segments else None

    @property
    def ended_at(self) -> datetime | None:
        return self.segments[-1].end if self.segments else None

    @property
    def rate_ml_per_h(self) -> float:
        """Now; 0 while it pauses, before and after."""
        running = self.segments[-1] if self.segments else None
        return running.rate_ml_per_h if running is not None and running.end is None else 0.0

    @property
    def rate_before_pause_ml_per_h(self) -> float:
        return next((item.rate_ml_per_h for item in reversed(self.segments) if not item.is_pause), 0.0)

    def running_h(self, until: datetime) -> float:
        """How long the pump has run, pauses left out."""
        return sum(segment.lasts_h(until) for segment in self.segments if not segment.is_pause)

    def given_ml(self, until: datetime) -> float:
        pumped = sum(segment.volume_ml(until) for segment in self.segments)
        return pumped + sum(bolus.volume_ml for bolus in self.boluses if bolus.at <= until)

    def given_mg(self, until: datetime) -> float:
        return self.given_ml(until) * self.concentration_mg_per_ml

    def given_between_mg(self, start: datetime, end: datetime) -> float:
        return self.given_mg(end) - self.given_mg(start)

    def boluses_since_mg(self, start: datetime) -> float:
        return sum(item.volume_ml for item in self.boluses if item.at > start) * self.concentration_mg_per_ml

    @property
    def pump_differs(self) -> str:
        """By how much the volume of the pump differs from the chart's, where it does by more than 5 %."""
        if self.pump_ml is None or self.pump_ml_at is None:
            return ""
        charted = self.given_ml(self.pump_ml_at)
        difference = abs(self.pump_ml - charted)
        if difference <= VOLUMES_DIFFER * max(charted, self.pump_ml):
            return ""
        part = difference / max(charted, 1e-9)
        return (
            f"The pump says {amount(self.pump_ml)} mL, the chart {amount(charted)} mL: {min(part, 9.99):.0%} apart. "
            "Look at the rates and times of the chart and at the line; correct the entry that is wrong."
        ).replace("%", "\u00a0%")


def infused(entries: Iterable[Entry], concentration_mg_per_ml: float) -> Infused:
    """From the counted entries of a session, whatever the order in which they were sent."""
    counted = sorted(entries, key=lambda entry: (entry.happened_at, entry.number))
    said = [entry for entry in counted if entry.body.get("pump_ml") is not None]
    return Infused(
        segments=tuple(_segments(entry for entry in counted if entry.kind in TURNS)),
        boluses=tuple(
            Bolus(at=entry.happened_at, volume_ml=entry.body["bolus_ml"], entry=entry.number)
            for entry in counted
            if entry.kind is Kind.BOLUS_GIVEN
        ),
        concentration_mg_per_ml=concentration_mg_per_ml,
        pump_ml=said[-1].body["pump_ml"] if said else None,
        pump_ml_at=said[-1].happened_at if said else None,
    )


def _segments(turns: Iterable[Entry]) -> Iterator[Segment]:
    """One from each turn of the pump to the next; a pause is a stretch at 0."""
    open_turn: Entry | None = None
    for turn in turns:
        if open_turn is not None:
            yield _segment(open_turn, turn.happened_at)
        elif turn.kind is not Kind.STARTED:
            continue  # a correction moved it before the start
        if turn.kind is Kind.STOPPED:
            return
        open_turn = turn
    if open_turn is not None:
        yield _segment(open_turn, None)


def _segment(turn: Entry, end: datetime | None) -> Segment:
    is_pause = turn.kind is Kind.PAUSED
    return Segment(
        start=turn.happened_at,
        end=end,
        rate_ml_per_h=0.0 if is_pause else turn.body["rate_ml_per_h"],
        reason=turn.body["reason"],
        entry=turn.number,
        is_pause=is_pause,
    )


HOUR = timedelta(hours=1)
QUARTER = timedelta(minutes=15)
_S_PER_H = HOUR.total_seconds()
