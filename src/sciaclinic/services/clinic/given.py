"""The sessions of a record as they were given: what the pump did, in mg, from the first start on."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise

from sciaclinic.episode.corrections import counted
from sciaclinic.episode.infused import Infused, infused
from sciaclinic.episode.kinds import Kind
from sciaclinic.records.episodes import Kept
from sciatwin.analytes import Drug
from sciatwin.observation import GivenSession
from sciatwin.regimen import INJECTION_H


@dataclass(frozen=True)
class OneGiven:
    """One session that is over. ``episode`` and ``number`` say which; ``drug``: of the plan it was given under."""

    episode: str
    number: int
    drug: Drug
    infused: Infused

    @property
    def started_at(self) -> datetime:
        assert self.infused.started_at is not None  # by ``sessions_given``
        return self.infused.started_at

    @property
    def total_mg(self) -> float:
        assert self.infused.ended_at is not None
        return self.infused.given_mg(self.infused.ended_at)

    def parts(self, began: datetime) -> Iterator[GivenSession]:
        """Stretches at one rate, each with the bolus that begins it, in hours from ``began``."""
        for piece in _joined(tuple(self._pieces())):
            if piece.dose_mg > 0:
                yield GivenSession(
                    start_h=max(0.0, _hours(piece.start - began)),
                    duration_h=_hours(piece.end - piece.start),
                    dose_mg=piece.dose_mg,
                    bolus_mg=piece.bolus_mg,
                    drug=self.drug,
                )

    def _pieces(self) -> Iterator["_Piece"]:
        per_ml = self.infused.concentration_mg_per_ml
        for segment in self.infused.segments:
            end = segment.end or segment.start
            boluses = sorted(
                (one for one in self.infused.boluses if segment.start <= one.at < end), key=lambda one: one.at
            )
            cuts = sorted({segment.start, *(one.at for one in boluses), end})
            for start, until in pairwise(cuts):
                bolus_mg = sum(one.volume_ml for one in boluses if one.at == start) * per_ml
                pumped_mg = segment.rate_ml_per_h * _hours(until - start) * per_ml
                yield _Piece(start, until, pumped_mg + bolus_mg, bolus_mg)


@dataclass(frozen=True)
class _Piece:
    start: datetime
    end: datetime
    dose_mg: float
    bolus_mg: float


def _joined(pieces: tuple[_Piece, ...]) -> tuple[_Piece, ...]:
    """A stretch shorter than an injection goes into the one before, or after it: a model has no shorter one."""
    done: list[_Piece] = []
    for piece in pieces:
        if done and (_is_short(piece) or _is_short(done[-1])):
            last = done[-1]
            done[-1] = replace(
                last, end=piece.end, dose_mg=last.dose_mg + piece.dose_mg, bolus_mg=last.bolus_mg + piece.bolus_mg
            )
        else:
            done.append(piece)
    if done and _is_short(done[-1]):  # all of it was shorter than an injection
        done[-1] = replace(done[-1], end=done[-1].start + timedelta(hours=INJECTION_H))
    return tuple(done)


def _is_short(piece: _Piece) -> bool:
    return _hours(piece.end - piece.start) < INJECTION_H


def sessions_given(kept: Kept, drug: Drug) -> tuple[OneGiven, ...]:
    """Those of an episode whose pump was started and has stopped, with at least some drug."""
    found = (_given(kept, number, drug) for number in range(1, len(kept.episode.sessions) + 1))
    return tuple(one for one in found if one is not None and one.total_mg > 0)


def _given(kept: Kept, number: int, drug: Drug) -> OneGiven | None:
    entries = counted(kept.episode.of_session(number))
    prepared = [entry for entry in entries if entry.kind is Kind.PREPARED]
    if not prepared:
        return None
    pump = infused(entries, prepared[-1].body["concentration_mg_per_ml"])
    return None if pump.started_at is None or pump.ended_at is None else OneGiven(kept.key, number, drug, pump)


def _hours(time: timedelta) -> float:
    return time.total_seconds() / 3600
