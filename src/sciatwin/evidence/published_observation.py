"""Published pharmacokinetic observations, kept for scoring models and never for fitting them."""

from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from sciatwin.analytes import Analyte, BloodSite, Drug
from sciatwin.documents.shipped import shipped_content
from sciatwin.evidence.published_model import Route
from sciatwin.regimen import Bolus, DosingEvent, Infusion


class ReportedQuantity(StrEnum):
    CONCENTRATION = "concentration"  # ng/mL at times_h
    CLEARANCE = "clearance_l_per_h"
    STEADY_STATE_VOLUME = "steady_state_volume_l"
    TERMINAL_HALF_LIFE = "terminal_half_life_h"
    PEAK = "peak_ng_per_ml"  # within window_h
    EXPOSURE = "exposure_ng_h_per_ml"  # to window_h
    BIOAVAILABILITY = "bioavailability_fraction"

    @property
    def label(self) -> str:
        """Words and unit for a table."""
        return {
            ReportedQuantity.CONCENTRATION: "level, ng/mL",
            ReportedQuantity.CLEARANCE: "clearance, L/h",
            ReportedQuantity.STEADY_STATE_VOLUME: "volume, L",
            ReportedQuantity.TERMINAL_HALF_LIFE: "half-life, h",
            ReportedQuantity.PEAK: "peak, ng/mL",
            ReportedQuantity.EXPOSURE: "exposure, ng·h/mL",
            ReportedQuantity.BIOAVAILABILITY: "bioavailability",
        }[self]


class ReportedStatistic(StrEnum):
    MEAN = "mean"
    MEDIAN = "median"
    RANGE = "range"


class PublishedObservation(BaseModel):
    """One reported curve or summary. ``built_into`` names models that were fitted to these data."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str
    drug: Drug
    analyte: Analyte
    site: BloodSite
    statistic: ReportedStatistic
    weight_kg: float
    quantity: ReportedQuantity
    route: Route = Route.INTRAVENOUS
    window_h: float = 24.0
    subjects: int | None = None
    dose_mg: float | None = None
    dose_mg_per_kg: float | None = None
    over_h: Annotated[float | None, Field(gt=0)] = None
    steps_mg_per_kg_h: tuple[float, ...] = ()
    step_h: float = 1.0
    times_h: tuple[float, ...] = ()
    values: tuple[float, ...] = ()
    ranges: tuple[tuple[float, float], ...] = ()
    built_into: tuple[str, ...] = ()
    basis: str
    source: str
    url: str

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if len(self.values) + len(self.ranges) != max(len(self.times_h), 1):
            raise ValueError(f"{self.key}: values and times differ in number")
        by_itself = {
            ReportedQuantity.CLEARANCE,
            ReportedQuantity.STEADY_STATE_VOLUME,
            ReportedQuantity.TERMINAL_HALF_LIFE,
        }
        if self.quantity not in by_itself and not self.events:
            raise ValueError(f"{self.key}: a level needs its dose")
        return self

    @property
    def events(self) -> tuple[DosingEvent, ...]:
        """Doses in mg of base."""
        if self.steps_mg_per_kg_h:
            return tuple(
                Infusion(
                    start_h=index * self.step_h,
                    duration_h=self.step_h,
                    dose_mg=rate * self.step_h * self.weight_kg,
                )
                for index, rate in enumerate(self.steps_mg_per_kg_h)
            )
        dose_mg = self.dose_mg or (self.dose_mg_per_kg or 0.0) * self.weight_kg
        if self.route is not Route.INTRAVENOUS and dose_mg:
            return (Bolus(start_h=0, dose_mg=dose_mg),)
        if not dose_mg or self.over_h is None:
            return ()
        return (Infusion(start_h=0, duration_h=self.over_h, dose_mg=dose_mg),)


class NotPredicted(BaseModel):
    """A reported row that no model here can predict, and why."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str
    what: str
    because: str


class ObservationSet(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    about: str
    observations: tuple[PublishedObservation, ...]
    not_predicted: tuple[NotPredicted, ...]


@cache
def pharmacokinetic_observations() -> ObservationSet:
    """Every published observation that the project carries."""
    record = files("sciatwin.evidence").joinpath("records/pharmacokinetic_observations.yaml")
    return ObservationSet.model_validate(shipped_content(record.read_text(encoding="utf-8")))
