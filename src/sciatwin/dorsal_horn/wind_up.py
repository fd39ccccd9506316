"""Wind-up: how many spikes each shock of a train brings, early (A fibres) and late (C fibres)."""

import numpy as np

from sciatwin.errors import ModelError


def spikes_per_shock(spikes_ms: np.ndarray, shocks_ms: np.ndarray, *, from_ms: float, until_ms: float) -> np.ndarray:
    """Spikes in a window after each shock, from ``from_ms`` to before ``until_ms``; shape (shocks,)."""
    if not 0 <= from_ms < until_ms:
        raise ModelError(f"The window needs 0 <= from_ms < until_ms; got {from_ms} and {until_ms}.")
    start = np.searchsorted(spikes_ms, shocks_ms + from_ms)
    end = np.searchsorted(spikes_ms, shocks_ms + until_ms)
    return np.asarray(end - start)


def wind_up_ratio(counts: np.ndarray) -> float:
    """Last response ÷ first; infinite where the first shock brought nothing and the last did."""
    if counts[0] == 0:
        return float("inf") if counts[-1] > 0 else 1.0
    return float(counts[-1] / counts[0])
