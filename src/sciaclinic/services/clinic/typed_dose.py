"""Rates and doses as they were typed, in the terms of the pump."""

from collections.abc import Mapping
from typing import Any

from sciaclinic.episode.bodies_of_session import DoseUnit, RateUnit
from sciaclinic.episode.chart import Chart
from sciaclinic.episode.kinds import Kind
from sciatwin.errors import Fault, InvalidInputError

_RATES = (Kind.STARTED, Kind.RATE_SET, Kind.RESUMED)


def with_pump_values(kind: Kind, body: Mapping[str, Any], chart: Chart) -> dict[str, Any]:
    """The body with what the pump or the syringe shows beside what was typed. Raises: InvalidInputError."""
    if kind in _RATES:
        entered, unit = _entered(kind, body), RateUnit(_choice(kind, body, list(RateUnit)))
        rate = chart.order.rate_ml_per_h(entered, unit, chart.concentration_mg_per_ml)
        return {**body, "entered": entered, "rate_ml_per_h": rate}
    if kind is Kind.BOLUS_GIVEN:
        entered, dose = _entered(kind, body), DoseUnit(_choice(kind, body, list(DoseUnit)))
        return {
            **body,
            "entered": entered,
            "bolus_ml": chart.order.bolus_ml(entered, dose, chart.concentration_mg_per_ml),
        }
    return dict(body)


def _entered(kind: Kind, body: Mapping[str, Any]) -> float:
    value = body.get("entered")
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e6:
        raise InvalidInputError(f"'{kind}'", [Fault("entered", f"got {value!r}; write a number with its unit.")])
    return float(value)


def _choice(kind: Kind, body: Mapping[str, Any], units: list[Any]) -> Any:
    unit = body.get("unit")
    if unit not in units:
        known = ", ".join(units)
        raise InvalidInputError(f"'{kind}'", [Fault("unit", f"got {unit!r}; one of {known} is needed.")])
    return unit
