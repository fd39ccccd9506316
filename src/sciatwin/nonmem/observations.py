"""Observations of one person from a NONMEM-style data set, which numbers its kinds of reading by CMT or DVID."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sciatwin.analytes import Analyte, BloodSite, Drug
from sciatwin.errors import InvalidInputError, ModelError
from sciatwin.nonmem.doses import GivenDose, dose_faults, doses_of
from sciatwin.observation import (
    Concentration,
    Dissociation,
    GivenSession,
    Observation,
    Observations,
    OpioidUse,
    PainScore,
    Period,
    Questionnaire,
    QuestionnaireScore,
)
from sciatwin.observation.consistency import Placed, repeat_faults, session_faults
from sciatwin.observation.csv.columns import COLUMN_OF_FIELD
from sciatwin.pharmacokinetics.events import Censoring, DataRecord, DataSet, Evid
from sciatwin.pharmacokinetics.events.data_set import plain_id, where
from sciatwin.regimen import INJECTION_H

CMT = "CMT"


@dataclass(frozen=True, kw_only=True)
class LevelRow:
    """DV is a level of base, in the unit of DV that the layout declares."""

    analyte: Analyte
    site: BloodSite


@dataclass(frozen=True, kw_only=True)
class PainRow:
    """DV is leg pain from 0 to 10."""

    period: Period
    resolution: float = 1.0


@dataclass(frozen=True, kw_only=True)
class CadssRow:
    """DV is the CADSS."""


@dataclass(frozen=True, kw_only=True)
class QuestionnaireRow:
    """DV is the total of a form."""

    questionnaire: Questionnaire


@dataclass(frozen=True, kw_only=True)
class OpioidRow:
    """DV is mg of morphine equivalents a day."""


ScoreRow = PainRow | CadssRow | QuestionnaireRow | OpioidRow
Meaning = LevelRow | ScoreRow


@dataclass(frozen=True, kw_only=True)
class NonmemKey:
    """What a data set does not say of its rows.

    Attributes:
        meanings: what DV is, by number.
        column: where the number stands: "CMT", or a covariate of the layout such as "DVID".
        intravenous: compartment whose doses are infusions into a vein.
        drug: what was infused.
    """

    meanings: Mapping[int, Meaning]
    column: str
    intravenous: str
    drug: Drug


def observations_of_person(data: DataSet, person: str, key: NonmemKey) -> Observations:
    """Sessions and readings of one ID, in hours since its first dose.

    Rows with EVID 0 and MDV 1 hold no reading and EVID 2 is a time only: neither gives an observation. A bolus counts
    as injected over a minute; one at the start of an infusion belongs to its session.

    Raises: ModelError if there is no such person, compartment or column; InvalidInputError naming every row that
        cannot be what a clinic gave or saw.
    """
    records = _records_of(data, person, key)
    doses = [dose for record in records for dose in doses_of(record, data)]
    first_h = min((dose.start_h for dose in doses), default=0.0)
    faults = [f"{where(record)}, {fault}" for record in records for fault in dose_faults(record, data, key.intravenous)]
    faults += _bolus_faults(doses)
    sessions = _sessions(doses, first_h, key.drug, faults)
    if not faults:
        faults += session_faults(sessions)
    observed = []
    for record in records:
        if record.evid is Evid.OBSERVATION and not record.mdv:
            try:
                item = _observation(record, data, key, record.time * data.layout.hours - first_h)
                observed.append(Placed(where(record), item))
            except InvalidInputError as error:
                faults += [f"{where(record)}, {_by_column(fault)}" for fault in error.faults]
    faults += repeat_faults(observed)
    if faults:
        raise InvalidInputError(f"ID {person}", faults)
    return Observations(tuple(item.record for item in observed), tuple(item.record for item in sessions))


def _records_of(data: DataSet, person: str, key: NonmemKey) -> tuple[DataRecord, ...]:
    people = dict(data.individuals())
    person = plain_id(person)
    for what, name, known in (
        ("ID", person, list(people)),
        ("compartment", key.intravenous, list(data.layout.compartments)),
        ("column", key.column, [CMT, *data.layout.covariates]),
    ):
        if name not in known:
            raise ModelError(f"there is no {what} '{name}' (available: {', '.join(known)}).")
    return people[person]


def _bolus_faults(doses: Sequence[GivenDose]) -> Iterator[str]:
    """Two boluses at once may be one that was written twice."""
    first: dict[float, str] = {}
    for dose in doses:
        if dose.duration_h > 0:
            continue
        if dose.start_h in first:
            yield f"{dose.where}, TIME: a bolus at the time of that of {first[dose.start_h]}. Keep one, with its dose."
        first.setdefault(dose.start_h, dose.where)


def _sessions(doses: Sequence[GivenDose], first_h: float, drug: Drug, faults: list[str]) -> list[Placed[GivenSession]]:
    """Doses as sessions; what cannot be one goes to the faults."""
    placed: list[Placed[GivenSession]] = []
    boluses: dict[float, float] = {}
    for dose in doses:
        if dose.duration_h == 0:
            boluses[dose.start_h] = boluses.get(dose.start_h, 0.0) + dose.amount_mg
    for dose in sorted(doses, key=lambda dose: (dose.start_h, -dose.duration_h)):
        bolus_mg = boluses.pop(dose.start_h, None)
        if dose.duration_h == 0 and bolus_mg is None:  # part of the session that begins with it
            continue
        infused_mg = dose.amount_mg if dose.duration_h > 0 else 0.0
        try:
            session = GivenSession(
                start_h=dose.start_h - first_h,
                duration_h=dose.duration_h or INJECTION_H,
                dose_mg=infused_mg + (bolus_mg or 0.0),
                bolus_mg=bolus_mg or 0.0,
                drug=drug,
            )
            placed.append(Placed(dose.where, session))
        except InvalidInputError as error:
            faults += [f"{dose.where}, {fault}" for fault in error.faults]
    return placed


def _observation(record: DataRecord, data: DataSet, key: NonmemKey, time_h: float) -> Observation:
    """Raises: InvalidInputError if the row cannot be what its number says."""
    meaning, value = _meaning(record, data, key), record.dv
    if record.censoring is Censoring.ABOVE:
        raise InvalidInputError("row", ["CENS: got -1. A reading above a limit is not used; write MDV 1."])
    below = record.censoring is Censoring.BELOW
    if isinstance(meaning, LevelRow):
        given = (record.limit if below else value) or 0.0
        level = {"limit_ng_per_ml" if below else "conc_ng_per_ml": given * data.layout.ng_per_ml}
        return Concentration(time_h=time_h, analyte=meaning.analyte, site=meaning.site, **level)
    if below or value is None:
        raise InvalidInputError("row", ["DV: a score below a limit is not used; write the score, or MDV 1."])
    return _score(meaning, time_h, value)


def _by_column(fault: str) -> str:
    """A fault of a record, named by the column that its field came from."""
    name, text = fault.split(": ", 1)
    column = {"value": "DV", "": "TIME"}.get(COLUMN_OF_FIELD.get(name, name), name)
    return f"{column}: {text}"


def _meaning(record: DataRecord, data: DataSet, key: NonmemKey) -> Meaning:
    layout = data.layout
    default = layout.compartments.index(layout.observed_compartment) + 1
    number = (record.cmt or default) if key.column == CMT else record.covariates[key.column]
    if number not in key.meanings:
        known = ", ".join(map(str, key.meanings))
        raise InvalidInputError("row", [f"{key.column}: got {number:g}, which has no meaning here (known: {known})."])
    return key.meanings[int(number)]


def _score(meaning: ScoreRow, time_h: float, value: float) -> Observation:
    match meaning:
        case PainRow():
            return PainScore(time_h=time_h, score=value, period=meaning.period, resolution=meaning.resolution)
        case CadssRow():
            return Dissociation(time_h=time_h, cadss=value)
        case QuestionnaireRow():
            return QuestionnaireScore(time_h=time_h, questionnaire=meaning.questionnaire, score=value)
        case OpioidRow():
            return OpioidUse(time_h=time_h, morphine_mg_per_day=value)
