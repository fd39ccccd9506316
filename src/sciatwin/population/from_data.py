"""The people of a population fit from a NONMEM-style data set."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from sciatwin.errors import InvalidInputError, ModelError
from sciatwin.pharmacokinetics.events import (
    Censoring,
    DataRecord,
    DataSet,
    Evid,
    Layout,
    Observation,
    OtherEvent,
    events_of,
)
from sciatwin.pharmacokinetics.events.columns import KINDS_OF_READING
from sciatwin.pharmacokinetics.events.data_set import where
from sciatwin.population.person import Person

_USUAL_WEIGHT_KG = 70.0


def people_of(
    data: DataSet, *, weight: str | None = None, levels_where: Mapping[str, float] | None = None
) -> tuple[Person, ...]:
    """Everybody who has a level of the observed compartment, with every dosing record that the event solver takes.

    A dose enters the compartment of its name; the layout's dose compartment is the state that the structure doses,
    unless the structure has a compartment of this name. Rows act in the order of the file: a level above a dose of the
    same time does not see it.

    Args:
        weight: covariate that holds body weight in kg; without it everybody weighs 70 kg.
        levels_where: covariate → value of the rows that are fitted, such as {"DVID": 1} where there are two kinds of
            reading; other readings are left out.
    Raises: ModelError if there is no such covariate (in kg, for the weight); InvalidInputError naming every row that a
        population fit cannot use, such as a level below the limit of quantification: give it MDV 1 to leave it out.
    """
    chosen = dict(levels_where or {})
    _require_columns(data.layout, weight, chosen)
    people = [(name, list(records)) for name, records in data.individuals()]
    faults = [fault for _, records in people for fault in _faults(records, data, weight, chosen)]
    faults += _faults_of_kinds(data, chosen)
    if faults:
        raise InvalidInputError("data set", faults)
    found = (_person(name, records, data, weight, chosen) for name, records in people)
    return tuple(person for person in found if person is not None)


def _require_columns(layout: Layout, weight: str | None, chosen: Mapping[str, float]) -> None:
    known = ", ".join(layout.covariates) or "none"
    for name in [*([weight] if weight else []), *chosen]:
        if name not in layout.covariates:
            raise ModelError(f"there is no covariate '{name}' (known: {known}).")
    if weight and layout.covariates[weight] != "kg":
        raise ModelError(f"'{weight}' is declared in {layout.covariates[weight]}; body weight is needed in kg.")


def _person(
    name: str, records: Sequence[DataRecord], data: DataSet, weight: str | None, chosen: Mapping[str, float]
) -> Person | None:
    seen = [record for record in records if _is_level(record, chosen)]
    if not seen:
        return None
    pairs = zip(records, events_of(records, data.layout), strict=True)
    kept = [
        (where(record), event)
        for record, event in pairs
        if not isinstance(event, Observation | OtherEvent) or _is_level(record, chosen)
    ]
    return Person(
        name=name,
        events=tuple(event for _, event in kept),
        rows=tuple(row for row, _ in kept),
        dose_compartment=data.layout.dose_compartment,
        times_h=np.array([record.time for record in seen]) * data.layout.hours,
        level_ng_per_ml=np.array([record.dv for record in seen], dtype=float) * data.layout.ng_per_ml,
        weight_kg=records[0].covariates[weight] if weight else _USUAL_WEIGHT_KG,
    )


def _is_level(record: DataRecord, chosen: Mapping[str, float]) -> bool:
    read = record.evid is Evid.OBSERVATION and not record.mdv
    return read and all(record.covariates[name] == value for name, value in chosen.items())


def _faults(
    records: Sequence[DataRecord], data: DataSet, weight: str | None, chosen: Mapping[str, float]
) -> Iterator[str]:
    for record in records:
        faults = list(_level_faults(record, data)) if _is_level(record, chosen) else []
        if weight and record.covariates[weight] != records[0].covariates[weight]:
            faults.append(
                f"{weight}: got {record.covariates[weight]:g}; a person has one weight here, that of the first row."
            )
        yield from (f"{where(record)}, {fault}" for fault in faults)


def _level_faults(record: DataRecord, data: DataSet) -> Iterator[str]:
    name = data.layout.compartments[record.cmt - 1] if record.cmt else data.layout.observed_compartment
    if name != data.layout.observed_compartment:
        yield f"CMT: a level of '{name}'. Only levels of '{data.layout.observed_compartment}' are fitted."
    if record.censoring is not Censoring.NONE:
        yield "CENS: a level beyond a limit is not fitted. Write MDV 1 to leave it out."


def _faults_of_kinds(data: DataSet, chosen: Mapping[str, float]) -> Iterator[str]:
    """Readings of several kinds are never one: which are levels must be said."""
    levels = [record for record in data.records if _is_level(record, chosen)]
    for name in data.layout.covariates:
        if name.upper() not in KINDS_OF_READING or not levels:
            continue
        first = levels[0]
        for record in levels:
            if record.covariates[name] != first.covariates[name]:
                yield (
                    f"{where(record)}, {name}: a reading of kind {record.covariates[name]:g}, beside kind "
                    f"{first.covariates[name]:g} ({where(first)}). Say which are levels, such as "
                    f"levels_where={{'{name}': {first.covariates[name]:g}}}."
                )
