"""A published pharmacokinetic model as data: who was studied, the numbers as printed, the structure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sciatwin.evidence.estimate import Estimate
from sciatwin.evidence.source import Source


class Site(StrEnum):
    """Where blood was drawn. At the end of a short infusion arterial levels are about twice the venous."""

    ARTERIAL = "arterial"
    VENOUS = "venous"
    MIXED = "mixed"


class Analyte(StrEnum):
    S_KETAMINE = "S-ketamine"
    R_KETAMINE = "R-ketamine"
    KETAMINE = "ketamine (S + R)"
    S_NORKETAMINE = "S-norketamine"
    R_NORKETAMINE = "R-norketamine"
    S_HYDROXYNORKETAMINE = "S-hydroxynorketamine"


@dataclass(frozen=True, kw_only=True)
class StudiedPopulation:
    """Who was studied. A range that was not found is None, and then it cannot exclude anybody."""

    summary: str
    n_subjects: int | None = None
    age_yr: tuple[float, float] | None = None
    weight_kg: tuple[float, float] | None = None
    healthy: bool = True


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """A model parameter: typical value, scaling with body weight, and variability between people.

    value = typical × (weight / reference weight) ** weight_exponent × exp(eta), eta ~ N(0, omega_squared).
    ``role`` names the physiological quantity, so that one person deviates alike in every model of it.
    """

    typical: Estimate
    dimension: str
    role: str
    weight_exponent: float = 0.0
    omega_squared: Estimate | None = None


@dataclass(frozen=True, kw_only=True)
class Compartment:
    """An amount of drug. With an ``analyte``, amount × ``mass_ratio`` ÷ ``volume`` is its concentration."""

    name: str
    analyte: Analyte | None = None
    volume: str = ""
    mass_ratio: float = 1.0


@dataclass(frozen=True, kw_only=True)
class Flow:
    """First-order flow; rate constant = factor × product of ``times`` ÷ product of ``per`` (parameter names).

    ``target`` None leaves the body. ``fraction`` is the part of the flow that arrives at the target; the rest
    leaves the body.
    """

    source: str
    target: str | None
    times: tuple[str, ...] = ()
    per: tuple[str, ...] = ()
    factor: float = 1.0
    fraction: str = ""


@dataclass(frozen=True, kw_only=True)
class PublishedModel:
    """Order of a model file: sentence, source, who was studied, numbers, structure, deviations."""

    key: str
    title: str
    source: Source
    evidence: str
    site: Site
    dosed: Analyte
    studied: StudiedPopulation
    reference_weight_kg: float
    parameters: Mapping[str, Parameter]
    compartments: tuple[Compartment, ...]
    flows: tuple[Flow, ...]
    dose_compartment: str = "central"
    correlations: Mapping[tuple[str, str], Estimate] = field(default_factory=dict)
    residual_sd: Mapping[Analyte, Estimate] = field(default_factory=dict)
    valid_for: str = ""
    deviations: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        names = {compartment.name for compartment in self.compartments}
        used = {name for flow in self.flows for name in (flow.source, flow.target or flow.source)}
        if not (used | {self.dose_compartment}) <= names:
            raise ValueError(f"{self.key}: unknown compartments {sorted((used | {self.dose_compartment}) - names)}.")
        wanted = {p for flow in self.flows for p in (*flow.times, *flow.per, flow.fraction) if p}
        wanted |= {compartment.volume for compartment in self.compartments if compartment.volume}
        if not wanted <= set(self.parameters):
            raise ValueError(f"{self.key}: unknown parameters {sorted(wanted - set(self.parameters))}.")

    @property
    def analytes(self) -> tuple[Analyte, ...]:
        return tuple(c.analyte for c in self.compartments if c.analyte is not None)
