"""Facts about interactions as records, read once from ``facts.yaml``."""

from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from sciatwin.analytes import Analyte
from sciatwin.documents.shipped import shipped_content
from sciatwin.evidence import Route

Ratio = Annotated[float, Field(gt=0)]


class ExposureChange(StrEnum):
    """What happens to exposure to the parent drug."""

    RAISES = "raises"
    LOWERS = "lowers"
    NO_CHANGE = "no change found"


class _Fact(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str
    detail: str = ""
    source: str
    url: str


class DrugInteraction(_Fact):
    """One study of one medicine by one route. Ratios are with ÷ without; None means the size was not found."""

    medicine: str
    also_called: tuple[str, ...] = ()
    mechanism: str = ""
    victim: Analyte
    route: Route
    direction: ExposureChange
    auc_ratio: Ratio | None = None
    auc_ratio_range: tuple[Ratio, Ratio] | None = None
    cmax_ratio: Ratio | None = None
    cmax_ratio_range: tuple[Ratio, Ratio] | None = None
    norketamine_auc_ratio: Ratio | None = None
    subjects: int | None = None

    @model_validator(mode="after")
    def _direction_agrees(self) -> Self:
        if self.auc_ratio is not None:
            found = ExposureChange.RAISES if self.auc_ratio > 1 else ExposureChange.LOWERS
            if self.direction is not found:
                raise ValueError(f"{self.key}: AUC ratio {self.auc_ratio} is not '{self.direction}'")
        return self


class PersonFact(_Fact):
    """What a property of a person does to kinetics; ``route`` None if it was found for no single route."""

    subject: str
    effect: str
    route: Route | None = None
    in_model: str = Field(default="", description="Key of the model that has it as a covariate.")


class _Facts(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    about: str
    drug_interactions: tuple[DrugInteraction, ...]
    person_facts: tuple[PersonFact, ...]


@cache
def _facts() -> _Facts:
    record = files("sciatwin.pharmacokinetics.interactions").joinpath("facts.yaml")
    return _Facts.model_validate(shipped_content(record.read_text(encoding="utf-8")))


def drug_interactions() -> tuple[DrugInteraction, ...]:
    """Every interaction with a medicine that was found."""
    return _facts().drug_interactions


def person_facts() -> tuple[PersonFact, ...]:
    """Genes, age, ancestry, sex, organs: what was found, also where it was nothing."""
    return _facts().person_facts
