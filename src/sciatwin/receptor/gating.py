"""Five-state gating of the NMDA receptor: two agonist molecules bind, then the channel opens or desensitises.

C0 ⇌ C1 ⇌ C2 ⇌ O      binding Rb × agonist, unbinding Ru; opening Ro, closing Rc
          C2 ⇌ D      desensitising Rd, resensitising Rr
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

import numpy as np

from sciatwin.errors import ModelError
from sciatwin.evidence import Estimate, Source, Status

STATES = ("C0", "C1", "C2", "O", "D")
OPEN = STATES.index("O")

SATURATING_UM = 1000.0
"""Agonist with which the binding sites are full; 1 mmol/L glutamate is usual in such recordings."""

LESTER_JAHR_1992 = Source(
    "Lester RAJ, Jahr CE. J Neurosci 1992;12(2):635-643 (channel behaviour depends on agonist affinity)",
    doi="10.1523/JNEUROSCI.12-02-00635.1992",
    read_at="abstract; the rates in the public NEURON file nmda5.mod",
)

NMDA_UNBINDING = Estimate(
    value=10.0,
    unit="1",
    meaning="unbinding of NMDA over unbinding of glutamate",
    status=Status.ASSUMED,
    source=LESTER_JAHR_1992,
    low=5.0,
    high=20.0,
    reason="agonists of lower affinity leave faster and currents end sooner (abstract); by how much was not read",
)


@dataclass(frozen=True, kw_only=True)
class GatingScheme:
    """Rates of the five states as printed; ``place`` is where in the source they stand."""

    key: str
    title: str
    source: Source
    place: str
    binding_per_um_s: float
    unbinding_per_s: float
    desensitising_per_s: float
    resensitising_per_s: float
    opening_per_s: float
    closing_per_s: float

    def __post_init__(self) -> None:
        for name in self._rate_names():
            if not getattr(self, name) > 0:
                raise ModelError(f"gating '{self.key}': {name} must be > 0; got {getattr(self, name)}.")

    @classmethod
    def _rate_names(cls) -> Iterator[str]:
        return (field.name for field in fields(cls) if field.name.endswith("_s"))

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """Every rate with its source."""
        return tuple(
            Estimate(
                value=getattr(self, name),
                unit="1/(µmol/L)/s" if name.endswith("um_s") else "1/s",
                meaning=f"{name.split('_')[0]}, {self.title}",
                source=self.source,
                place=self.place,
            )
            for name in self._rate_names()
        )

    def rates_per_s(self, agonist_um: float) -> np.ndarray:
        """Shape (5, 5): entry [i, j] is the rate from state j to state i; columns add up to 0."""
        binding = self.binding_per_um_s * agonist_um
        links = (
            ("C0", "C1", binding, self.unbinding_per_s),
            ("C1", "C2", binding, self.unbinding_per_s),
            ("C2", "O", self.opening_per_s, self.closing_per_s),
            ("C2", "D", self.desensitising_per_s, self.resensitising_per_s),
        )
        rates = np.zeros((len(STATES), len(STATES)))
        for start, end, forward, back in links:
            connect(rates, STATES.index(start), STATES.index(end), forward, back)
        return rates

    def settled(self, agonist_um: float) -> np.ndarray:
        """Share of receptors in each state once everything has settled, shape (5,); the scheme has no cycle."""
        bound = self.binding_per_um_s * agonist_um / self.unbinding_per_s
        twice = bound**2
        opened = twice * self.opening_per_s / self.closing_per_s
        desensitised = twice * self.desensitising_per_s / self.resensitising_per_s
        over_c0 = np.array([1.0, bound, twice, opened, desensitised])
        return over_c0 / over_c0.sum()

    def open_probability(self, agonist_um: float = SATURATING_UM) -> float:
        """Share of receptors that are open once everything has settled."""
        return float(self.settled(agonist_um)[OPEN])

    def with_nmda(self) -> "GatingScheme":
        """The same receptor with NMDA in the place of glutamate: it leaves sooner, the rest stays."""
        return replace(
            self,
            key=f"{self.key}_nmda",
            title=f"{self.title}, agonist NMDA",
            unbinding_per_s=self.unbinding_per_s * NMDA_UNBINDING.value,
        )


def connect(rates: np.ndarray, start: int, end: int, forward: float, back: float) -> None:
    """Add a step in both directions to a matrix whose columns are the states left."""
    for source, target, rate in ((start, end, forward), (end, start, back)):
        rates[target, source] += rate
        rates[source, source] -= rate
