"""Small systems with closed forms, and their amounts in arithmetic with 60 digits."""

from decimal import Decimal, getcontext

import numpy as np

from sciatwin.pharmacokinetics.engine import LinearSystem

getcontext().prec = 60


def system_of(rate_per_h: np.ndarray, dosed_state: int = 0) -> LinearSystem:
    """One individual; every state is an output, in mg."""
    states = len(rate_per_h)
    return LinearSystem(
        rate_per_h=np.asarray(rate_per_h, dtype=float)[:, :, None],
        dosed_state=dosed_state,
        output_state=np.arange(states),
        output_scale=np.ones((states, 1)),
        output_names=tuple(f"state {i}" for i in range(states)),
    )


def chain(rates_per_h: list[float]) -> LinearSystem:
    """Compartments that empty one into the next; the last empties out of the body."""
    matrix = np.diag([-rate for rate in rates_per_h])
    for i, rate in enumerate(rates_per_h[:-1]):
        matrix[i + 1, i] = rate
    return system_of(matrix)


def last_of_unequal_chain(rates_per_h: list[float], time_h: float) -> float:
    """Amount in the last compartment after 1 mg into the first, by Bateman's formula for distinct rates."""
    rates, time = [Decimal(rate) for rate in rates_per_h], Decimal(time_h)
    total = Decimal(0)
    for i, rate in enumerate(rates):
        product = Decimal(1)
        for j, other in enumerate(rates):
            product *= other - rate if j != i else 1
        total += (-rate * time).exp() / product
    for rate in rates[:-1]:
        total *= rate
    return float(total)


def last_of_equal_chain(rate_per_h: float, count: int, time_h: float) -> float:
    """Amount in the last of ``count`` equal compartments after 1 mg into the first: a gamma density."""
    passed = Decimal(rate_per_h) * Decimal(time_h)
    factorial = Decimal(int(np.prod([*range(1, count)], dtype=object)) if count > 1 else 1)
    return float(passed ** (count - 1) / factorial * (-passed).exp())
