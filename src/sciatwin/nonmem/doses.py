"""Doses of a NONMEM-style data set, row by row, as what a pump gave."""

from collections.abc import Iterator
from typing import NamedTuple

from sciatwin.pharmacokinetics.events import DataRecord, DataSet, Evid
from sciatwin.pharmacokinetics.events.data_set import where


def dose_faults(record: DataRecord, data: DataSet, intravenous: str) -> Iterator[str]:
    if record.evid in (Evid.RESET, Evid.RESET_AND_DOSE):
        yield f"EVID: got {record.evid:d}. Time does not start anew in one person; what follows is another ID."
    if record.evid is not Evid.DOSE:
        return
    if record.ss:
        yield f"SS: got {record.ss}. What was given before is not known; write out the doses."
    if record.rate < 0:
        yield f"RATE: got {record.rate:g}. No model gives it here; write the rate or the duration of the session."
    name = data.layout.compartments[record.cmt - 1] if record.cmt else data.layout.dose_compartment
    if name != intravenous:
        yield f"CMT: the dose enters '{name}'. Only doses into '{intravenous}' are infusions."


class GivenDose(NamedTuple):
    """A dose as its row says; a duration of 0 is a bolus."""

    where: str
    start_h: float
    duration_h: float
    amount_mg: float


def doses_of(record: DataRecord, data: DataSet) -> Iterator[GivenDose]:
    """Every dose that a row stands for."""
    if record.evid is not Evid.DOSE or record.ss:
        return
    hours, amount_mg = data.layout.hours, record.amt * data.layout.milligrams
    duration = record.amt / record.rate if record.rate > 0 else record.dur
    for number in range(record.addl + 1):
        start = record.time + number * record.ii
        yield GivenDose(where(record), start * hours, duration * hours, amount_mg)
