"""Gating with something in the pore: free, magnesium, or a drug; what is in a closed channel stays there.

The five gating states stand once for each content of the pore, with the same rates whatever it is (ketamine gates as if
it were not there; an assumption). Contents change in the open state only. Drug also leaks from closed channels, slowly,
and as a passive leak it runs both ways: its way in is its way out × concentration / half-blocking concentration. So no
cycle of states turns by itself, and in the end the share of blocked receptors is x / (1 + x), however seldom they open.
Magnesium and drugs exclude each other.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from sciatwin.errors import ModelError
from sciatwin.receptor import gating as five_states
from sciatwin.receptor.blocker import Blocker
from sciatwin.receptor.gating import GatingScheme, connect
from sciatwin.receptor.published import jahr_stevens_1990, lester_jahr_1992

FREE, MAGNESIUM = "free", "magnesium"
_FIRST_DRUG = 2  # place of the first blocker among the contents of a pore

_STATES = len(five_states.STATES)
_LOWEST_MV, _HIGHEST_MV = -150.0, 150.0


@dataclass(frozen=True, kw_only=True)
class Bath:
    """What surrounds the receptor for a while.

    Attributes:
        agonist_um: glutamate (or the agonist of the gating scheme), µmol/L.
        drug_um: unbound concentration by the name of the blocker, µmol/L; none is 0.
    """

    agonist_um: float
    voltage_mv: float
    magnesium_mm: float = 0.0
    drug_um: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        amounts = {"agonist_um": self.agonist_um, "magnesium_mm": self.magnesium_mm, **self.drug_um}
        for name, value in amounts.items():
            if not 0 <= value < np.inf:
                raise ModelError(f"Bath: {name} must be a number >= 0; got {value}. Give 0 where there is none.")
        if not _LOWEST_MV <= self.voltage_mv <= _HIGHEST_MV:
            raise ModelError(
                f"Bath: voltage_mv must lie between {_LOWEST_MV:g} and {_HIGHEST_MV:g}, inside minus outside; got "
                f"{self.voltage_mv}."
            )


@dataclass(frozen=True, kw_only=True)
class TrappingScheme:
    """A gating scheme with its blockers. A state is numbered pore by pore, gating state by gating state."""

    blockers: tuple[Blocker, ...]
    gating: GatingScheme = lester_jahr_1992.GATING

    def __post_init__(self) -> None:
        if len(set(self.pores)) < len(self.pores):
            names = ", ".join(self.drugs)
            raise ModelError(f"blockers need different names, and none is '{FREE}' or '{MAGNESIUM}'; got {names}.")

    @property
    def drugs(self) -> tuple[str, ...]:
        """Names of the blockers."""
        return tuple(blocker.name for blocker in self.blockers)

    @property
    def pores(self) -> tuple[str, ...]:
        """What can be in the pore."""
        return FREE, MAGNESIUM, *self.drugs

    def rates_per_s(self, bath: Bath) -> np.ndarray:
        """Entry [i, j] is the rate from state j to state i; columns add up to 0.

        Raises: ModelError if the bath holds a drug that is no blocker of this scheme.
        """
        self._refuse_unknown(bath)
        rates = np.kron(np.eye(len(self.pores)), self.gating.rates_per_s(bath.agonist_um))
        self._exchange_magnesium(rates, bath)
        for index, blocker in enumerate(self.blockers):
            self._exchange_drug(rates, bath, blocker, pore=_FIRST_DRUG + index)
        return rates

    def _refuse_unknown(self, bath: Bath) -> None:
        for name in bath.drug_um:
            self._blocker(name)

    def _blocker(self, name: str) -> Blocker:
        for blocker in self.blockers:
            if blocker.name == name:
                return blocker
        raise ModelError(f"no blocker '{name}' (available: {', '.join(self.drugs)}).")

    def _exchange_magnesium(self, rates: np.ndarray, bath: Bath) -> None:
        enters = jahr_stevens_1990.blocking_per_s(bath.voltage_mv, bath.magnesium_mm)
        leaves = jahr_stevens_1990.unblocking_per_s(bath.voltage_mv)
        connect(rates, five_states.OPEN, _STATES + five_states.OPEN, enters, leaves)

    def _exchange_drug(self, rates: np.ndarray, bath: Bath, blocker: Blocker, *, pore: int) -> None:
        concentration = bath.drug_um.get(blocker.name, 0.0)
        for state in range(_STATES):
            if state == five_states.OPEN:
                enters = blocker.entering_per_um_s(self.gating) * concentration
                leaves = blocker.leaving_per_s(self.gating, bath.voltage_mv)
            else:
                leaves = blocker.leak_per_s.value
                enters = leaves * concentration / blocker.half_block_at(bath.voltage_mv)
            connect(rates, state, pore * _STATES + state, enters, leaves)

    def steady_state(self, bath: Bath) -> np.ndarray:
        """Probability of each state once everything has settled, shape (states,).

        What is in the pore does not change gating and no cycle turns, so the two are independent in the end.

        Raises: ModelError without agonist: a closed channel then keeps what it holds, so there is no single answer.
        """
        if bath.agonist_um == 0:
            raise ModelError("steady_state needs agonist_um > 0; without agonist a closed channel keeps what it holds.")
        over_free = np.array(
            [1.0, _magnesium_over_free(bath.voltage_mv, bath.magnesium_mm), *self._drug_over_free(bath)]
        )
        return np.outer(over_free / over_free.sum(), self.gating.settled(bath.agonist_um)).ravel()

    def _drug_over_free(self, bath: Bath) -> list[float]:
        self._refuse_unknown(bath)
        return [bath.drug_um.get(b.name, 0.0) / b.half_block_at(bath.voltage_mv) for b in self.blockers]

    def blocked(self, probabilities: np.ndarray) -> np.ndarray:
        """Share of receptors with a drug in the pore; states are the last axis."""
        return np.asarray(probabilities[..., _FIRST_DRUG * _STATES :].sum(axis=-1))

    def conducting(self, probabilities: np.ndarray) -> np.ndarray:
        """Share of receptors that are open with a free pore; states are the last axis."""
        return np.asarray(probabilities[..., five_states.OPEN])

    def half_block_um(self, name: str, *, voltage_mv: float, magnesium_mm: float = 0.0) -> float:
        """Concentration of one drug that takes half of the steady current: magnesium competes, voltage weakens.

        Raises: ModelError if no blocker has this name.
        """
        return self._blocker(name).half_block_at(voltage_mv) * (1 + _magnesium_over_free(voltage_mv, magnesium_mm))


def _magnesium_over_free(voltage_mv: float, magnesium_mm: float) -> float:
    entering = jahr_stevens_1990.blocking_per_s(voltage_mv, magnesium_mm)
    return entering / jahr_stevens_1990.unblocking_per_s(voltage_mv)
