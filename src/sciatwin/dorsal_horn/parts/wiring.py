"""A circuit as data: cells, and the projections between fibres and cells."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from sciatwin.dorsal_horn.parts.cell import Cell, Place
from sciatwin.dorsal_horn.parts.membrane import Channel
from sciatwin.dorsal_horn.parts.synapse import Receptor
from sciatwin.errors import ModelError

MIDDLE_OF_DENDRITE = Place("dendrite")


@dataclass(frozen=True, kw_only=True)
class Projection:
    """Contacts of one kind, from a group of fibres or from a cell onto one receptor of a cell.

    Each fibre of a group makes one contact, at the times at which its spikes arrive. A cell makes one contact for each
    delay.

    Attributes:
        weight_us: peak conductance of one contact after one spike, in µS.
    """

    source: str
    target: str
    receptor: Receptor
    weight_us: float
    onto: Place = MIDDLE_OF_DENDRITE
    delays_ms: tuple[float, ...] = (0.0,)

    def __post_init__(self) -> None:
        if not self.weight_us >= 0:
            raise ModelError(f"Projection {self.label}: weight_us must be >= 0; got {self.weight_us}.")
        if not self.delays_ms or min(self.delays_ms) < 0:
            raise ModelError(f"Projection {self.label}: delays_ms must be >= 0, one for each contact.")

    @property
    def label(self) -> str:
        return f"{self.source} → {self.target} ({self.receptor.transmitter})"


@dataclass(frozen=True, kw_only=True)
class Circuit:
    """Cells and what joins them.

    Attributes:
        fibres: names of the groups of fibres that bring spikes from outside.
        start_mv: voltage of every compartment at the start.
        threshold_mv: a cell fires when it rises above this.
    """

    cells: tuple[Cell, ...]
    fibres: tuple[str, ...]
    projections: tuple[Projection, ...]
    start_mv: float = -65.0
    threshold_mv: float = -30.0

    def __post_init__(self) -> None:
        cells = {cell.name: cell for cell in self.cells}
        sources = {*cells, *self.fibres}
        if len(sources) != len(self.cells) + len(self.fibres):
            raise ModelError("Circuit: cells and groups of fibres need different names.")
        for projection in self.projections:
            if projection.source not in sources:
                raise ModelError(f"{projection.label}: no such source (available: {', '.join(sorted(sources))}).")
            if projection.target not in cells:
                raise ModelError(f"{projection.label}: no such cell (available: {', '.join(cells)}).")
            cells[projection.target].compartment(projection.onto)

    def cell_index(self, name: str) -> int:
        """Place of a cell in ``cells``."""
        names = [cell.name for cell in self.cells]
        if name not in names:
            raise ModelError(f"Circuit has no cell '{name}' (available: {', '.join(names)}).")
        return names.index(name)

    def with_channel(self, channel: Channel, factor: float) -> "Circuit":
        """The same circuit with the density of one channel × ``factor`` in every cell; 0 removes it."""
        return replace(self, cells=tuple(cell.scaled(channel, factor) for cell in self.cells))

    def with_weights(self, factor: float, of: Callable[[Projection], bool]) -> "Circuit":
        """The same circuit with the weight × ``factor`` of every projection that ``of`` picks."""
        return replace(
            self,
            projections=tuple(
                replace(projection, weight_us=projection.weight_us * factor) if of(projection) else projection
                for projection in self.projections
            ),
        )
