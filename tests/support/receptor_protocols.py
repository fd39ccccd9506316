"""Protocols of patch-clamp recordings, as the papers describe them."""

from collections.abc import Mapping

import numpy as np

from sciatwin.receptor import Bath, BathPhase, Blocker, GatingScheme, TrappingScheme, follow, last_state

HOLDING_MV = -70.0
SATURATING_UM = 1000.0


def bath(
    agonist_um: float = 0.0, *, drug_um: Mapping[str, float] | None = None, voltage_mv: float = HOLDING_MV
) -> Bath:
    """A bath without magnesium."""
    return Bath(agonist_um=agonist_um, voltage_mv=voltage_mv, drug_um=drug_um or {})


class Cell:
    """One cell under voltage clamp: what is done to it, and the share of current that a blocker takes."""

    def __init__(self, blocker: Blocker, gating: GatingScheme) -> None:
        self.name = blocker.name
        self.scheme = TrappingScheme(blockers=(blocker,), gating=gating)
        self.state: np.ndarray | None = None

    def keep(self, duration_s: float, *, agonist_um: float, drug_um: float) -> "Cell":
        phase = BathPhase(duration_s=duration_s, bath=bath(agonist_um, drug_um={self.name: drug_um}))
        self.state = last_state(follow(self.scheme, [phase], points=1, start=self.state))
        return self

    @property
    def blocked(self) -> float:
        return float(self.scheme.blocked(self.state))

    @property
    def block_of_steady_current(self) -> float:
        """1 − current now over the steady current without drug."""
        without = self.scheme.conducting(self.scheme.steady_state(bath(SATURATING_UM)))
        return float(1 - self.scheme.conducting(self.state) / without)
