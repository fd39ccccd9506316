"""Wind-up: how many spikes each shock of a train brings, early (A fibres) and late (C fibres)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sciatwin.dorsal_horn.model import HornModel, SpikeWindow
from sciatwin.dorsal_horn.parts.fibres import shocks
from sciatwin.dorsal_horn.run.network import VoltageStep
from sciatwin.dorsal_horn.run.simulation import STEP_MS, Arrivals, CircuitRun, simulate
from sciatwin.errors import ModelError

LAST_SHOCKS = 3


class AbstractTrain:
    """Late spikes after each shock of a train, shape (shocks,), and what is read from them."""

    late: np.ndarray

    @property
    def first(self) -> float:
        """Late spikes after the first shock."""
        return float(self.late[0])

    @property
    def last(self) -> float:
        """Late spikes after each of the last three shocks, on average: one answer alone is uncertain."""
        return float(self.late[-LAST_SHOCKS:].mean())

    @property
    def added(self) -> float:
        """Late spikes that wind-up adds to the first answer."""
        return self.last - self.first


@dataclass(frozen=True)
class AnsweredTrain(AbstractTrain):
    """What one cell answered to a train of shocks: all that is told and drawn of a run.

    Attributes:
        spikes_ms: of the cell, since the start of the run, as the shocks are.
        early, late: spikes after each shock, shape (shocks,).
        until_ms: how long the last shock is followed.
    """

    cell: str
    shocks_ms: np.ndarray
    spikes_ms: np.ndarray
    early: np.ndarray
    late: np.ndarray
    until_ms: float


@dataclass(frozen=True)
class WindUp(AbstractTrain):
    """Answers of a circuit to a train of shocks under one setting.

    Attributes:
        early, late: spikes of the projection neuron after each shock, shape (shocks,).
    """

    model: HornModel
    shocks_ms: np.ndarray
    arrivals: Arrivals
    spikes_ms: Mapping[str, np.ndarray]
    early: np.ndarray
    late: np.ndarray

    @property
    def answered(self) -> AnsweredTrain:
        """What the projection neuron answered."""
        output = self.model.output
        spikes_ms = self.spikes_ms[output]
        return AnsweredTrain(output, self.shocks_ms, spikes_ms, self.early, self.late, self.model.late.until_ms)


@dataclass(frozen=True)
class BlockCurve:
    """Late spikes of a circuit against NMDA block.

    Attributes:
        block_fraction: shape (blocks,).
        late: shape (blocks, shocks).
    """

    model: HornModel
    block_fraction: np.ndarray
    late: np.ndarray


def wind_up(
    model: HornModel,
    settings: Sequence[CircuitRun],
    *,
    shocks_ms: np.ndarray,
    step_ms: float = STEP_MS,
    method: VoltageStep = VoltageStep.SECOND_ORDER,
    workers: int = 1,
) -> list[WindUp]:
    """Runs a train of shocks under every setting, and counts.

    Windows end at the next shock, where shocks come faster than the late window lasts.

    Args:
        workers: threads. The result does not depend on it.
    """
    every_ms = float(np.diff(shocks_ms).min()) if len(shocks_ms) > 1 else np.inf
    late = SpikeWindow(model.late.from_ms, min(model.late.until_ms, every_ms))
    activity = simulate(
        model.circuit,
        settings,
        duration_ms=float(shocks_ms[-1]) + late.until_ms,
        step_ms=step_ms,
        method=method,
        workers=workers,
    )
    return [
        WindUp(
            model,
            shocks_ms,
            setting.arrivals,
            spikes,
            *(_in_window(spikes[model.output], shocks_ms, window) for window in (model.early, late)),
        )
        for setting, spikes in zip(settings, activity.spikes_ms, strict=True)
    ]


def block_curve(
    model: HornModel, block_fraction: np.ndarray, *, count: int = 15, every_ms: float = 1000.0, seed: int = 0
) -> BlockCurve:
    """Late spikes after each of ``count`` shocks at each NMDA block, 0 to 1."""
    shocks_ms = shocks(count=count, every_ms=every_ms)
    arrivals = model.arrivals(shocks_ms, seed)
    settings = [CircuitRun(arrivals=arrivals, nmda_block_fraction=float(block)) for block in block_fraction]
    runs = wind_up(model, settings, shocks_ms=shocks_ms)
    return BlockCurve(model, np.asarray(block_fraction, dtype=float), np.array([run.late for run in runs]))


def _in_window(spikes_ms: np.ndarray, shocks_ms: np.ndarray, window: SpikeWindow) -> np.ndarray:
    return spikes_per_shock(spikes_ms, shocks_ms, from_ms=window.from_ms, until_ms=window.until_ms)


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
