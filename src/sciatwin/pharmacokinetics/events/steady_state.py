"""Amounts after an endless series of doses, solved for directly: x = exp(A II) x + what one interval adds.

Flows may be those of one individual or of many at once: ``rate_per_h`` has shape (..., compartments, compartments), and
amounts have shape (..., compartments).
"""

import numpy as np

from sciatwin.errors import ModelError, RegimenError
from sciatwin.pharmacokinetics.events.inputs import Running, available_mg, infusion, is_bolus
from sciatwin.pharmacokinetics.events.kinetics import Kinetics
from sciatwin.pharmacokinetics.events.propagator import Propagators
from sciatwin.pharmacokinetics.events.records import Dose, SteadyInfusion

MOST_AT_ONCE = 1000
"""Infusions of one series that may run at the same time; more cannot be meant."""

_NEVER_EMPTIES = 1e-12  # slowest rate of decline, as a part of the fastest, that counts as none


def steady_amount_mg(
    event: Dose | SteadyInfusion, kinetics: Kinetics, rate_per_h: np.ndarray, state: int, propagators: Propagators
) -> np.ndarray:
    """Amounts when the steady state is recorded, before its own dose arrives, shape (..., compartments).

    Args:
        kinetics: for what happens to the dose on its way in.
        state: where the doses enter.
    Raises: RegimenError if the lag time is not below the interval; ModelError if there is no steady state.
    """
    unit = np.zeros(rate_per_h.shape[:-1])
    unit[..., state] = 1.0
    if isinstance(event, SteadyInfusion):
        inflow = Running(event.compartment, event.rate_mg_per_h, 0.0).rate_mg_per_h(kinetics)
        return _solve(-rate_per_h, unit * inflow, rate_per_h, state, event.compartment)
    series = _Series(event, rate_per_h, state, propagators)
    phase_h = _phase_h(event, kinetics)
    if is_bolus(event):
        return series.of_boluses(unit * available_mg(event, kinetics), phase_h)
    new = infusion(event, kinetics)
    return series.of_infusions(unit * new.rate_mg_per_h(kinetics), new.remaining_h(kinetics), phase_h)


def still_running(dose: Dose, kinetics: Kinetics) -> list[Running]:
    """Infusions of an endless series that run on when its last dose is recorded.

    Raises: RegimenError if the lag time is not below the interval, or too many infusions overlap.
    """
    phase_h = _phase_h(dose, kinetics)
    if is_bolus(dose):
        return []
    new = infusion(dose, kinetics)
    rate_mg_per_h, duration_h = new.rate_mg_per_h(kinetics), new.remaining_h(kinetics)
    whole = duration_h // dose.interval_h
    if whole > MOST_AT_ONCE:
        raise RegimenError(
            f"Dose at {dose.time_h:g} h: infusions of {duration_h:g} h every {dose.interval_h:g} h overlap "
            f"{whole:.0f} times; at most {MOST_AT_ONCE:,}. A constant infusion (amount 0, its rate) is meant, perhaps."
        )
    left_h = [duration_h - phase_h - earlier * dose.interval_h for earlier in range(int(whole) + 1)]
    return [Running(new.compartment, new.fixed_rate_mg_per_h, rate_mg_per_h * left) for left in left_h if left > 0]


def _phase_h(dose: Dose, kinetics: Kinetics) -> float:
    """Time from the arrival of the last dose but one to the record: with a lag time L, II − L."""
    lag_h = kinetics.lag_h.get(dose.compartment, 0.0)
    if lag_h >= dose.interval_h:
        raise RegimenError(
            f"Dose at {dose.time_h:g} h: at steady state the lag time of '{dose.compartment}' ({lag_h:g} h) must be "
            f"shorter than interval_h ({dose.interval_h:g} h). Write the earlier doses out instead."
        )
    return dose.interval_h - lag_h


class _Series:
    """An endless series of one dose."""

    def __init__(self, dose: Dose, rate_per_h: np.ndarray, state: int, propagators: Propagators) -> None:
        self._dose, self._rate_per_h, self._state, self._propagators = dose, rate_per_h, state, propagators

    def of_boluses(self, given_mg: np.ndarray, phase_h: float) -> np.ndarray:
        return self._through(self._repeated(given_mg), [(phase_h, np.zeros_like(given_mg))], phase_h)

    def of_infusions(self, rate_mg_per_h: np.ndarray, duration_h: float, phase_h: float) -> np.ndarray:
        """An infusion longer than its interval is ``whole`` infusions at all times and one more for ``part_h``."""
        whole, part_h = divmod(duration_h, self._dose.interval_h)
        pieces = [(part_h, (whole + 1) * rate_mg_per_h), (self._dose.interval_h - part_h, whole * rate_mg_per_h)]
        added = self._through(np.zeros_like(rate_mg_per_h), pieces, self._dose.interval_h)
        return self._through(self._repeated(added), pieces, phase_h)

    def _repeated(self, added_mg: np.ndarray) -> np.ndarray:
        """What is there at the start of each interval if each one adds so much to its end."""
        one_interval = self._propagators.over(self._rate_per_h, self._dose.interval_h).amount
        left = np.eye(one_interval.shape[-1]) - one_interval
        return _solve(left, added_mg, self._rate_per_h, self._state, self._dose.compartment)

    def _through(self, amount_mg: np.ndarray, pieces: list[tuple[float, np.ndarray]], until_h: float) -> np.ndarray:
        """Amounts after ``until_h`` of pieces of constant input, each (length, rates)."""
        for length_h, rate_mg_per_h in pieces:
            step_h = min(length_h, until_h)
            if step_h > 0:
                amount_mg = self._propagators.over(self._rate_per_h, step_h).step(amount_mg, rate_mg_per_h)
            until_h -= step_h
        return amount_mg


def _solve(matrix: np.ndarray, column: np.ndarray, rate_per_h: np.ndarray, state: int, compartment: str) -> np.ndarray:
    """Solves matrix × x = column over the compartments that the drug can come to; elsewhere x is 0."""
    met = _reached(rate_per_h, state)
    inside = rate_per_h[..., met, :][..., met]
    fastest = np.abs(np.diagonal(inside, axis1=-2, axis2=-1)).max(axis=-1)
    if np.any(np.linalg.eigvals(inside).real.max(axis=-1) >= -_NEVER_EMPTIES * fastest):
        raise ModelError(
            f"doses into '{compartment}' reach no steady state: the drug comes to a compartment that it never leaves. "
            "Write the earlier doses out instead."
        )
    x = np.zeros(column.shape)
    x[..., met] = np.linalg.solve(matrix[..., met, :][..., met], column[..., met, None])[..., 0]
    return x


def _reached(rate_per_h: np.ndarray, start: int) -> np.ndarray:
    """True for compartments to which content of ``start`` can come, in anybody."""
    flows: np.ndarray = np.any((rate_per_h > 0).reshape(-1, *rate_per_h.shape[-2:]), axis=0)
    met = np.zeros(len(flows), dtype=bool)
    met[start] = True
    for _ in range(len(flows)):
        met |= flows[:, met].any(axis=1)
    return met
