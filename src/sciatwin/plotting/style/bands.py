"""Quantiles over the draws, for display only."""

from dataclasses import dataclass

import numpy as np
import xarray as xr

from sciatwin.twin.interval import HIGH, LOW


@dataclass(frozen=True)
class Band:
    """Mean, median and 90 % interval at each time, each of shape (times,)."""

    time_h: np.ndarray
    mean: np.ndarray
    median: np.ndarray
    low: np.ndarray
    high: np.ndarray


def band(values: xr.DataArray) -> Band:
    """The band of a variable with dimensions (draw, time)."""
    low, median, high = np.quantile(values.transpose("draw", "time").to_numpy(), [LOW, 0.5, HIGH], axis=0)
    return Band(values["time"].to_numpy(), values.mean("draw").to_numpy(), median, low, high)
