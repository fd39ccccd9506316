"""The chart of one session, folded from its entries: where it stands, what is open, and what it calls for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sciaclinic.episode.checks import CheckItem, CheckState, check_states
from sciaclinic.episode.corrections import counted
from sciaclinic.episode.drug_account import DrugAccount, drug_account
from sciaclinic.episode.entry import Entry
from sciaclinic.episode.infused import Infused, infused
from sciaclinic.episode.kinds import Kind
from sciaclinic.episode.monitoring import Monitoring, is_whole, monitoring
from sciaclinic.episode.recovery import Recovery, Scale, Score
from sciaclinic.episode.session_order import SessionOrder
from sciaclinic.episode.start_limits import no_start_because
from sciaclinic.episode.states import SessionState
from sciaclinic.episode.stop_rules import Advised, advised


@dataclass(frozen=True, kw_only=True)
class Chart:
    """Attributes:
    entries: those that count, as they were corrected last; everything: those of the record, corrections among them.
    infused: what the pump gave; by the ordered concentration until something is prepared.
    """

    order: SessionOrder
    state: SessionState
    entries: tuple[Entry, ...]
    everything: tuple[Entry, ...]
    checks: tuple[CheckState, ...]
    prepared: Entry | None
    second_check: Entry | None
    infused: Infused
    monitoring: Monitoring
    advised: Advised
    recovery: Recovery

    @classmethod
    def of(
        cls, entries: Iterable[Entry], state: SessionState, order: SessionOrder, items: Sequence[CheckItem]
    ) -> "Chart":
        """From the entries of one session, corrections among them."""
        everything = tuple(entries)
        kept = counted(everything)
        prepared = _last(kept, Kind.PREPARED)
        given = infused(kept, prepared.body["concentration_mg_per_ml"] if prepared else order.concentration_mg_per_ml)
        is_over = state in (SessionState.LEFT, SessionState.SIGNED)
        return cls(
            order=order,
            state=state,
            entries=kept,
            everything=everything,
            checks=check_states(items, kept),
            prepared=prepared,
            second_check=_second_check(kept, prepared, everything),
            infused=given,
            monitoring=monitoring(kept, given, order, is_over=is_over),
            advised=advised(kept, order.stops),
            recovery=Recovery(tuple(_scores(kept)), order.fit_from),
        )

    @property
    def concentration_mg_per_ml(self) -> float:
        return self.infused.concentration_mg_per_ml

    @property
    def baseline(self) -> Entry | None:
        """The last whole check before the pump."""
        started = self.infused.started_at
        before = [
            entry
            for entry in self.entries
            if entry.kind is Kind.MEASURED and is_whole(entry) and (started is None or entry.happened_at <= started)
        ]
        return before[-1] if before else None

    @property
    def start_open(self) -> tuple[str, ...]:
        """What speaks against a start of the pump, in sentences; the pump may be started if nothing does."""
        return tuple(
            says
            for says in (
                *(check.says for check in self.checks),
                *self._baseline_open,
                *self._preparation_open,
            )
            if says
        )

    @property
    def _baseline_open(self) -> tuple[str, ...]:
        if self.baseline is None:
            return ("Values before the start: pressure, pulse, saturation, breathing and sedation are needed.",)
        return no_start_because(self.baseline.body, self.order.starts)

    @property
    def _preparation_open(self) -> tuple[str, ...]:
        if self.prepared is None:
            return ("The drug: not prepared.",)
        if self.second_check is None:
            return ("The drug: not checked by a second person.",)
        if not self.second_check.body["agrees"]:
            return (f"The drug: the second person does not agree ({self.second_check.body['note']}). Prepare it anew.",)
        return ()

    @property
    def leave_open(self) -> tuple[str, ...]:
        """What speaks against leaving, the escort apart, who is seen at the door."""
        return self.recovery.open

    def stay_open(self, now: datetime) -> str:
        """How long the shortest stay still lasts; empty if it is over."""
        ended = self.infused.ended_at
        if ended is None:
            return ""
        left = ended + timedelta(hours=self.order.recovery_h) - now
        minutes = -int(-left.total_seconds() // 60)
        return f"{minutes} min of the shortest stay are left." if minutes > 0 else ""

    @property
    def drawn_mg(self) -> float:
        """In all vials or bags that were opened."""
        vials = self.prepared.body["vials"] if self.prepared else 0
        return float(vials) * self.order.vial_ml * self.order.vial_mg_per_ml

    def account(self, now: datetime) -> DrugAccount:
        return drug_account(self.entries, drawn_mg=self.drawn_mg, given_mg=self.infused.given_mg(now))

    @property
    def past_order(self) -> str:
        """Where what was given went past the order, as corrections may show; empty if nowhere."""
        given = self.infused
        past = (
            self.order.past_rate(segment.rate_ml_per_h * self.concentration_mg_per_ml, given.running_h(segment.start))
            for segment in given.segments
        )
        return next((says for says in past if says), "")

    def is_late(self, entry: Entry) -> bool:
        """Written down long after, or after the check of its time had been stored as missed."""
        return entry.is_late or entry.number in self.monitoring.late


def _second_check(entries: Sequence[Entry], prepared: Entry | None, everything: Sequence[Entry]) -> Entry | None:
    """The last one after the last preparation, and after its last correction, by somebody who wrote neither."""
    if prepared is None:
        return None
    written = [prepared, *(entry for entry in everything if _corrects(entry, prepared.number, everything))]
    by = {entry.author.key for entry in written}
    changed = max(entry.number for entry in written)
    found = [entry for entry in entries if entry.kind is Kind.SECOND_CHECK and entry.author.key not in by]
    found = [entry for entry in found if entry.number > changed]
    return found[-1] if found else None


def _corrects(entry: Entry, number: int, everything: Sequence[Entry]) -> bool:
    """Whether an entry corrects another one, or a correction of it."""
    if entry.kind is not Kind.CORRECTED or entry.corrects is None:
        return False
    if entry.corrects == number:
        return True
    corrected = next((item for item in everything if item.number == entry.corrects), None)
    return corrected is not None and _corrects(corrected, number, everything)


def _scores(entries: Iterable[Entry]) -> list[Score]:
    found = [entry for entry in entries if entry.kind is Kind.RECOVERY_SCORED]
    found.sort(key=lambda entry: entry.happened_at)
    return [Score(Scale(entry.body["scale"]), entry.body["items"], entry.happened_at) for entry in found]


def _last(entries: Iterable[Entry], kind: Kind) -> Entry | None:
    found = [entry for entry in entries if entry.kind is kind]
    return found[-1] if found else None
