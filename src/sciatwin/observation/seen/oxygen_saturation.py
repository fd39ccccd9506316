"""One reading of a pulse oximeter. It decides on a further session; nothing is learned from it."""

from collections.abc import Iterator
from dataclasses import dataclass

from sciatwin.observation.checks import refuse, time_faults

_LOWEST_PERCENT, _HIGHEST_PERCENT = 10.0, 100.0


@dataclass(frozen=True, kw_only=True)
class OxygenSaturation:
    """SpO2 in per cent, as the monitor shows it."""

    time_h: float
    saturation_percent: float

    def __post_init__(self) -> None:
        refuse(f"OxygenSaturation at {self.time_h:g} h", self._faults())

    def _faults(self) -> Iterator[str]:
        yield from time_faults(self.time_h)
        if not _LOWEST_PERCENT <= self.saturation_percent <= _HIGHEST_PERCENT:
            yield (
                f"saturation_percent: got {self.saturation_percent:g}; saturation goes from {_LOWEST_PERCENT:g} to "
                f"{_HIGHEST_PERCENT:g} %. Write per cent, such as 97, not 0.97."
            )
