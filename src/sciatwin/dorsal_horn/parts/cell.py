"""A cell as data: sections of an unbranched cable, from the tip of the dendrite to the tip of the axon."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from sciatwin.dorsal_horn.parts.membrane import CalciumGated, CalciumPermeable, Channel, Ion
from sciatwin.errors import ModelError


@dataclass(frozen=True)
class Inserted:
    """A channel in a membrane; ``density`` in S/cm², for calcium-permeable channels in cm/s."""

    channel: Channel
    density: float

    def __post_init__(self) -> None:
        if not self.density >= 0:
            raise ModelError(f"{self.channel.key}: density must be >= 0; got {self.density}.")


@dataclass(frozen=True)
class Place:
    """A place on a cell: ``at`` runs from 0 at the dendrite's side of the section to 1 at the axon's side."""

    section: str
    at: float = 0.5

    def __post_init__(self) -> None:
        if not 0 <= self.at <= 1:
            raise ModelError(f"Place on {self.section}: at must be 0 to 1; got {self.at}.")


@dataclass(frozen=True, kw_only=True)
class Section:
    """A piece of cable with one membrane.

    Attributes:
        diameter_um: at the dendrite's and at the axon's side; between them it changes evenly.
        reversal_mv: of each ion that a channel needs.
        calcium_decay_ms: time constant with which calcium under the membrane returns to rest; None where nothing
            depends on calcium.
    """

    name: str
    length_um: float
    diameter_um: tuple[float, float]
    compartments: int
    leak_s_per_cm2: float
    leak_mv: float
    axial_ohm_cm: float
    channels: tuple[Inserted, ...] = ()
    reversal_mv: Mapping[Ion, float]
    calcium_decay_ms: float | None = None
    capacitance_uf_per_cm2: float = 1.0

    def __post_init__(self) -> None:
        for name in ("length_um", "compartments", "axial_ohm_cm", "capacitance_uf_per_cm2"):
            if not getattr(self, name) > 0:
                raise ModelError(f"Section {self.name}: {name} must be > 0; got {getattr(self, name)}.")
        if not min(self.diameter_um) > 0 or not self.leak_s_per_cm2 >= 0:
            raise ModelError(f"Section {self.name}: diameters must be > 0 and leak_s_per_cm2 >= 0.")
        for inserted in self.channels:
            self._check_channel(inserted.channel)

    def _check_channel(self, channel: Channel) -> None:
        needs_calcium = isinstance(channel, CalciumGated | CalciumPermeable)
        if needs_calcium and self.calcium_decay_ms is None:
            raise ModelError(f"Section {self.name}: {channel.key} needs calcium_decay_ms.")
        if not isinstance(channel, CalciumPermeable) and channel.ion not in self.reversal_mv:
            raise ModelError(f"Section {self.name}: {channel.key} needs reversal_mv of {channel.ion}.")

    @property
    def compartment_length_um(self) -> float:
        return self.length_um / self.compartments

    @property
    def compartment_diameter_um(self) -> np.ndarray:
        """At the middle of each compartment, shape (compartments,)."""
        first, last = self.diameter_um
        return first + (last - first) * (np.arange(self.compartments) + 0.5) / self.compartments

    @property
    def area_um2(self) -> np.ndarray:
        """Membrane of each compartment, shape (compartments,)."""
        return np.pi * self.compartment_diameter_um * self.compartment_length_um

    @property
    def half_resistance_mohm(self) -> np.ndarray:
        """From the middle of each compartment to its end, shape (compartments,)."""
        cross_section_um2 = np.pi * self.compartment_diameter_um**2 / 4
        return 1e-2 * self.axial_ohm_cm * self.compartment_length_um / 2 / cross_section_um2


@dataclass(frozen=True)
class Cell:
    """A neuron.

    Attributes:
        sections: in the order of the cable, the tip of the dendrite first.
        fires_at: where a rise above the threshold counts as a spike.
    """

    name: str
    sections: tuple[Section, ...]
    fires_at: Place

    def __post_init__(self) -> None:
        names = [section.name for section in self.sections]
        if len(set(names)) != len(names) or not names:
            raise ModelError(f"Cell {self.name} needs sections with different names; got {names}.")
        self.compartment(self.fires_at)

    @property
    def size(self) -> int:
        """Compartments in all."""
        return sum(section.compartments for section in self.sections)

    def compartment(self, place: Place) -> int:
        """Index of the compartment at a place, counted along the cable."""
        start = 0
        for section in self.sections:
            if section.name == place.section:
                return start + min(int(place.at * section.compartments), section.compartments - 1)
            start += section.compartments
        known = ", ".join(section.name for section in self.sections)
        raise ModelError(f"Cell {self.name} has no section '{place.section}' (available: {known}).")

    def scaled(self, channel: Channel, factor: float) -> "Cell":
        """The same cell with the density of one channel × ``factor`` everywhere; 0 removes it."""
        sections = tuple(
            replace(
                section,
                channels=tuple(
                    Inserted(inserted.channel, inserted.density * (factor if inserted.channel == channel else 1.0))
                    for inserted in section.channels
                ),
            )
            for section in self.sections
        )
        return replace(self, sections=sections)
