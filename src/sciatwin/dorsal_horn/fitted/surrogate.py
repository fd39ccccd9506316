"""The projection neuron as a smooth function, fitted to runs of the circuit: what long simulations use.

Each answer is that without block times what block leaves of it:

    unblocked × (1 − (1 − left) b / (b + bend (1 − b))),   b: block

The three parts are polynomials of the inputs under an exponential or a logistic function; inputs (drive on a log scale)
are scaled so that their ranges in the sweep go from −1 to 1.
So an answer is positive and falls with block, whatever the coefficients; every operation is analytic, and a step in the
imaginary direction passes through. ``sciatwin circuit`` makes the runs and the fit anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations_with_replacement

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from sciatwin.documents.shipped import shipped_content

FILE_NAME = "surrogate.yaml"

INPUTS = ("drive", "inhibition", "sensitisation")

DRIVE_RANGE, INHIBITION_RANGE = (0.1, 5.0), (0.4, 1.0)
"""What the sweep covers; beyond it the polynomials are extrapolated."""
Values = np.ndarray | float


def terms_of(degree: int) -> tuple[str, ...]:
    """Names of the monomials up to a degree: "1", "drive", "drive × sensitisation", …"""
    powers = (chosen for size in range(degree + 1) for chosen in combinations_with_replacement(INPUTS, size))
    return tuple(" × ".join(chosen) or "1" for chosen in powers)


class Curve(BaseModel):
    """One answer of the projection neuron: coefficients of the three parts by monomial."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    unblocked: Mapping[str, float]
    left: Mapping[str, float]
    bend: Mapping[str, float]


class Errors(BaseModel):
    """How far a curve lies from conditions that it was not fitted to, as parts of the range of all runs.

    Attributes:
        chance: what ectopic spikes alone bring to the root mean square, from the spread of repeated runs.
        of_curve: what is left when chance is taken out.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    mean_absolute: float
    root_mean_square: float
    in_19_of_20: float
    chance: float
    of_curve: float


class Surrogate(BaseModel):
    """The fitted function, and how it was made.

    Attributes:
        version, seed: of the sweep; runs: that were fitted to; held_out: conditions that were kept for the errors.
        output, wind_up: curves; output_errors, wind_up_errors: on the conditions that were kept.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    made_by: str
    version: int
    seed: int
    runs: int = Field(ge=1000)
    held_out: int
    output: Curve
    wind_up: Curve
    output_errors: Errors
    wind_up_errors: Errors


@cache
def surrogate() -> Surrogate:
    """The shipped fit."""
    text = files("sciatwin.dorsal_horn").joinpath(FILE_NAME).read_text(encoding="utf-8")
    return Surrogate.model_validate(shipped_content(text))


@dataclass(frozen=True)
class Circumstances:
    """Everything but block, of each person; shapes broadcast.

    Attributes:
        drive: ectopic spikes of the root ÷ those of a typical compressed root.
        inhibition_fraction: part of inhibition that is left; sensitisation: 0 to 1.
    """

    drive: Values
    inhibition_fraction: Values
    sensitisation: Values = 1.0


def output_hz(block_fraction: Values, given: Circumstances) -> np.ndarray:
    """Mean rate of the projection neuron without any stimulus, spikes a second."""
    return answer(surrogate().output, block_fraction, given)


def fitted_wind_up_ratio(block_fraction: Values, given: Circumstances) -> np.ndarray:
    """Late spikes after the last three of 15 shocks at 1 Hz ÷ those after the first."""
    return answer(surrogate().wind_up, block_fraction, given)


def quieted_fraction(block_fraction: Values, given: Circumstances) -> np.ndarray:
    """Part of the ongoing output that block takes away, 0 to below 1."""
    return fallen(surrogate().output, block_fraction, given)


def answer(curve: Curve, block_fraction: Values, given: Circumstances) -> np.ndarray:
    """A curve at some block."""
    return np.asarray(np.exp(_sum(curve.unblocked, given)) * (1 - fallen(curve, block_fraction, given)))


def fallen(curve: Curve, block_fraction: Values, given: Circumstances) -> np.ndarray:
    """Part of a curve that block takes away."""
    lost = 1 / (1 + np.exp(_sum(curve.left, given)))
    bend = np.exp(_sum(curve.bend, given))
    shape = np.broadcast_shapes(np.shape(block_fraction), np.shape(lost))
    found = np.empty(shape, np.result_type(float, block_fraction, lost, bend))
    np.subtract(1, block_fraction, out=found)  # in one array: large ones cost more than what is done with them
    found *= bend
    found += block_fraction
    np.divide(block_fraction, found, out=found)
    found *= lost
    return found


def monomials(degree: int, given: Circumstances) -> list[Values]:
    """Values of ``terms_of`` a degree."""
    inputs = _scaled_inputs(given)
    return [_product(term, inputs) for term in terms_of(degree)]


def _sum(coefficients: Mapping[str, float], given: Circumstances) -> np.ndarray:
    inputs = _scaled_inputs(given)
    total: Values = 0.0
    for term, coefficient in coefficients.items():
        total = total + coefficient * _product(term, inputs)
    return np.asarray(total)


def _product(term: str, inputs: Mapping[str, Values]) -> Values:
    product: Values = 1.0
    for name in () if term == "1" else term.split(" × "):
        product = product * inputs[name]
    return product


def _scaled_inputs(given: Circumstances) -> Mapping[str, Values]:
    return {
        "drive": _scaled(np.log(given.drive), *np.log(DRIVE_RANGE)),
        "inhibition": _scaled(given.inhibition_fraction, *INHIBITION_RANGE),
        "sensitisation": _scaled(given.sensitisation, 0.0, 1.0),
    }


def _scaled(value: Values, low: float, high: float) -> Values:
    return (value - (low + high) / 2) / ((high - low) / 2)
