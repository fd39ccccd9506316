"""The stored answers to "which kinetic models are there?" and "what is behind this one?"."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from sciaclinic.answers.answer import AnswerDocument
from sciaclinic.answers.record import Record, SourceRecord
from sciatwin.analytes import Analyte
from sciatwin.evidence import Route, Status
from sciatwin.pharmacokinetics.structure import Structure

Pair = tuple[float, float]


class ListedModel(Record):
    """One model in a list."""

    key: str
    """First author and year."""
    drug: str
    """What is given; empty, like most of the rest, for a model that cannot be run."""
    analytes: str
    """Of which levels are predicted."""
    site: str
    """Where blood was drawn, with a mark if that is presumed."""
    routes: str
    people: str
    """Who was studied, in a few words."""
    population: str
    """Who was studied."""
    evidence: str
    """``A`` complete with variability, ``B`` typical values, ``C`` read in code only, ``D`` cannot be run."""
    missing: str
    """Why it cannot be run; empty for one that can."""


class ModelsDocument(AnswerDocument):
    """Every published model: first those that run, then those of which numbers are missing."""

    VERSION: ClassVar[str] = "1.0"

    kind: Literal["models"] = "models"
    models: tuple[ListedModel, ...]


class ModelNumber(Record):
    """One number of a model, as printed, with what is known of its origin. Empty text: it has none."""

    name: str
    meaning: str
    value: float
    unit: str
    """As printed; empty for a bare number."""
    printed: str
    """Value and unit."""
    standard_error: str
    weight: str
    """How it grows with body weight, W in kg."""
    variance: str
    """Between people and between visits, with marks where it is not printed."""
    status: Status
    place: str
    """Where it is printed, or why it is taken."""


class SummaryRecord(Record):
    """What follows from the numbers."""

    clearance_l_per_h: float
    steady_state_volume_l: float
    """Clearance times mean residence time."""
    terminal_half_life_h: float


class StudiedRecord(Record):
    """Who was studied."""

    summary: str
    n_subjects: int | None
    age_yr: Pair | None
    """Absent where it was not found, as the next."""
    weight_kg: Pair | None
    healthy: bool
    condition: str
    """Who they were, if not healthy people."""
    children_only: bool


class ModelDocument(AnswerDocument):
    """One model: source, people, numbers as printed, structure, deviations, and what follows from them."""

    VERSION: ClassVar[str] = "1.0"

    kind: Literal["model"] = "model"
    key: str
    title: str
    source: SourceRecord
    evidence: str
    """``A`` complete with variability, ``B`` typical values, ``C`` read in code only."""
    dosed: Analyte
    analytes: tuple[Analyte, ...]
    site: str
    """Where blood was drawn, with a mark if that is presumed."""
    studied: StudiedRecord
    reference_weight_kg: float
    disposition: tuple[ModelNumber, ...]
    absorption: tuple[ModelNumber, ...]
    other_numbers: tuple[ModelNumber, ...]
    """Correlations, covariate effects, residual error."""
    covariates: tuple[str, ...]
    structure: Structure
    """Compartments and flows."""
    routes: Mapping[Route, tuple[str, ...]]
    """Where a dose enters, in words, one line an input."""
    valid_for: str
    deviations: tuple[str, ...]
    """From the paper."""
    remarks: tuple[str, ...]
    """What stands behind every number that is not simply printed."""
    at_70_kg: SummaryRecord
    """Computed for a typical person of 70 kg."""
