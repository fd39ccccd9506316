"""Spikes of afferent fibres: volleys after shocks, and noise."""

from collections.abc import Sequence

import numpy as np

from sciatwin.errors import ModelError


def shocks(*, count: int, every_ms: float, first_ms: float = 1000.0) -> np.ndarray:
    """Times of a train of single shocks, shape (count,)."""
    if count < 1 or not every_ms > 0:
        raise ModelError(f"A train needs count >= 1 and every_ms > 0; got {count} and {every_ms}.")
    return first_ms + every_ms * np.arange(count)


def volleys(shocks_ms: np.ndarray, latencies_ms: Sequence[float]) -> list[np.ndarray]:
    """Arrival times of fibres that answer each shock once; one fibre for each latency."""
    return [shocks_ms + latency_ms for latency_ms in latencies_ms]


def scattered_volleys(
    shocks_ms: np.ndarray, *, fibres: int, latency_ms: float, spread_ms: float, generator: np.random.Generator
) -> list[np.ndarray]:
    """Like ``volleys``, but every answer arrives at a normal deviate (SD ``spread_ms``) from the latency of all."""
    deviates = generator.standard_normal((len(shocks_ms), fibres))
    return [np.sort(shocks_ms + latency_ms + spread_ms * deviates[:, fibre]) for fibre in range(fibres)]


def renewal(
    *, mean_interval_ms: float, spread: float, duration_ms: float, generator: np.random.Generator
) -> np.ndarray:
    """Times of events with independent gamma intervals, seen from a moment that has nothing to do with them.

    Args:
        spread: standard deviation of the intervals ÷ their mean; 1 is a Poisson process, towards 0 it becomes periodic.
    """
    if not (mean_interval_ms > 0 and spread > 0 and duration_ms > 0):
        raise ModelError(
            "renewal: mean_interval_ms, spread and duration_ms must be > 0; "
            f"got {mean_interval_ms}, {spread} and {duration_ms}."
        )
    shape = 1 / spread**2
    expected = duration_ms / mean_interval_ms
    enough = int(expected + 10 * spread * np.sqrt(expected) + 10)
    # the interval that holds a moment picked at random is longer than others, and the moment lies anywhere in it
    first_ms = generator.gamma(shape + 1, mean_interval_ms / shape) * generator.random()
    times_ms = first_ms + np.append(0.0, np.cumsum(generator.gamma(shape, mean_interval_ms / shape, enough)))
    return np.asarray(times_ms[times_ms < duration_ms])
