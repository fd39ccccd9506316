"""Units of a measured level. A mass says whether it is counted as base or as hydrochloride; neither is guessed."""

from collections.abc import Mapping
from enum import StrEnum

from sciatwin.analytes import Analyte
from sciatwin.errors import UnitError
from sciatwin.units import (
    factor,
    hydrochloride_to_base_mg,
    is_unit_of,
    spelled,
    units_of,
)


class MassOf(StrEnum):
    """What a mass of ketamine counts."""

    BASE = "base"
    HYDROCHLORIDE = "hydrochloride"


# unit → µmol/L
_MOLAR: Mapping[str, float] = {"µmol/L": 1.0, "nmol/L": 1e-3}

_KETAMINE = (Analyte.KETAMINE, Analyte.S_KETAMINE, Analyte.R_KETAMINE)


def is_molar(unit: str) -> bool:
    """True for amounts of substance, which are the same for base and hydrochloride."""
    return spelled(unit) in _MOLAR


def level_ng_per_ml(value: float, unit: str, analyte: Analyte, mass_of: MassOf | None) -> float:
    """A level as ng of base per mL. ``mass_of`` is not needed for molar units.

    Raises: UnitError if the unit is unknown, or a mass does not say what it counts.
    """
    if is_molar(unit):
        return value * _MOLAR[spelled(unit)] * analyte.g_per_mol
    if not is_unit_of(unit, "concentration"):
        known = ", ".join((*units_of("concentration"), *_MOLAR))
        raise UnitError(f"unknown unit '{unit}' for a concentration (one of: {known})")
    level = value * factor(unit, "concentration")
    if mass_of is None:
        raise UnitError("base or hydrochloride is needed with a unit of mass")
    if mass_of is MassOf.BASE:
        return level
    if analyte not in _KETAMINE:
        raise UnitError(f"the hydrochloride of {analyte} is not converted; give base, or µmol/L")
    return hydrochloride_to_base_mg(level)
