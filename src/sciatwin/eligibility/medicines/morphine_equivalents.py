"""Daily opioid exposure in milligrams of oral morphine."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict

from sciatwin.eligibility.data_files import read_file
from sciatwin.eligibility.medicines.formulary import formulary
from sciatwin.evidence import Source
from sciatwin.patient import Medicine, MedicineRoute
from sciatwin.units import parse_quantity

_UG_PER_MG = 1000.0
_RATE_IN_A_NAME = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:µg|μg|mcg|ug)\s*/\s*h", re.IGNORECASE)


class ConversionTable(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    factors: Mapping[str, float]
    patch_factors: Mapping[str, float]
    special_care: tuple[str, ...]
    never_converted: Mapping[str, str]
    says: str
    source: Source
    never_converted_source: Source
    note: str


@dataclass(frozen=True)
class OpioidLoad:
    """``not_counted`` says for each opioid without a number why it has none; the sum then is too low."""

    mme_per_day: float
    counted: tuple[str, ...]
    not_counted: tuple[str, ...]
    special_care: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        return not self.not_counted

    def __str__(self) -> str:
        if not self.counted and not self.not_counted:
            return "no opioid"
        lines = [f"{name} needs special care when converted" for name in self.special_care]
        return "; ".join([self._sum, *lines, *self.not_counted])

    @property
    def _sum(self) -> str:
        if not self.counted:
            return "morphine equivalents not known"
        total = f"{self.mme_per_day:g} mg morphine equivalents a day"
        return total if self.is_complete else f"incomplete: at least {total}"


def morphine_equivalents(medicines: tuple[Medicine, ...]) -> OpioidLoad:
    """Sum of daily dose × factor over the opioids on a list, by mouth or as a patch of fentanyl.

    Source: see ``conversion_table().source``.
    """
    opioids = [m for m in medicines if "opioid" in formulary().recognise(m.written).classes]
    obstacles = {opioid: _obstacle(opioid) for opioid in opioids}
    counted = [opioid for opioid in opioids if not obstacles[opioid]]
    return OpioidLoad(
        mme_per_day=round(sum(map(_equivalent_mg, counted)), 6),
        counted=tuple(opioid.name for opioid in counted),
        not_counted=tuple(f"{opioid.name} is not counted: {why}" for opioid, why in obstacles.items() if why),
        special_care=tuple(o.name for o in counted if _opioid(o) in conversion_table().special_care),
    )


@cache
def conversion_table() -> ConversionTable:
    return read_file("medicines/morphine_equivalents.yaml", ConversionTable)


def _opioid(listed: Medicine) -> str:
    return formulary().recognise(listed.written).medicines[0]


def _obstacle(listed: Medicine) -> str:
    """Why no morphine equivalent can be given; empty if it can."""
    table, read = conversion_table(), formulary().recognise(listed.written)
    if len(read.medicines) > 1:
        return "its name holds more than one medicine, and whose dose is given is not known; list the opioid by itself"
    if _opioid(listed) in table.never_converted:
        return table.never_converted[_opioid(listed)]
    if listed.is_patch:
        return _obstacle_of_a_patch(listed)
    if _opioid(listed) not in table.factors:
        return "there is no conversion factor for it"
    if listed.route != MedicineRoute.ORAL:
        return f"its route is {listed.route}, and the factors are for oral doses"
    if listed.dose_mg is None or listed.times_per_day is None:
        return "its dose or times per day are not known"
    return ""


def _obstacle_of_a_patch(listed: Medicine) -> str:
    if _opioid(listed) not in conversion_table().patch_factors:
        return "there is no conversion factor for its patch"
    return "" if _rate_ug_per_h(listed) else "a patch is counted by its rate, written as dose: 25 µg/h"


def _equivalent_mg(listed: Medicine) -> float:
    table = conversion_table()
    if listed.is_patch:
        return _rate_ug_per_h(listed) * table.patch_factors[_opioid(listed)]
    return (listed.dose_mg or 0.0) * (listed.times_per_day or 0.0) * table.factors[_opioid(listed)]


def _rate_ug_per_h(listed: Medicine) -> float:
    """What a patch gives, from its rate or from its name as in "fentanyl 25 mcg/h patch"; 0 if not known."""
    if listed.rate_mg_per_h is not None:
        return listed.rate_mg_per_h * _UG_PER_MG
    in_name = _RATE_IN_A_NAME.search(listed.name)
    return parse_quantity(f"{in_name.group(1)} µg/h", "drug rate") * _UG_PER_MG if in_name else 0.0
