"""Amounts after an endless series of doses, solved for directly: x = exp(A II) x + what one interval adds."""

import numpy as np

from sciatwin.errors import ModelError, RegimenError
from sciatwin.pharmacokinetics.events.inputs import Running, available_mg, infusion, is_bolus
from sciatwin.pharmacokinetics.events.kinetics import Kinetics
from sciatwin.pharmacokinetics.events.propagator import Propagators
from sciatwin.pharmacokinetics.events.records import Dose, SteadyInfusion

_NEVER_EMPTIES = 1e-12  # slowest rate of decline, as a part of the fastest, that counts as none


def series_state(dose: Dose, kinetics: Kinetics, propagators: Propagators) -> tuple[np.ndarray, list[Running]]:
    """Amounts and running infusions when the next dose of an endless series is recorded, before it arrives.

    With a lag time L the last dose arrived II − L ago, and its infusion may still run.

    Raises: RegimenError if the lag time is not below the interval; ModelError if there is no steady state.
    """
    lag_h = kinetics.lag_h.get(dose.compartment, 0.0)
    if lag_h >= dose.interval_h:
        raise RegimenError(
            f"Dose at {dose.time_h:g} h: at steady state the lag time of '{dose.compartment}' ({lag_h:g} h) must be "
            f"shorter than interval_h ({dose.interval_h:g} h). Write the earlier doses out instead."
        )
    phase_h = dose.interval_h - lag_h
    if is_bolus(dose):
        return _bolus_series(dose, kinetics, propagators, phase_h), []
    return _infusion_series(dose, kinetics, propagators, phase_h)


def constant_state(event: SteadyInfusion, kinetics: Kinetics) -> np.ndarray:
    """Amounts at which what a constant infusion brings is what leaves: −A x = u."""
    inflow = Running(event.compartment, event.rate_mg_per_h, 0.0)
    column = _unit(kinetics, event.compartment) * inflow.rate_mg_per_h(kinetics)
    return _solve(-kinetics.rate_per_h, column, kinetics, event.compartment)


def _bolus_series(dose: Dose, kinetics: Kinetics, propagators: Propagators, phase_h: float) -> np.ndarray:
    rate = kinetics.rate_per_h
    given = _unit(kinetics, dose.compartment) * available_mg(dose, kinetics)
    one_interval = propagators.over(rate, dose.interval_h).amount
    just_after = _solve(np.eye(len(given)) - one_interval, given, kinetics, dose.compartment)
    moved: np.ndarray = propagators.over(rate, phase_h).amount @ just_after
    return moved


def _infusion_series(
    dose: Dose, kinetics: Kinetics, propagators: Propagators, phase_h: float
) -> tuple[np.ndarray, list[Running]]:
    """An infusion longer than its interval is ``whole`` infusions at all times and one more for ``part_h``."""
    new, interval_h = infusion(dose, kinetics), dose.interval_h
    rate_mg_per_h, duration_h = new.rate_mg_per_h(kinetics), new.remaining_h(kinetics)
    whole, part_h = divmod(duration_h, interval_h)
    unit = _unit(kinetics, dose.compartment) * rate_mg_per_h
    pieces = ((part_h, (whole + 1) * unit), (interval_h - part_h, whole * unit))
    added = _through(np.zeros(len(unit)), pieces, interval_h, kinetics, propagators)
    one_interval = propagators.over(kinetics.rate_per_h, interval_h).amount
    at_start = _solve(np.eye(len(unit)) - one_interval, added, kinetics, dose.compartment)
    left_h = [duration_h - phase_h - earlier * interval_h for earlier in range(int(whole) + 1)]
    running = [Running(new.compartment, new.fixed_rate_mg_per_h, rate_mg_per_h * left) for left in left_h if left > 0]
    return _through(at_start, pieces, phase_h, kinetics, propagators), running


def _through(
    amount_mg: np.ndarray,
    pieces: tuple[tuple[float, np.ndarray], ...],
    until_h: float,
    kinetics: Kinetics,
    propagators: Propagators,
) -> np.ndarray:
    """Amounts after ``until_h`` of pieces of constant input, each (length, rates)."""
    for length_h, rate_mg_per_h in pieces:
        step_h = min(length_h, until_h)
        if step_h > 0:
            amount_mg = propagators.over(kinetics.rate_per_h, step_h).step(amount_mg, rate_mg_per_h)
        until_h -= step_h
    return amount_mg


def _unit(kinetics: Kinetics, compartment: str) -> np.ndarray:
    unit: np.ndarray = np.eye(len(kinetics.compartments))[kinetics.index(compartment)]
    return unit


def _solve(matrix: np.ndarray, column: np.ndarray, kinetics: Kinetics, compartment: str) -> np.ndarray:
    """Solves matrix × x = column over the compartments that the drug can come to; elsewhere x is 0."""
    met = _reached(kinetics.rate_per_h, kinetics.index(compartment))
    inside = kinetics.rate_per_h[np.ix_(met, met)]
    if np.linalg.eigvals(inside).real.max() >= -_NEVER_EMPTIES * np.abs(inside.diagonal()).max():
        raise ModelError(
            f"doses into '{compartment}' reach no steady state: the drug comes to a compartment that it never leaves. "
            "Write the earlier doses out instead."
        )
    x = np.zeros(len(column))
    x[met] = np.linalg.solve(matrix[np.ix_(met, met)], column[met])
    return x


def _reached(rate_per_h: np.ndarray, start: int) -> np.ndarray:
    """True for compartments to which content of ``start`` can come."""
    met = np.zeros(len(rate_per_h), dtype=bool)
    met[start] = True
    for _ in range(len(rate_per_h)):
        met |= (rate_per_h[:, met] > 0).any(axis=1)
    return met
