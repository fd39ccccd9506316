"""Fits the surrogate to runs of the circuit. One run in five is kept back, and says how far the fit lies off."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import yaml
from scipy.optimize import least_squares

from sciatwin.dorsal_horn.surrogate import DEGREES, Circumstances, Curve, Errors, Surrogate, answer, monomials, terms_of
from sciatwin.dorsal_horn.sweep import VERSION, Run

KEPT_BACK = 5

LEAST = 0.05
"""About one spike in the 15 s that are counted."""


def fit(runs: Sequence[Run], seed: int) -> Surrogate:
    """The surrogate of these runs, in the order of their numbers whatever order they come in.

    Args:
        seed: that the sweep was made with, for the record.
    """
    ordered = sorted(runs, key=lambda run: run.number)
    held_out = np.arange(len(ordered)) % KEPT_BACK == KEPT_BACK - 1
    output, output_errors = _fitted(ordered, held_out, lambda run: run.answer.output_hz)
    wind_up, wind_up_errors = _fitted(ordered, held_out, lambda run: run.answer.wind_up)
    return Surrogate(
        made_by="sciatwin circuit",
        version=VERSION,
        seed=seed,
        runs=len(ordered),
        held_out=int(held_out.sum()),
        output=output,
        wind_up=wind_up,
        output_errors=output_errors,
        wind_up_errors=wind_up_errors,
    )


def as_yaml(found: Surrogate) -> str:
    """The record as it is shipped."""
    heading = "# Written by `sciatwin circuit`; change the circuit or the sweep, not this file.\n"
    return heading + yaml.safe_dump(found.model_dump(mode="json"), sort_keys=False, allow_unicode=True, width=110)


def _fitted(runs: Sequence[Run], held_out: np.ndarray, of: Callable[[Run], float]) -> tuple[Curve, Errors]:
    """By least squares of square roots: a count varies by about its own root."""
    seen = np.array([of(run) for run in runs])
    block = np.array([run.conditions.block_fraction for run in runs])
    given = Circumstances(*(np.array([getattr(run.conditions, name) for run in runs]) for name in _FIELDS))
    used = ~held_out

    def apart(coefficients: np.ndarray) -> np.ndarray:
        found = answer(_curve(coefficients), block[used], _some(given, used))
        return np.asarray(np.sqrt(found) - np.sqrt(seen[used]))

    curve = _curve(least_squares(apart, _start(np.log(np.maximum(seen[used], LEAST)), _some(given, used))).x)
    off = answer(curve, block[held_out], _some(given, held_out)) - seen[held_out]
    spread = np.ptp(seen)
    return curve, Errors(
        root_mean_square=_digits(np.sqrt(np.mean(off**2)) / spread),
        in_19_of_20=_digits(np.quantile(np.abs(off), 0.95) / spread),
    )


def _start(log_seen: np.ndarray, given: Circumstances) -> np.ndarray:
    """Unblocked as if nothing were blocked, in closed form; block then takes half, evenly."""
    sizes = [len(terms_of(degree)) for degree in DEGREES.values()]
    columns = np.column_stack(
        [np.broadcast_to(column, log_seen.shape) for column in monomials(DEGREES["unblocked"], given)]
    )
    return np.concatenate([np.linalg.lstsq(columns, log_seen)[0], np.zeros(sum(sizes[1:]))])


_FIELDS = ("drive", "inhibition_fraction", "sensitisation")


def _some(given: Circumstances, rows: np.ndarray) -> Circumstances:
    return Circumstances(*(np.asarray(getattr(given, name))[rows] for name in _FIELDS))


def _curve(coefficients: np.ndarray) -> Curve:
    parts: dict[str, Mapping[str, float]] = {}
    first = 0
    for name, degree in DEGREES.items():
        terms = terms_of(degree)
        given = coefficients[first : first + len(terms)]
        parts[name] = {term: _digits(value, 6) for term, value in zip(terms, given, strict=True)}
        first += len(terms)
    return Curve(**parts)


def _digits(value: float, digits: int = 3) -> float:
    return float(f"{value:.{digits}g}")
