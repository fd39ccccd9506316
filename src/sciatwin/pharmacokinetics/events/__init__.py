"""Dosing events of the field, solved exactly, and NONMEM-style data sets."""

from sciatwin.pharmacokinetics.events.columns import Censoring, Evid, Layout
from sciatwin.pharmacokinetics.events.data_set import DataRecord, DataSet
from sciatwin.pharmacokinetics.events.kinetics import Kinetics, kinetics_of_system, rate_matrix
from sciatwin.pharmacokinetics.events.predict import events_of, predict_amounts, predict_observed
from sciatwin.pharmacokinetics.events.reader import read_nonmem
from sciatwin.pharmacokinetics.events.records import (
    Dose,
    Event,
    Modelled,
    Observation,
    OtherEvent,
    Reset,
    SteadyInfusion,
    SteadyState,
    doses_of,
)
from sciatwin.pharmacokinetics.events.shared import DosedSystem
from sciatwin.pharmacokinetics.events.solver import Carry, amounts_at, solve_events
from sciatwin.pharmacokinetics.events.writer import write_nonmem

__all__ = [
    "Carry",
    "Censoring",
    "DataRecord",
    "DataSet",
    "Dose",
    "DosedSystem",
    "Event",
    "Evid",
    "Kinetics",
    "Layout",
    "Modelled",
    "Observation",
    "OtherEvent",
    "Reset",
    "SteadyInfusion",
    "SteadyState",
    "amounts_at",
    "doses_of",
    "events_of",
    "kinetics_of_system",
    "predict_amounts",
    "predict_observed",
    "rate_matrix",
    "read_nonmem",
    "solve_events",
    "write_nonmem",
]
