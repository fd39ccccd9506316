"""The people of a population fit from a NONMEM-style data set."""

from collections.abc import Iterator, Sequence

import numpy as np

from sciatwin.errors import InvalidInputError, ModelError
from sciatwin.individualise.nonmem_doses import GivenDose, dose_faults, doses_of, where
from sciatwin.individualise.population.cohort import Person
from sciatwin.pharmacokinetics.events import Censoring, DataRecord, DataSet, Evid
from sciatwin.regimen import Bolus, DosingEvent, Infusion

_USUAL_WEIGHT_KG = 70.0


def people_of(data: DataSet, *, weight: str | None = None) -> tuple[Person, ...]:
    """Everybody who has a level: doses into the dose compartment, levels of the observed one.

    Args:
        weight: covariate that holds body weight in kg; without it everybody weighs 70 kg.
    Raises: ModelError if there is no such covariate in kg; InvalidInputError naming every row that a population fit
        cannot use, such as a level below the limit of quantification: give it MDV 1 to leave it out.
    """
    if weight is not None and weight not in data.layout.covariates:
        raise ModelError(f"there is no covariate '{weight}' (known: {', '.join(data.layout.covariates) or 'none'}).")
    if weight is not None and data.layout.covariates[weight] != "kg":
        raise ModelError(f"'{weight}' is declared in {data.layout.covariates[weight]}; body weight is needed in kg.")
    people = [(name, list(records)) for name, records in data.individuals()]
    if faults := [fault for _, records in people for fault in _faults(records, data, weight)]:
        raise InvalidInputError("data set", faults)
    found = (_person(name, records, data, weight) for name, records in people)
    return tuple(person for person in found if person is not None)


def _person(name: str, records: Sequence[DataRecord], data: DataSet, weight: str | None) -> Person | None:
    seen = [record for record in records if _is_level(record)]
    if not seen:
        return None
    doses = (dose for record in records for dose in doses_of(record, data))
    return Person(
        name=name,
        events=tuple(_event(dose) for dose in doses),
        times_h=np.array([record.time for record in seen]) * data.layout.hours,
        level_ng_per_ml=np.array([record.dv for record in seen], dtype=float) * data.layout.ng_per_ml,
        weight_kg=records[0].covariates[weight] if weight else _USUAL_WEIGHT_KG,
    )


def _is_level(record: DataRecord) -> bool:
    return record.evid is Evid.OBSERVATION and not record.mdv


def _event(dose: GivenDose) -> DosingEvent:
    if dose.duration_h == 0:
        return Bolus(start_h=dose.start_h, dose_mg=dose.amount_mg)
    return Infusion(start_h=dose.start_h, duration_h=dose.duration_h, dose_mg=dose.amount_mg)


def _faults(records: Sequence[DataRecord], data: DataSet, weight: str | None) -> Iterator[str]:
    for record in records:
        faults = [*dose_faults(record, data, data.layout.dose_compartment), *_level_faults(record, data)]
        if weight and record.covariates[weight] != records[0].covariates[weight]:
            faults.append(
                f"{weight}: got {record.covariates[weight]:g}; a person has one weight here, that of the first row."
            )
        yield from (f"{where(record)}, {fault}" for fault in faults)


def _level_faults(record: DataRecord, data: DataSet) -> Iterator[str]:
    if not _is_level(record):
        return
    name = data.layout.compartments[record.cmt - 1] if record.cmt else data.layout.observed_compartment
    if name != data.layout.observed_compartment:
        yield f"CMT: a level of '{name}'. Only levels of '{data.layout.observed_compartment}' are fitted."
    if record.censoring is not Censoring.NONE:
        yield "CENS: a level beyond a limit is not fitted. Write MDV 1 to leave it out."
