"""Rows of a NONMEM-style data set as frozen records, checked when they are made.

Values stay as written, in the units that the `Layout` declares, so that writing and reading loses nothing.
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby

from sciatwin.errors import InvalidInputError
from sciatwin.pharmacokinetics.events.columns import (
    LONGEST_H,
    MOST_ADDITIONAL,
    Censoring,
    Evid,
    Layout,
    begins_as_comment,
)

_NUMBER = re.compile(r"[+-]?(\d{1,40}\.?\d{0,40}|\.\d{1,40})([eE][+-]?\d{1,2})?")


@dataclass(frozen=True, kw_only=True)
class DataRecord:
    """One row. Field names are the columns'; 0 stands for "not given" in dosing columns, as in the files.

    An ID that is a number is kept in its shortest form, so that 1 and 1.0 are one person, as NONMEM reads them.
    ``line`` is where the row stood in a file; it does not count when records are compared.
    """

    id: str
    time: float
    evid: Evid
    mdv: bool
    amt: float = 0.0
    rate: float = 0.0
    dur: float = 0.0
    cmt: int = 0
    addl: int = 0
    ii: float = 0.0
    ss: int = 0
    dv: float | None = None
    censoring: Censoring = Censoring.NONE
    lloq: float | None = None
    covariates: Mapping[str, float] = field(default_factory=dict)
    line: int = field(default=0, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", plain_id(self.id))
        faults = [*_identity_faults(self), *_value_faults(self), *_dose_faults(self), *_observation_faults(self)]
        if faults:
            raise InvalidInputError(f"line {self.line}" if self.line else f"record of ID {self.id}", faults)

    @property
    def limit(self) -> float | None:
        """Limit that a censored value lies below or above, in the unit of DV."""
        if self.censoring is Censoring.BELOW and self.lloq is not None:
            return self.lloq
        return None if self.censoring is Censoring.NONE else self.dv


def where(record: DataRecord) -> str:
    """A row as a fault names it."""
    return f"line {record.line}" if record.line else f"TIME {record.time:g}"


@dataclass(frozen=True, kw_only=True)
class DataSet:
    """Records of all individuals, each individual's together and in order of time except at resets."""

    layout: Layout
    records: tuple[DataRecord, ...]

    def __post_init__(self) -> None:
        if faults := list(order_faults(self.records, self.layout)):
            raise InvalidInputError("data set", faults)

    def individuals(self) -> Iterator[tuple[str, tuple[DataRecord, ...]]]:
        """Each ID with its records, in the order of the file."""
        for key, records in groupby(self.records, key=lambda record: record.id):
            yield key, tuple(records)


def plain_id(text: str) -> str:
    """An ID that is a number in its shortest form, without an exponent; any other as it is."""
    if not _NUMBER.fullmatch(text):
        return text
    plain = format(Decimal(text), "f")
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain == "-0" else plain


def order_faults(records: tuple[DataRecord, ...], layout: Layout) -> Iterator[str]:
    """Faults that only show between records, or against the layout."""
    last: dict[str, tuple[int, DataRecord]] = {}
    for row, record in enumerate(records):
        where = f"line {record.line}" if record.line else f"record {row + 1}"
        yield from (f"{where}, {fault}" for fault in _layout_faults(record, layout))
        earlier_row, earlier = last.get(record.id, (row - 1, record))
        if earlier_row != row - 1:
            yield (
                f"{where}, ID: '{record.id}' comes again after another ID. Put its rows together; if it is another "
                "person, give a new ID."
            )
        elif record.time < earlier.time and record.evid not in (Evid.RESET, Evid.RESET_AND_DOSE):
            yield (
                f"{where}, TIME: {record.time:g} comes after {earlier.time:g} of the same ID ('{record.id}'). Sort "
                "the rows, or start anew with EVID 3 or 4."
            )
        last[record.id] = row, record


def _layout_faults(record: DataRecord, layout: Layout) -> Iterator[str]:
    if not 0 <= record.cmt <= len(layout.compartments):
        known = ", ".join(f"{number} {name}" for number, name in enumerate(layout.compartments, start=1))
        yield f"CMT: got {record.cmt}; known are 0 (default), {known}. Compartments cannot be switched off."
    if begins_as_comment(record.id, layout.comments):
        yield f"ID: got '{record.id}', which begins as a comment does here. Rename it, or say other comments."
    for name, hours in _spans_h(record, layout):
        if not hours <= LONGEST_H:
            yield f"{name}: makes {hours:.3g} h; more than {LONGEST_H:,.0f} h (170 years) cannot be meant. Correct it."
    if record.addl > MOST_ADDITIONAL:
        yield f"ADDL: got {record.addl}; at most {MOST_ADDITIONAL:,} further doses are given. Correct it."
    for name, value in record.covariates.items():
        if name in layout.covariates and layout.must_be_positive(name) and not value > 0:
            yield f"{name}: got {value:g}; a weight or height in {layout.covariates[name]} must be more than 0."
    if set(record.covariates) != set(layout.covariates):
        yield (
            f"covariates: got {', '.join(record.covariates) or 'none'}; the layout declares "
            f"{', '.join(layout.covariates) or 'none'}. Give every record a value of each."
        )


def _spans_h(record: DataRecord, layout: Layout) -> Iterator[tuple[str, float]]:
    """Times that a row asks for, by the column that says so."""
    yield "TIME", abs(record.time) * layout.hours
    yield "II", record.ii * layout.hours
    yield "DUR", record.dur * layout.hours
    yield "ADDL", record.addl * record.ii * layout.hours
    if record.rate > 0:
        yield "RATE", record.amt / record.rate * layout.hours


def _identity_faults(record: DataRecord) -> Iterator[str]:
    if not record.id or record.id != record.id.strip() or record.id == "." or record.id.startswith("#"):
        yield f"ID: got '{record.id}'; a number or name is needed that is not '.', and does not begin with '#'."
    if not record.id.isprintable():
        yield f"ID: got {record.id!a}, with a character that cannot be seen. Remove it."
    for name, value in record.covariates.items():
        if not math.isfinite(value):
            yield f"{name}: got {value}; a finite number is needed."


def _value_faults(record: DataRecord) -> Iterator[str]:
    if not math.isfinite(record.time):
        yield f"TIME: got {record.time}; a finite number is needed."
    for name in ("amt", "dur", "addl", "ii"):
        if not 0 <= getattr(record, name) < math.inf:
            yield f"{name.upper()}: got {getattr(record, name):g}; it must be 0 or more and finite."
    if not (0 <= record.rate < math.inf or record.rate in (-1, -2)):
        yield f"RATE: got {record.rate:g}; it must be above 0, 0 (bolus), -1 (modelled rate) or -2 (modelled duration)."
    if record.ss not in (0, 1, 2):
        yield f"SS: got {record.ss}; it must be 0, 1 (replaces what is there) or 2 (adds to it)."
    for name, level in (("DV", None if record.mdv else record.dv), ("LLOQ", record.lloq)):
        if level is not None and not 0 <= level < math.inf:
            yield (
                f"{name}: got {level:g}; a level must be 0 or more and finite. Write '.' for missing, BLQ 1 for below "
                "the limit; bring values on a log scale back first."
            )


def _dose_faults(record: DataRecord) -> Iterator[str]:
    given = {name: getattr(record, name) for name in ("amt", "rate", "dur", "addl", "ii", "ss")}
    if not record.evid.is_dose:
        for name, value in given.items():
            if value != 0:
                yield f"{name.upper()}: got {value:g} with EVID {record.evid:d}. Doses need EVID 1 or 4; else write 0."
        return
    if record.rate != 0 and record.dur != 0:
        yield f"DUR: got {record.dur:g} beside RATE {record.rate:g}. Keep one; AMT gives the other."
    if record.amt == 0:
        yield from _no_amount_faults(record)
        return
    if record.addl > 0 and record.ii == 0:
        yield f"II: got 0 with ADDL {record.addl}. Give the time between the doses, or ADDL 0."
    if record.ss in (1, 2) and record.ii == 0:
        yield (
            f"II: got 0 with SS {record.ss} and AMT {record.amt:g}. Give the time between the doses; for a constant "
            "infusion write AMT 0 and its RATE."
        )


def _no_amount_faults(record: DataRecord) -> Iterator[str]:
    """A dose without an amount is the end of an endless constant infusion, or nothing."""
    if record.ss not in (1, 2) or not (record.rate > 0 or record.rate == -1):
        yield (
            f"AMT: got 0 with EVID {record.evid:d}. Give the amount; EVID 2 marks a time without a dose; SS 1 with a "
            "RATE and II 0 is an endless infusion."
        )
    for name in ("ii", "addl"):
        if record.ss and (value := getattr(record, name)) > 0:
            yield f"{name.upper()}: got {value:g} with SS {record.ss} and AMT 0 (an endless infusion). Write 0."


def _observation_faults(record: DataRecord) -> Iterator[str]:
    observed = record.evid is Evid.OBSERVATION and not record.mdv
    if record.evid is not Evid.OBSERVATION and not record.mdv:
        yield f"MDV: got 0 with EVID {record.evid:d}. Only EVID 0 observes; write MDV 1."
    if observed and record.dv is None and record.censoring is Censoring.NONE:
        yield "DV: missing on an observation. Give a value, MDV 1 to predict only, or BLQ 1 with LLOQ."
    if record.censoring is not Censoring.NONE and not record.limit:
        wanted = "Give LLOQ, or the limit as DV" if record.censoring is Censoring.BELOW else "Give the limit as DV"
        yield f"{'BLQ' if record.censoring is Censoring.BELOW else 'CENS'}: censored without a limit above 0. {wanted}."
