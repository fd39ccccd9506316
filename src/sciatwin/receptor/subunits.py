"""Half-blocking concentrations by GluN2 subunit, with and without magnesium.

Read were those of memantine, which shares the pore with ketamine: an analogue, no substitute. Those of ketamine could
not be read; what is remembered of them is marked assumed, and nothing is computed from it. Synapses of the dorsal horn
carry GluN2A and GluN2B (lamina I of rats, PMC4131007, abstract).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sciatwin.evidence import Estimate, Source, Status


class Subunit(StrEnum):
    GLUN2A = "GluN2A"
    GLUN2B = "GluN2B"
    GLUN2C = "GluN2C"
    GLUN2D = "GluN2D"


MEMANTINE_SOURCE = Source(
    "Supplementary table 1: specificity of NMDA receptor antagonists (memantine in oocytes)",
    url="https://docslib.org/doc/7141476/1-supplementary-table-1-specificity-of-nmdar-antagonists-drug-target",
    read_at="table",
)

KETAMINE_SOURCE = Source(
    "Kotermanski SE, Johnson JW. 2009 (magnesium and memantine, ketamine at NR1/2A to 2D)",
    read_at="a garbled copy in which the row of ketamine was not to be seen",
)


@dataclass(frozen=True, kw_only=True)
class SubunitHalfBlock:
    """One drug at one subunit.

    Attributes:
        free_mv, with_magnesium_mv: voltages of the two numbers; they need not be the same.
    """

    drug: str
    subunit: Subunit
    free: Estimate
    with_magnesium: Estimate
    free_mv: float
    with_magnesium_mv: float
    magnesium_mm: float = 1.0

    @property
    def shift_ratio(self) -> float:
        """Times by which magnesium (and the other voltage) raises the half-blocking concentration."""
        return self.with_magnesium.value / self.free.value


def _memantine(subunit: Subunit, free_um: float, with_magnesium_um: float) -> SubunitHalfBlock:
    def read(value: float, bath: str) -> Estimate:
        return Estimate(
            value=value,
            unit="µmol/L",
            meaning=f"memantine that blocks half at {subunit}, {bath}",
            source=MEMANTINE_SOURCE,
            place="row of memantine",
        )

    return SubunitHalfBlock(
        drug="memantine",
        subunit=subunit,
        free=read(free_um, "without magnesium, −70 mV"),
        with_magnesium=read(with_magnesium_um, "1 mmol/L magnesium, −30 mV"),
        free_mv=-70.0,
        with_magnesium_mv=-30.0,
    )


def _ketamine(subunit: Subunit, free_um: float, with_magnesium_um: float) -> SubunitHalfBlock:
    def remembered(value: float, bath: str) -> Estimate:
        return Estimate(
            value=value,
            unit="µmol/L",
            meaning=f"ketamine that blocks half at {subunit}, {bath}, −66 mV",
            status=Status.ASSUMED,
            source=KETAMINE_SOURCE,
            low=value / 3,
            high=value * 3,
            reason="unverified: remembered from table 1, which could not be read; three times either way",
        )

    return SubunitHalfBlock(
        drug="ketamine",
        subunit=subunit,
        free=remembered(free_um, "without magnesium"),
        with_magnesium=remembered(with_magnesium_um, "1 mmol/L magnesium"),
        free_mv=-66.0,
        with_magnesium_mv=-66.0,
    )


MEMANTINE: Mapping[Subunit, SubunitHalfBlock] = {
    subunit: _memantine(subunit, *values)
    for subunit, values in {
        Subunit.GLUN2A: (0.9, 10.3),
        Subunit.GLUN2B: (0.4, 10.9),
        Subunit.GLUN2C: (0.3, 2.0),
        Subunit.GLUN2D: (0.3, 1.9),
    }.items()
}

KETAMINE_UNVERIFIED: Mapping[Subunit, SubunitHalfBlock] = {
    subunit: _ketamine(subunit, *values)
    for subunit, values in {
        Subunit.GLUN2A: (0.33, 5.35),
        Subunit.GLUN2B: (0.31, 5.08),
        Subunit.GLUN2C: (0.51, 1.18),
        Subunit.GLUN2D: (0.83, 2.95),
    }.items()
}
