"""The digital twin of one patient: versions, and a history with a clock."""

import datetime
import math
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from sciatwin.asked import a_day, a_record, finite_number, whole_number
from sciatwin.eligibility.facts.dated import at_first_session, carried_to
from sciatwin.errors import RegimenError
from sciatwin.observation import Observations
from sciatwin.patient import Patient
from sciatwin.regimen import SECOND_H, Regimen
from sciatwin.response.lasting_relief import ACCOUNTS
from sciatwin.response.lasting_relief.weights import weights_in_sciatica
from sciatwin.suitability import Suitability
from sciatwin.twin.people import versions_of
from sciatwin.twin.permission import require_permission
from sciatwin.twin.simulate import HORIZON_DAYS, follow
from sciatwin.twin.simulated import Simulated
from sciatwin.twin.versions.ensemble import Ensemble, draw_ensemble
from sciatwin.twin.versions.weights import mean
from sciatwin.units import HOURS_PER_DAY

if TYPE_CHECKING:
    import xarray as xr

DEFAULT_DRAWS = 1000
DEFAULT_SEED = 20260

LONGEST_HORIZON_DAYS = 366.0
"""The untreated course is described for a year."""

_DAYS_FROM_HOUR_0 = f"It counts days from hour 0, up to {LONGEST_HORIZON_DAYS:g}."


class Twin:
    """Versions of one patient, at first draws from the population prior; simulates any regimen on the same draws.

    Hours count from the patient file, or from the first session given. What was given is never forgotten: every course
    begins with it, and what is planned begins after ``now_h``.

    Args:
        draws: versions of the patient; the Monte Carlo error of a mean falls with its square root.
        seed: the same seed gives the same twin.
        today: age and durations of the patient are carried on to it from the day of the answers.
    Raises: InvalidInputError for what is no patient, no number of versions, no seed or no day.
    Attributes:
        patient: on the day of hour 0: today, or the day of the first session where that is known; told: as the file has
            it.
        given: sessions already given; now_h: the clock, at or after the end of the last of them.
        seen: all that was observed of the patient, which a plan looks through for what speaks against a session.
    """

    given: Regimen
    now_h: float
    seen: Observations

    def __init__(
        self,
        patient: Patient,
        *,
        draws: int = DEFAULT_DRAWS,
        seed: int = DEFAULT_SEED,
        today: datetime.date | None = None,
    ) -> None:
        a_record("Twin", "patient", patient, Patient, way_out="read_patient(path) gives one.")
        draws = whole_number("Twin", "draws", draws, least=1, way_out=f"By default it is {DEFAULT_DRAWS}.")
        seed = whole_number("Twin", "seed", seed, least=0, way_out=f"By default it is {DEFAULT_SEED}.")
        today = None if today is None else a_day("Twin", "today", today, way_out="Leave it out if no day is known.")
        self.told, self.patient, self.today = patient, carried_to(patient, today), today
        self.has_learned = False
        self.ensemble: Ensemble = draw_ensemble(versions_of(self.patient, draws), seed)
        self.given, self.now_h, self.seen = Regimen.none(), 0.0, Observations()

    @classmethod
    def of(cls, patient: Patient, ensemble: Ensemble, today: datetime.date | None = None) -> "Twin":
        """A twin of versions that were found elsewhere, such as learned ones."""
        twin = cls.__new__(cls)
        twin.told, twin.patient, twin.today = patient, patient, today
        twin.ensemble, twin.has_learned = ensemble, True
        twin.given, twin.now_h, twin.seen = Regimen.none(), 0.0, Observations()
        return twin

    def after(self, given: Regimen, now_h: float | None = None, seen: Observations | None = None) -> "Twin":
        """The same versions after these sessions, all that were given.

        Args:
            now_h: the clock; the end of the last session by default.
            seen: all that was observed; by default what this twin knows of.
        Raises: RegimenError if the clock stands before that end or past the year that is described, or sessions that
            this twin knows of are left out; InvalidInputError for what is no regimen, no hour, no observations.
        """
        a_record("twin.after", "given", given, Regimen, way_out="Regimen.none() is no session.")
        if seen is not None:
            a_record("twin.after", "seen", seen, Observations, way_out="read_observations(path) gives them.")
        if given.sessions[: len(self.given.sessions)] != self.given.sessions:
            raise RegimenError(
                f"{self.given.visits} sessions were given to this twin and are not the first of those named now. Name "
                "all of them again, so that none is forgotten."
            )
        now_h = _clock_h(given, now_h)
        seen = self.seen if seen is None else seen
        twin = self.of_versions(self.ensemble)
        twin.patient = self.patient if given.is_none else at_first_session(self.told, seen.date_of(0.0))
        twin.has_learned, twin.given, twin.now_h = self.has_learned, given, max(now_h, given.last_end_h)
        twin.seen = seen
        return twin

    def from_the_first_session(self, seen: Observations) -> "Twin":
        """The twin as of the day from which the hours of these observations count, before anything was given.

        A twin from the population prior is drawn anew for that day; other versions stay as they are.
        """
        patient = at_first_session(self.told, seen.date_of(0.0))
        if patient == self.patient:
            return self
        prior = draw_ensemble(versions_of(patient, self.ensemble.count), self.ensemble.seed)
        twin = self.of_versions(self.ensemble if self.has_learned else prior)
        twin.patient, twin.has_learned = patient, self.has_learned
        twin.given, twin.now_h, twin.seen = self.given, self.now_h, self.seen
        return twin

    def of_versions(self, ensemble: Ensemble) -> "Twin":
        """The same patient in other versions, with nothing given and nothing seen."""
        twin = Twin.of(self.patient, ensemble, self.today)
        twin.told = self.told
        return twin

    def reweighed(self, log_weights: np.ndarray) -> "Twin":
        """The same versions after evidence, each counting by how probable it is in it; nothing is simulated again.

        To re-read a course that was followed, ``Simulated.reweighed`` takes the same weights. With few versions left
        (``ensemble.effective``), or few in one of the halves that choose and check, a plan is refused: then learn from
        all observations. A version is from then on certainly in the classes that were drawn for it.

        Args:
            log_weights: log of how probable the evidence is in each version, up to one constant, shape (versions,).
        Raises: ModelError as ``Ensemble.reweighed``.
        """
        ensemble = self.ensemble.reweighed(log_weights)
        told = ensemble.version_weights is not self.ensemble.version_weights
        twin = self.of_versions(ensemble.in_drawn_classes() if told else ensemble)
        twin.given, twin.now_h, twin.seen = self.given, self.now_h, self.seen
        return twin

    @property
    def account_weights(self) -> dict[str, float]:
        """How far each account of lasting relief is believed in this patient; they add up to 1.

        Before anything was learned, as believed for sciatica; after it the share of the versions in which it is true.
        """
        if not self.has_learned:
            return weights_in_sciatica()
        true, weights = self.ensemble.account, self.ensemble.version_weights
        return {key: float(mean(true == place, weights)) for place, key in enumerate(ACCOUNTS)}

    @property
    def next_start_h(self) -> float:
        """When a planned course may begin: at once, or after sessions given at the same hour of a later day.

        Never on a day that is over: where today and the day of hour 0 are known, not before today.
        """
        known = HOURS_PER_DAY * math.ceil((self.now_h - SECOND_H) / HOURS_PER_DAY) if self.now_h > 0 else 0.0
        return max(known, self._today_h)

    @property
    def _today_h(self) -> float:
        """The hour of the course that falls on today; 0 where that is not known."""
        first_day = self.seen.date_of(0.0)
        if self.today is None or first_day is None:
            return 0.0
        return HOURS_PER_DAY * max((self.today - first_day).days, 0)

    @cached_property
    def suitability(self) -> Suitability:
        """May this patient have ketamine, and does any model describe them?"""
        return Suitability.of(self.told, self.today)

    def whole(self, planned: Regimen) -> Regimen:
        """The sessions given and the planned ones as one course.

        Raises: RegimenError if another drug was given, or a planned session begins before the clock.
        """
        if not self.given.is_none and not planned.is_none and planned.sessions[0].start_h < self.now_h - SECOND_H:
            raise RegimenError(
                f"the first planned session starts at {planned.sessions[0].start_h:g} h, but the clock of this twin "
                f"stands at {self.now_h:.1f} h, after {self.given.visits} sessions. Plan from then on, for example "
                "regimen.starting_at(twin.next_start_h)."
            )
        return self.given.followed_by(planned)

    def simulate(
        self,
        planned: Regimen,
        *,
        keep: Iterable[str] | None = None,
        horizon_days: float | None = None,
        despite_block: bool = False,
        workers: int = 1,
    ) -> "xr.Dataset":
        """Course with dimensions (draw, time); see ``sciatwin.twin.simulate.simulate``.

        Args:
            planned: what follows the sessions given; "no infusion" gives their course alone.
            keep: names of the variables that are asked for, such as "pain_treated"; nothing else is computed. By
                default all.
            horizon_days: from hour 0; by default 90 days after the clock, or after the first session planned where some
                were given.
            despite_block: to study the model in a patient who may not be given the dose, never to treat.
            workers: threads that solve for levels; the result does not depend on it.
        Raises: MustNotInfuseError, LimitError as ``require_permission``; RegimenError as ``whole``, or for a horizon
            past which no untreated course is described, or before the last session ends; ModelError for a variable
            that no course has; InvalidInputError for what is no regimen, no name, no finite number or no number of
            threads.
        """
        return self.follow(
            planned, keep=keep, horizon_days=horizon_days, despite_block=despite_block, workers=workers
        ).dataset()

    def follow(
        self,
        planned: Regimen,
        *,
        keep: Iterable[str] | None = None,
        times_h: np.ndarray | None = None,
        horizon_days: float | None = None,
        despite_block: bool = False,
        workers: int = 1,
    ) -> Simulated:
        """The same course as arrays, with what is found on the way.

        Args: times_h: the moments that are kept, strictly increasing; by default dense around sessions.
        """
        a_record("twin.simulate", "planned", planned, Regimen, way_out="Regimen.none() is no infusion.")
        require_permission(self.suitability, planned, despite_block=despite_block)
        if horizon_days is None:
            begins_h = self.now_h if self.given.is_none or planned.is_none else planned.sessions[0].start_h
            horizon_days = HORIZON_DAYS + math.ceil(max(self.now_h, begins_h) / HOURS_PER_DAY)
        horizon_days = finite_number("twin.simulate", "horizon_days", horizon_days, way_out=_DAYS_FROM_HOUR_0)
        if horizon_days > LONGEST_HORIZON_DAYS:
            raise RegimenError(
                f"a horizon of {horizon_days:g} days: the untreated course is described for a year. "
                f"Ask for at most {LONGEST_HORIZON_DAYS:g} days."
            )
        return follow(
            self.ensemble,
            self.whole(planned),
            keep=keep,
            times_h=times_h,
            horizon_days=horizon_days,
            workers=workers,
        )


def _clock_h(given: Regimen, now_h: float | None) -> float:
    """The clock after these sessions.

    Raises: InvalidInputError for what is no hour; RegimenError before the last session ends, or past the year.
    """
    if now_h is None:
        return given.last_end_h
    now_h = finite_number("twin.after", "now_h", now_h, way_out="It counts hours from the first session given.")
    if now_h < given.last_end_h - SECOND_H:
        raise RegimenError(
            f"now_h: the clock stands at {now_h:g} h, before the last session given ends at {given.last_end_h:g} h. "
            "Name a later hour, or leave now_h out."
        )
    if now_h > LONGEST_HORIZON_DAYS * HOURS_PER_DAY:
        raise RegimenError(
            f"now_h: the clock stands at {now_h:g} h, on day {now_h / HOURS_PER_DAY:,.0f}, but the untreated course is "
            f"described for {LONGEST_HORIZON_DAYS:g} days. Begin anew with a patient file of today that tells of the "
            "earlier course."
        )
    return now_h
