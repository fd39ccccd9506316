"""Exact derivatives of levels with respect to the logarithm of any parameter, from the same engine.

The sensitivity s = dx/d(log p) obeys ds/dt = A s + A' x with A' = dA/d(log p). Splitting A' into what it adds and what
it takes away gives one larger compartmental system, which the engine solves as exactly as any other; the two parts are
subtracted at the end.

Every entry of A and every output scale is a sum of products in which a parameter stands at most once, above or below
the line: f(p) = a p + b / p + c. Then a p − b / p = (f(2 p) − f(p / 2)) / 1.5 without any truncation error.
"""

from collections.abc import Callable, Sequence

import numpy as np

from sciatwin.errors import ModelError
from sciatwin.pharmacokinetics.engine import LinearSystem, solve
from sciatwin.pharmacokinetics.parameters import Parameters
from sciatwin.regimen import DosingEvent

Build = Callable[[Parameters], LinearSystem]


def gradient(
    build: Build,
    parameters: Parameters,
    name: str,
    events: Sequence[DosingEvent],
    times_h: np.ndarray,
    *,
    dose_scale: np.ndarray | None = None,
) -> np.ndarray:
    """Derivative of every output with respect to the logarithm of one parameter.

    Args:
        build: parameters → system, for example ``lambda p: build_system(model, p)``.
    Returns: shape (outputs, times, individuals), in the unit of the outputs.
    Raises: ModelError if there is no such parameter.
    """
    if name not in parameters:
        raise ModelError(f"no parameter '{name}' (available: {', '.join(parameters)}).")
    system = build(parameters)
    doubled, halved = (build({**parameters, name: parameters[name] * f}) for f in (2.0, 0.5))
    d_rate = (doubled.rate_per_h - halved.rate_per_h) / 1.5
    d_scale = (doubled.output_scale - halved.output_scale) / 1.5
    x, added, taken = _split(solve(_sensitivity_system(system, d_rate), events, times_h, dose_scale=dose_scale))
    return system.output_scale[:, None, :] * (added - taken) + d_scale[:, None, :] * x


def _sensitivity_system(system: LinearSystem, d_rate: np.ndarray) -> LinearSystem:
    """States x, what the parameter adds to them, and what it takes away; outputs in mg."""
    states, individuals = system.rate_per_h.shape[0], system.individuals
    rate = np.zeros((3 * states, 3 * states, individuals))
    for copy in range(3):
        part = slice(copy * states, (copy + 1) * states)
        rate[part, part] = system.rate_per_h
    rate[states : 2 * states, :states] = np.maximum(d_rate, 0)
    rate[2 * states :, :states] = np.maximum(-d_rate, 0)
    outputs = len(system.output_state)
    return LinearSystem(
        rate_per_h=rate,
        dosed_state=system.dosed_state,
        output_state=np.concatenate([system.output_state + copy * states for copy in range(3)]),
        output_scale=np.ones((3 * outputs, individuals)),
        output_names=system.output_names * 3,
        further_inputs=system.further_inputs,
    )


def _split(solved: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    x, added, taken = np.split(solved, 3)
    return x, added, taken
