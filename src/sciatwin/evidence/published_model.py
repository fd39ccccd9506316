"""A published pharmacokinetic model as data: who was studied, the numbers as printed, the structure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import inf

from sciatwin.analytes import Analyte, BloodSite
from sciatwin.evidence.estimate import Estimate
from sciatwin.evidence.source import Source


class Route(StrEnum):
    """How a dose is given."""

    INTRAVENOUS = "intravenous"
    INTRAMUSCULAR = "intramuscular"
    SUBCUTANEOUS = "subcutaneous"
    INTRANASAL = "intranasal"
    ORAL = "oral"
    ORAL_THIN_FILM = "oral thin film"  # under the tongue or in the cheek, partly swallowed


class Covariate(StrEnum):
    """A property of a person, or of the infusion, that changes a typical value."""

    AGE_YR = "age_yr"
    ASIAN = "asian"
    JAPANESE = "japanese"
    HOURS_SINCE_FIRST_DOSE = "hours_since_first_dose"


class Spread(StrEnum):
    """Scale on which people deviate from the typical value."""

    LOGNORMAL = "lognormal"  # value = typical × exp(eta)
    LOGIT = "logit"  # logit(value) = logit(typical) + eta, for fractions


@dataclass(frozen=True, kw_only=True)
class StudiedPopulation:
    """Who was studied. A range that was not found is None, and then it cannot exclude anybody.

    ``condition`` says who they were, if not healthy people; ``children_only`` excludes every adult.
    """

    summary: str
    n_subjects: int | None = None
    age_yr: tuple[float, float] | None = None
    weight_kg: tuple[float, float] | None = None
    healthy: bool = True
    condition: str = ""
    children_only: bool = False


@dataclass(frozen=True, kw_only=True)
class FactorIf:
    """Typical value × ``factor`` in people of whom ``covariate`` is true."""

    covariate: Covariate
    factor: Estimate


@dataclass(frozen=True, kw_only=True)
class SlopeAbove:
    """Typical value + ``slope`` × (covariate − ``above``) where the covariate exceeds ``above``.

    The slope is in the printed unit of the typical value per unit of the covariate; a ``relative`` slope is a
    fraction of the typical value per unit of the covariate.
    """

    covariate: Covariate
    slope: Estimate
    above: float = 0.0
    relative: bool = False


CovariateEffect = FactorIf | SlopeAbove


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """A model parameter: typical value, scaling with body weight, covariates, and variability between people.

    value = typical × (weight / reference weight) ** weight_exponent × exp(eta), eta ~ N(0, omega_squared); a
    ``LOGIT`` spread adds eta to the logit instead. Covariates act on the typical value, before eta.
    ``role`` names the physiological quantity, so that one person deviates alike in every model of it.
    ``between_visits`` is the variance of eta from one visit of a person to the next.
    """

    typical: Estimate
    dimension: str
    role: str
    weight_exponent: float = 0.0
    omega_squared: Estimate | None = None
    between_visits: Estimate | None = None
    spread: Spread = Spread.LOGNORMAL
    covariates: tuple[CovariateEffect, ...] = ()


def allometric(
    typical: Estimate, *, omega_squared: Estimate | None = None, covariates: tuple[CovariateEffect, ...] = ()
) -> Parameter:
    """A volume (L) that grows with weight, or a flow that grows with weight to the power 0.75, named by its meaning."""
    volume = typical.unit == "L"
    return Parameter(
        typical=typical,
        dimension="pk volume" if volume else "pk flow",
        role=typical.meaning,
        weight_exponent=1.0 if volume else 0.75,
        omega_squared=omega_squared,
        covariates=covariates,
    )


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
class Input:
    """Where a dose enters, and how. A route is one or more inputs that each take a share of the same dose.

    ``compartment`` "" is the dose compartment. Names of parameters:
    share that arrives = product of ``fractions`` × (1 − product of ``other_fractions``);
    ``duration``: the dose arrives at a constant rate over this time instead of at once; ``lag``: it starts later.
    Only the part of a dose between ``above_mg`` and ``up_to_mg`` enters here.
    """

    compartment: str = ""
    fractions: tuple[str, ...] = ()
    other_fractions: tuple[str, ...] = ()
    duration: str = ""
    lag: str = ""
    above_mg: float = 0.0
    up_to_mg: float = inf

    @property
    def parameter_names(self) -> tuple[str, ...]:
        return tuple(name for name in (*self.fractions, *self.other_fractions, self.duration, self.lag) if name)


def _intravenous_only() -> Mapping[Route, tuple[Input, ...]]:
    return {Route.INTRAVENOUS: (Input(),)}


@dataclass(frozen=True, kw_only=True)
class PublishedModel:
    """Order of a model file: sentence, source, who was studied, numbers, structure, routes, deviations.

    ``absorption`` holds the parameters that only routes other than intravenous need. ``missing_routes`` says of a
    route that was studied what was not found. ``site_assumed`` says why, where the site was presumed
    or not found.
    """

    key: str
    title: str
    source: Source
    evidence: str
    site: BloodSite
    dosed: Analyte
    studied: StudiedPopulation
    reference_weight_kg: float
    parameters: Mapping[str, Parameter]
    compartments: tuple[Compartment, ...]
    flows: tuple[Flow, ...]
    dose_compartment: str = "central"
    routes: Mapping[Route, tuple[Input, ...]] = field(default_factory=_intravenous_only)
    missing_routes: Mapping[Route, str] = field(default_factory=dict)
    absorption: Mapping[str, Parameter] = field(default_factory=dict)
    correlations: Mapping[tuple[str, str], Estimate] = field(default_factory=dict)
    residual_sd: Mapping[Analyte, Estimate] = field(default_factory=dict)
    residual_additive_sd: Mapping[Analyte, Estimate] = field(default_factory=dict)
    site_assumed: str = ""
    valid_for: str = ""
    deviations: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        inputs = [entry for entries in self.routes.values() for entry in entries]
        names = {compartment.name for compartment in self.compartments}
        used = {name for flow in self.flows for name in (flow.source, flow.target or flow.source)}
        used |= {self.dose_compartment, *(entry.compartment or self.dose_compartment for entry in inputs)}
        if not used <= names:
            raise ValueError(f"{self.key}: unknown compartments {sorted(used - names)}.")
        wanted = {p for flow in self.flows for p in (*flow.times, *flow.per, flow.fraction) if p}
        wanted |= {compartment.volume for compartment in self.compartments if compartment.volume}
        wanted |= {name for entry in inputs for name in entry.parameter_names}
        if not wanted <= set(self.all_parameters):
            raise ValueError(f"{self.key}: unknown parameters {sorted(wanted - set(self.all_parameters))}.")
        if any(entry.compartment == self.dose_compartment for entry in inputs):
            raise ValueError(f"{self.key}: an input into the dose compartment leaves its compartment empty.")
        if twice := set(self.parameters) & set(self.absorption):
            raise ValueError(f"{self.key}: {sorted(twice)} stand both in parameters and in absorption.")

    @property
    def analytes(self) -> tuple[Analyte, ...]:
        return tuple(c.analyte for c in self.compartments if c.analyte is not None)

    @property
    def all_parameters(self) -> Mapping[str, Parameter]:
        """Parameters of disposition, then those of absorption."""
        return {**self.parameters, **self.absorption}
