"""Fits the surrogate to runs of the circuit, and says how far it lies from conditions that it was not fitted to."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import yaml
from scipy.optimize import least_squares

from sciatwin.dorsal_horn.fitted.surrogate import Circumstances, Curve, Errors, Surrogate, answer, monomials, terms_of
from sciatwin.dorsal_horn.fitted.sweep import HELD_OUT, REPEATS, VERSION, Run

Degrees = Mapping[str, int]
"""Degree of the polynomial of each part of a curve."""

OUTPUT: Degrees = {"unblocked": 3, "left": 1, "bend": 0}
"""Where output is small, single runs say little of the part that block takes; more freedom than this follows chance."""

WIND_UP: Degrees = {"unblocked": 3, "left": 2, "bend": 1}

LEAST = 0.1
"""About one spike in the 10 s that are counted."""


def fit(runs: Sequence[Run], seed: int) -> Surrogate:
    """The surrogate of a whole sweep, in the order of its numbers whatever order the runs come in.

    Args:
        seed: that the sweep was made with, for the record.
    """
    ordered = sorted(runs, key=lambda run: run.number)
    count = len(ordered) - HELD_OUT * REPEATS
    used, held_out = ordered[:count], ordered[count:]
    output, output_errors = _fitted(used, held_out, OUTPUT, lambda run: run.answer.output_hz)
    wind_up, wind_up_errors = _fitted(used, held_out, WIND_UP, lambda run: run.answer.wind_up)
    return Surrogate(
        made_by="sciatwin circuit",
        version=VERSION,
        seed=seed,
        runs=count,
        held_out=HELD_OUT,
        output=output,
        wind_up=wind_up,
        output_errors=output_errors,
        wind_up_errors=wind_up_errors,
    )


def as_yaml(found: Surrogate) -> str:
    """The record as it is shipped."""
    heading = "# Written by `sciatwin circuit`; change the circuit or the sweep, not this file.\n"
    return heading + yaml.safe_dump(found.model_dump(mode="json"), sort_keys=False, allow_unicode=True, width=110)


def _fitted(
    used: Sequence[Run], held_out: Sequence[Run], degrees: Degrees, of: Callable[[Run], float]
) -> tuple[Curve, Errors]:
    """By least squares of square roots: a count varies by about its own root."""
    seen = np.array([of(run) for run in used])
    block, given = _inputs(used)

    def apart(coefficients: np.ndarray) -> np.ndarray:
        return np.asarray(np.sqrt(answer(_curve(degrees, coefficients), block, given)) - np.sqrt(seen))

    found = least_squares(apart, _start(degrees, np.log(np.maximum(seen, LEAST)), given)).x
    curve = _curve(degrees, np.array([_digits(value, 6) for value in found]))
    repeated = np.array([of(run) for run in held_out]).reshape(HELD_OUT, REPEATS) / np.ptp(seen)
    off = answer(curve, *_inputs(held_out[::REPEATS])) / np.ptp(seen) - repeated.mean(axis=1)
    squared, by_chance = np.mean(off**2), np.mean(repeated.var(axis=1, ddof=1)) / REPEATS
    return curve, Errors(
        mean_absolute=_digits(np.mean(np.abs(off))),
        root_mean_square=_digits(np.sqrt(squared)),
        in_19_of_20=_digits(np.quantile(np.abs(off), 0.95)),
        chance=_digits(np.sqrt(by_chance)),
        of_curve=_digits(np.sqrt(max(squared - by_chance, 0.0))),
    )


def _inputs(runs: Sequence[Run]) -> tuple[np.ndarray, Circumstances]:
    """Block and circumstances of some runs, arrays of shape (runs,)."""
    names = ("block_fraction", "drive", "inhibition_fraction", "sensitisation")
    block, *given = (np.array([getattr(run.conditions, name) for run in runs]) for name in names)
    return block, Circumstances(*given)


def _start(degrees: Degrees, log_seen: np.ndarray, given: Circumstances) -> np.ndarray:
    """Unblocked as if nothing were blocked, in closed form; block then takes half, evenly."""
    sizes = [len(terms_of(degree)) for degree in degrees.values()]
    columns = np.column_stack(
        [np.broadcast_to(column, log_seen.shape) for column in monomials(degrees["unblocked"], given)]
    )
    return np.concatenate([np.linalg.lstsq(columns, log_seen)[0], np.zeros(sum(sizes[1:]))])


def _curve(degrees: Degrees, coefficients: np.ndarray) -> Curve:
    parts: dict[str, Mapping[str, float]] = {}
    first = 0
    for name, degree in degrees.items():
        terms = terms_of(degree)
        given = coefficients[first : first + len(terms)]
        parts[name] = {term: float(value) for term, value in zip(terms, given, strict=True)}
        first += len(terms)
    return Curve(**parts)


def _digits(value: float, digits: int = 3) -> float:
    return float(f"{value:.{digits}g}")
