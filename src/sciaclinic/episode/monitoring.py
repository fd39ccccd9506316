"""Which check is due next, which were missed, and which values were written down only afterwards."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sciaclinic.episode.entry import Entry
from sciaclinic.episode.infused import Infused
from sciaclinic.episode.kinds import Kind
from sciaclinic.episode.session_order import SessionOrder

WHOLE_CHECK = {
    "systolic_mmhg": "blood pressure",
    "pulse_per_min": "pulse",
    "saturation_percent": "oxygen saturation",
    "breathing_per_min": "breathing",
    "sedation_moaas": "sedation",
}
"""What a check needs to count as one; pain, dissociation and nausea are asked as well, but may be refused."""

FIRST = timedelta(minutes=15)
"""How long the first, closer checks go on (row ``monitoring`` of the signed plan)."""
AFTER = tuple(timedelta(minutes=minutes) for minutes in (15, 30, 60))
"""Checks after the pump has stopped (row ``recovery`` of the signed plan)."""


@dataclass(frozen=True, kw_only=True)
class Monitoring:
    """Attributes:
    due_at: of the next check; None before the pump and after the patient has left.
    lacks: what the latest measurement still needed to count as a whole check.
    late: numbers of measurements that were entered after the check of their time had been stored as missed.
    """

    due_at: datetime | None
    missed: tuple[Entry, ...]
    lacks: tuple[str, ...]
    late: frozenset[int]

    def is_overdue(self, now: datetime) -> bool:
        return self.due_at is not None and now > self.due_at


def is_whole(entry: Entry) -> bool:
    return not lacking(entry)


def lacking(entry: Entry) -> tuple[str, ...]:
    return tuple(what for name, what in WHOLE_CHECK.items() if entry.body.get(name) is None)


def monitoring(entries: Sequence[Entry], given: Infused, order: SessionOrder, *, is_over: bool) -> Monitoring:
    """From the counted entries of a session. Args: is_over: the patient has left."""
    measured = sorted((item for item in entries if item.kind is Kind.MEASURED), key=lambda item: item.happened_at)
    missed = tuple(item for item in entries if item.kind is Kind.CHECK_MISSED)
    late = frozenset(item.number for item in measured if _is_after_a_miss(item, missed))
    done = [item.happened_at for item in measured if is_whole(item) and item.number not in late]
    done += [datetime.fromisoformat(item.body["due_at"]) for item in missed]
    return Monitoring(
        due_at=None if is_over or given.started_at is None else _due_after(done, given, order),
        missed=missed,
        lacks=lacking(measured[-1]) if measured else (),
        late=late,
    )


def _is_after_a_miss(item: Entry, missed: Iterable[Entry]) -> bool:
    """Written down after somebody had stored that nothing was measured then."""
    return any(item.number > miss.number and item.happened_at <= miss.at for miss in missed)


def _due_after(done: Iterable[datetime], given: Infused, order: SessionOrder) -> datetime:
    start, end = given.started_at, given.ended_at
    assert start is not None
    last = max((at for at in done if at >= start), default=start)
    if end is not None:
        return _due_in_recovery(max(last, end), end, order)
    if last - start < FIRST:
        return min(last + timedelta(hours=order.first_checks_h), start + FIRST + timedelta(hours=order.checks_h))
    return last + timedelta(hours=order.checks_h)


def _due_in_recovery(last: datetime, end: datetime, order: SessionOrder) -> datetime:
    """At 15, 30 and 60 min after the pump; then at the clinic's interval until the patient leaves."""
    coming = [end + after for after in AFTER if end + after > last + timedelta(minutes=1)]
    return coming[0] if coming else last + timedelta(hours=order.checks_h)
