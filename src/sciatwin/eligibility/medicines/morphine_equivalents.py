"""Daily opioid exposure in milligrams of oral morphine."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict

from sciatwin.eligibility.data_files import read_file
from sciatwin.eligibility.medicines.formulary import formulary
from sciatwin.evidence import Source
from sciatwin.patient import Medicine


class ConversionTable(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    factors: Mapping[str, float]
    special_care: tuple[str, ...]
    says: str
    source: Source
    note: str


@dataclass(frozen=True)
class OpioidLoad:
    """``not_counted`` says for each opioid without a number why it has none; the sum then is too low."""

    mme_per_day: float
    counted: tuple[str, ...]
    not_counted: tuple[str, ...]
    special_care: tuple[str, ...]

    def __str__(self) -> str:
        if not self.counted and not self.not_counted:
            return "no opioid"
        lines = [f"{self.mme_per_day:g} mg morphine equivalents a day"] if self.counted else []
        lines += [f"{name} needs special care when converted" for name in self.special_care]
        return "; ".join([*lines, *self.not_counted])


def morphine_equivalents(medicines: tuple[Medicine, ...]) -> OpioidLoad:
    """Sum of daily dose × factor over the oral opioids on a list. Source: see ``conversion_table().source``."""
    opioids = [m for m in medicines if "opioid" in formulary().recognise(m.name).classes]
    obstacles = {opioid: _obstacle(opioid) for opioid in opioids}
    counted = [opioid for opioid in opioids if not obstacles[opioid]]
    return OpioidLoad(
        mme_per_day=round(sum(map(_equivalent_mg, counted)), 6),
        counted=tuple(opioid.name for opioid in counted),
        not_counted=tuple(f"{opioid.name} is not counted: {why}" for opioid, why in obstacles.items() if why),
        special_care=tuple(o.name for o in counted if _international_name(o) in conversion_table().special_care),
    )


@cache
def conversion_table() -> ConversionTable:
    return read_file("medicines/morphine_equivalents.yaml", ConversionTable)


def _international_name(opioid: Medicine) -> str:
    return " with ".join(formulary().recognise(opioid.name).medicines)


def _obstacle(opioid: Medicine) -> str:
    """Why no morphine equivalent can be given; empty if it can."""
    if _international_name(opioid) not in conversion_table().factors:
        return "there is no conversion factor for it"
    if opioid.route.casefold() != "oral":
        return f"its route is {opioid.route}, and the factors are for oral doses"
    if opioid.dose_mg is None or opioid.times_per_day is None:
        return "its dose or times per day are not known"
    return ""


def _equivalent_mg(opioid: Medicine) -> float:
    daily_mg = (opioid.dose_mg or 0.0) * (opioid.times_per_day or 0.0)
    return daily_mg * conversion_table().factors[_international_name(opioid)]
