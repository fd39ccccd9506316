"""Dosing events of the field as frozen records: doses, steady states, resets, observations.

Each record says in its name what a data set says with numbers: EVID 0 is an `Observation`, 1 a `Dose` or a
`SteadyInfusion`, 2 an `OtherEvent`, 3 a `Reset`, and 4 a dose with ``reset_first``.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from sciatwin.errors import RegimenError
from sciatwin.regimen import DosingEvent, Infusion


class Modelled(Enum):
    """What of an infusion the kinetics give: nothing, its rate (RATE −1), or its duration (RATE −2)."""

    NOTHING = "nothing"
    RATE = "rate"
    DURATION = "duration"


class SteadyState(Enum):
    """Whether a dose is the last of an endless series: no, yes and nothing else counts (SS 1), or yes and what is
    there already stays (SS 2)."""

    NONE = "none"
    REPLACE = "replace"
    ADD = "add"


@dataclass(frozen=True, kw_only=True)
class Dose:
    """A bolus or an infusion, with the doses it stands for.

    Attributes:
        compartment: where it enters; lag time and bioavailability of that compartment apply.
        rate_mg_per_h: rate at which it enters. Bioavailability then changes the duration.
        duration_h: time over which it enters. Bioavailability then changes the rate.
        modelled: rate or duration taken from the kinetics instead. With none of the three it is a bolus.
        additional: further doses like this one, ``interval_h`` apart.
        steady_state: a dose with one is the last of an endless series ``interval_h`` apart.
        reset_first: empty all compartments and forget all earlier doses before this one.
    """

    time_h: float
    amount_mg: float
    compartment: str
    rate_mg_per_h: float | None = None
    duration_h: float | None = None
    modelled: Modelled = Modelled.NOTHING
    additional: int = 0
    interval_h: float = 0.0
    steady_state: SteadyState = SteadyState.NONE
    reset_first: bool = False

    def __post_init__(self) -> None:
        _require_finite("Dose", time_h=self.time_h)
        _require_positive("Dose", amount_mg=self.amount_mg)
        for name, value in (("rate_mg_per_h", self.rate_mg_per_h), ("duration_h", self.duration_h)):
            if value is not None:
                _require_positive("Dose", "For a bolus leave it out.", **{name: value})
        self._require_one_form()
        self._require_interval()

    def _require_one_form(self) -> None:
        forms = [self.rate_mg_per_h, self.duration_h, None if self.modelled is Modelled.NOTHING else self.modelled]
        if sum(form is not None for form in forms) > 1:
            raise RegimenError(
                f"Dose at {self.time_h:g} h has more than one of rate_mg_per_h ({self.rate_mg_per_h}), duration_h "
                f"({self.duration_h}) and modelled ({self.modelled.value}). Keep one; the amount gives the other."
            )

    def _require_interval(self) -> None:
        if not 0 <= self.interval_h < math.inf or self.additional < 0:
            raise RegimenError(
                f"Dose needs additional >= 0 and a finite interval_h >= 0; got {self.additional} and {self.interval_h}."
            )
        repeats = self.additional > 0 or self.steady_state is not SteadyState.NONE
        if repeats and not self.interval_h > 0:
            raise RegimenError(
                f"Dose at {self.time_h:g} h repeats (additional {self.additional}, steady state "
                f"'{self.steady_state.value}') and needs interval_h > 0; got {self.interval_h}."
            )


@dataclass(frozen=True, kw_only=True)
class SteadyInfusion:
    """The end of a constant infusion that has run for ever (SS with AMT 0, II 0). It stops at ``time_h``.

    Neither lag time nor bioavailability applies to it. ``rate_mg_per_h`` None takes the modelled rate.
    """

    time_h: float
    compartment: str
    rate_mg_per_h: float | None
    steady_state: SteadyState = SteadyState.REPLACE
    reset_first: bool = False

    def __post_init__(self) -> None:
        _require_finite("SteadyInfusion", time_h=self.time_h)
        if self.rate_mg_per_h is not None:
            _require_positive("SteadyInfusion", rate_mg_per_h=self.rate_mg_per_h)
        if self.steady_state is SteadyState.NONE:
            raise RegimenError("SteadyInfusion is a steady state: steady_state must be REPLACE or ADD.")


@dataclass(frozen=True, kw_only=True)
class Observation:
    """A time at which amounts are read. It sees the doses that stand before it in the list, not those after."""

    time_h: float

    def __post_init__(self) -> None:
        _require_finite("Observation", time_h=self.time_h)


@dataclass(frozen=True, kw_only=True)
class OtherEvent:
    """A time at which nothing is given or read, but parameters may change."""

    time_h: float

    def __post_init__(self) -> None:
        _require_finite("OtherEvent", time_h=self.time_h)


@dataclass(frozen=True, kw_only=True)
class Reset:
    """Empties all compartments, stops infusions and forgets doses to come. The clock may go back to ``time_h``."""

    time_h: float

    def __post_init__(self) -> None:
        _require_finite("Reset", time_h=self.time_h)


Event = Dose | SteadyInfusion | Observation | OtherEvent | Reset


def resets(event: Event) -> bool:
    """True if the event empties all compartments, so that time may start anew."""
    return isinstance(event, Reset) or (isinstance(event, Dose | SteadyInfusion) and event.reset_first)


def doses_of(events: Sequence[DosingEvent], dose_compartment: str) -> tuple[Dose, ...]:
    """Boluses and infusions of a regimen as doses. Those that name no compartment enter ``dose_compartment``."""
    return tuple(
        Dose(
            time_h=event.start_h,
            amount_mg=event.dose_mg,
            compartment=event.compartment or dose_compartment,
            duration_h=event.duration_h if isinstance(event, Infusion) else None,
        )
        for event in events
        if event.dose_mg > 0
    )


def _require_finite(what: str, **values: float) -> None:
    for name, value in values.items():
        if not math.isfinite(value):
            raise RegimenError(f"{what} needs a finite {name}; got {value}.")


def _require_positive(
    what: str, way_out: str = "To mark a time without a dose use OtherEvent.", **values: float
) -> None:
    for name, value in values.items():
        if not 0 < value < math.inf:
            raise RegimenError(f"{what} needs {name} > 0 and finite; got {value}. {way_out}")
