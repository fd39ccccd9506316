"""All that a clinic saw of one patient, in order of time, with the sessions that were given."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, field, replace
from typing import TypeVar

from sciatwin.analytes import Drug
from sciatwin.errors import RegimenError
from sciatwin.observation.checks import refuse
from sciatwin.observation.consistency import Placed, repeat_faults, session_faults, side_effect_faults
from sciatwin.observation.seen.concentration import Concentration
from sciatwin.observation.seen.dissociation import Dissociation
from sciatwin.observation.seen.given_session import GivenSession
from sciatwin.observation.seen.global_impression import GlobalImpression
from sciatwin.observation.seen.opioid_use import OpioidUse
from sciatwin.observation.seen.oxygen_saturation import OxygenSaturation
from sciatwin.observation.seen.pain_score import PainScore
from sciatwin.observation.seen.pressure import Pressure
from sciatwin.observation.seen.questionnaire_score import QuestionnaireScore
from sciatwin.observation.seen.respiratory_rate import RespiratoryRate
from sciatwin.observation.seen.review import Review
from sciatwin.observation.seen.sedation import Sedation
from sciatwin.observation.seen.self_harm_thoughts import SelfHarmThoughts
from sciatwin.observation.seen.serious_event import SeriousEvent
from sciatwin.observation.seen.side_effect_seen import SideEffectSeen
from sciatwin.regimen import Regimen

Observation = (
    Concentration
    | PainScore
    | Dissociation
    | Sedation
    | Pressure
    | OxygenSaturation
    | RespiratoryRate
    | QuestionnaireScore
    | SelfHarmThoughts
    | OpioidUse
    | SideEffectSeen
    | SeriousEvent
    | GlobalImpression
    | Review
)

Kind = TypeVar("Kind", bound=Observation)


@dataclass(frozen=True)
class Observations:
    """Observations and sessions, sorted when made: the order in which they are given does not matter.

    ``notes`` say what had to be supposed while they were read. ``began`` is what the clock on the wall showed at
    hour 0, or None where the times carry no dates. Neither counts when two are compared.
    """

    observed: tuple[Observation, ...] = ()
    sessions: tuple[GivenSession, ...] = ()
    notes: tuple[str, ...] = field(default=(), compare=False)
    began: datetime.datetime | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "observed", tuple(sorted(self.observed, key=_order)))
        object.__setattr__(self, "sessions", tuple(sorted(self.sessions, key=lambda session: session.start_h)))
        refuse("observations", self._faults())

    def of_kind(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """Observations of one kind, such as ``PainScore``, in order of time."""
        return tuple(item for item in self.observed if isinstance(item, kind))

    def up_to(self, time_h: float) -> "Observations":
        """What was known at a time: observations made and sessions begun by then."""
        return Observations(
            tuple(item for item in self.observed if item.time_h <= time_h),
            tuple(session for session in self.sessions if session.start_h <= time_h),
            self.notes,
            self.began,
        )

    def joined(self, other: "Observations") -> "Observations":
        """Both together. Raises: InvalidInputError if something stands in both."""
        return Observations(
            self.observed + other.observed,
            self.sessions + other.sessions,
            tuple(dict.fromkeys(self.notes + other.notes)),
            self.began or other.began,
        )

    def date_of(self, time_h: float) -> datetime.date | None:
        """The day on the calendar, None where the times carry no dates."""
        return None if self.began is None else (self.began + datetime.timedelta(hours=time_h)).date()

    @property
    def visits_h(self) -> tuple[tuple[float, float], ...]:
        """Start and end of each visit, which ``SideEffectSeen.session_index`` counts."""
        return visits_of(self.sessions)

    def regimen(self, weight_kg: float) -> Regimen:
        """The sessions that were given, in mg per kg of a body weight.

        Raises: RegimenError if two different drugs were given, which one regimen cannot hold.
        """
        drugs = list(dict.fromkeys(session.drug for session in self.sessions))
        if len(drugs) > 1:
            raise RegimenError(
                f"The sessions gave {' and '.join(drugs)}, which are two drugs. Keep the sessions of one of them."
            )
        return _regimen(self.sessions, weight_kg, drugs[0]) if drugs else Regimen.none()

    def _faults(self) -> Iterator[str]:
        sessions = [Placed(f"session at {session.start_h:g} h", session) for session in self.sessions]
        yield from repeat_faults(_placed(self.observed))
        yield from (found := list(session_faults(sessions)))
        visits = self.visits_h if self.sessions and not found else None
        yield from side_effect_faults(_placed(self.of_kind(SideEffectSeen)), visits)


def visits_of(sessions: Iterable[GivenSession]) -> tuple[tuple[float, float], ...]:
    """Start and end of each visit, in order; sessions that follow on one another without a gap are one."""
    ordered = tuple(sorted(sessions, key=lambda session: session.start_h))
    return _regimen(ordered, 1.0, Drug.RACEMIC_KETAMINE).visits_h


def _placed(items: tuple[Kind, ...]) -> list[Placed[Kind]]:
    return [Placed(f"{type(item).__name__} at {item.time_h:g} h", item) for item in items]


def _order(item: Observation) -> tuple[float, str, tuple[str, ...]]:
    values = (repr(float(value)) if isinstance(value, int | float) else str(value) for value in astuple(item))
    return item.time_h, type(item).__name__, tuple(values)


def _regimen(sessions: tuple[GivenSession, ...], weight_kg: float, drug: Drug) -> Regimen:
    given = tuple(session.per_kg(weight_kg) for session in _one_after_another(sessions))
    return Regimen(name="as given", drug=drug, sessions=given)


def _one_after_another(sessions: tuple[GivenSession, ...]) -> Iterator[GivenSession]:
    """A start read from a clock may lie a rounding before the end of the session that it follows on."""
    end_h = 0.0
    for session in sessions:
        begun = replace(session, start_h=max(session.start_h, end_h))
        end_h = begun.end_h
        yield begun
