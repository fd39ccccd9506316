"""Predictions for every row of a data set."""

from collections.abc import Callable, Sequence

import numpy as np

from sciatwin.pharmacokinetics.events.columns import Evid, Layout
from sciatwin.pharmacokinetics.events.data_set import DataRecord, DataSet
from sciatwin.pharmacokinetics.events.kinetics import Kinetics
from sciatwin.pharmacokinetics.events.records import (
    Dose,
    Event,
    Modelled,
    Observation,
    OtherEvent,
    Reset,
    SteadyInfusion,
    SteadyState,
)
from sciatwin.pharmacokinetics.events.solver import Carry, solve_events

KineticsOf = Callable[[DataRecord], Kinetics]

_STEADY = {0: SteadyState.NONE, 1: SteadyState.REPLACE, 2: SteadyState.ADD}
_MODELLED = {-1.0: Modelled.RATE, -2.0: Modelled.DURATION}


def events_of(records: Sequence[DataRecord], layout: Layout) -> tuple[Event, ...]:
    """Records of one individual as events, in hours and mg."""
    return tuple(_event(record, layout) for record in records)


def predict_amounts(data: DataSet, kinetics_of: KineticsOf, *, carry: Carry = Carry.BACKWARD) -> np.ndarray:
    """Amounts in mg just after each row, shape (rows, compartments).

    Args:
        kinetics_of: parameters for a row, from its ID and covariates.
        carry: whose parameters hold between two rows; by default those of the later one, as in NONMEM.
    """
    blocks = [
        solve_events(events_of(records, data.layout), [kinetics_of(record) for record in records], carry=carry)
        for _, records in data.individuals()
    ]
    return np.concatenate(blocks) if blocks else np.empty((0, len(data.layout.compartments)))


def predict_observed(data: DataSet, kinetics_of: KineticsOf, *, carry: Carry = Carry.BACKWARD) -> np.ndarray:
    """Levels in the unit of DV just after each row, shape (rows,).

    An observation is of its own compartment, any other row of the layout's observed one. The row's own parameters
    turn the amount into a level.
    """
    amounts = predict_amounts(data, kinetics_of, carry=carry)
    levels = np.empty(len(data.records))
    for row, (record, amount_mg) in enumerate(zip(data.records, amounts, strict=True)):
        kinetics = kinetics_of(record)
        compartment = _observed(record, data.layout)
        scale = kinetics.modelled("conc_ng_per_ml_per_mg", compartment)
        levels[row] = amount_mg[kinetics.index(compartment)] * scale / data.layout.ng_per_ml
    return levels


def _observed(record: DataRecord, layout: Layout) -> str:
    is_named = record.evid is Evid.OBSERVATION and record.cmt > 0
    return layout.compartments[record.cmt - 1] if is_named else layout.observed_compartment


def _event(record: DataRecord, layout: Layout) -> Event:
    time_h = record.time * layout.hours
    if record.evid is Evid.OBSERVATION:
        return Observation(time_h=time_h)
    if record.evid is Evid.OTHER:
        return OtherEvent(time_h=time_h)
    if record.evid is Evid.RESET:
        return Reset(time_h=time_h)
    return _steady_infusion(record, layout) if record.amt == 0 else _dose(record, layout)


def _dose(record: DataRecord, layout: Layout) -> Dose:
    return Dose(
        time_h=record.time * layout.hours,
        amount_mg=record.amt * layout.milligrams,
        compartment=_dosed(record, layout),
        rate_mg_per_h=_rate_mg_per_h(record, layout),
        duration_h=record.dur * layout.hours or None,
        modelled=_MODELLED.get(record.rate, Modelled.NOTHING),
        additional=record.addl,
        interval_h=record.ii * layout.hours,
        steady_state=_STEADY[record.ss],
        reset_first=record.evid is Evid.RESET_AND_DOSE,
    )


def _steady_infusion(record: DataRecord, layout: Layout) -> SteadyInfusion:
    return SteadyInfusion(
        time_h=record.time * layout.hours,
        compartment=_dosed(record, layout),
        rate_mg_per_h=_rate_mg_per_h(record, layout),
        steady_state=_STEADY[record.ss],
        reset_first=record.evid is Evid.RESET_AND_DOSE,
    )


def _dosed(record: DataRecord, layout: Layout) -> str:
    return layout.compartments[record.cmt - 1] if record.cmt > 0 else layout.dose_compartment


def _rate_mg_per_h(record: DataRecord, layout: Layout) -> float | None:
    return record.rate * layout.milligrams / layout.hours if record.rate > 0 else None
