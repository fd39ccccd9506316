"""What speaks against a treatment other than ketamine in one patient. One treatment, one file, in ``treatments/``."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from sciatwin.eligibility.conditions import Condition
from sciatwin.eligibility.data_files import read_folder
from sciatwin.eligibility.medicines.formulary import formulary
from sciatwin.evidence import Source
from sciatwin.patient import Answer, Patient


class Weight(StrEnum):
    """What follows if the condition holds."""

    CLOSES = "closes"  # the treatment is not for this patient
    WITH_CARE = "with care"


class Against(BaseModel):
    """One reason against a treatment, with its condition and where it was read, or why it is assumed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    says: str = Field(min_length=5)
    condition: Condition
    weighs: Weight
    source: Source | None = None
    assumed: str = ""

    @model_validator(mode="after")
    def _has_an_origin(self) -> Self:
        if (self.source is None) == (not self.assumed):
            raise ValueError("give a source, or under 'assumed' the reason")
        return self

    @property
    def statement(self) -> str:
        return f"{self.says} (assumed)" if self.assumed else self.says


class TreatmentRules(BaseModel):
    """Everything that is looked at before a treatment is called open; ``medicines`` are those that it consists of."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str
    medicines: tuple[str, ...] = ()
    against: tuple[Against, ...] = Field(min_length=1)


@dataclass(frozen=True)
class Objection:
    """A reason as it stands for one patient; ``is_known`` is False while an answer is missing."""

    text: str
    closes: bool
    is_known: bool
    source: Source | None


@cache
def treatment_rules() -> Mapping[str, TreatmentRules]:
    """Every file, by the key of its treatment."""
    return {item.key: item for item in read_folder("treatments", TreatmentRules)}


def objections(key: str, patient: Patient) -> tuple[Objection, ...]:
    """What speaks against this treatment, and what could while nobody has answered."""
    rules = treatment_rules().get(key)
    return tuple(_objections(rules, patient)) if rules else ()


def taken_now(key: str, patient: Patient) -> tuple[str, ...]:
    """Medicines on the patient's list of which the treatment consists, as they are written there."""
    rules = treatment_rules().get(key)
    if rules is None or not rules.medicines:
        return ()
    listed, parts = patient.medicines or (), set(rules.medicines)
    return tuple(item.name for item in listed if parts & set(formulary().recognise(item.written).medicines))


def _objections(rules: TreatmentRules, patient: Patient) -> Iterator[Objection]:
    for item in rules.against:
        reading = item.condition.read(patient)
        closes = item.weighs is Weight.CLOSES
        if reading.answer is Answer.YES:
            yield Objection(f"{item.statement}: {reading.text}", closes, is_known=True, source=item.source)
        elif reading.answer is Answer.UNKNOWN and closes:
            yield Objection(f"{reading.text}; {item.statement}", closes, is_known=False, source=item.source)
