"""R-ketamine, for which no complete model is published: the S model with a slower clearance."""

from dataclasses import replace

from sciatwin.analytes import Analyte
from sciatwin.errors import ModelError
from sciatwin.evidence import Compartment, Estimate, Flow, Parameter, PublishedModel, Source, Status

S_OVER_R_CLEARANCE = Estimate(
    value=1.16,
    unit="1",
    meaning="clearance of S-ketamine ÷ clearance of R-ketamine",
    status=Status.ASSUMED,
    source=Source(
        "Wang 2019 (1.16); Hasan 2021 (1.06); Persson 2002 (1.20)",
        url="https://pmc.ncbi.nlm.nih.gov/articles/PMC6902860",
    ),
    low=1.06,
    high=1.20,
    reason="ratio of three studies; that volumes, flows and norketamine are as for S is assumed",
)

_R_FOR_S = {
    Analyte.S_KETAMINE: Analyte.R_KETAMINE,
    Analyte.S_NORKETAMINE: Analyte.R_NORKETAMINE,
}


def has_r_twin(model: PublishedModel) -> bool:
    """Whether the ratio of S and R clearances can be applied to this model."""
    return model.dosed is Analyte.S_KETAMINE and any("cl" in flow.times for flow in model.flows)


def as_r_ketamine(model: PublishedModel) -> PublishedModel:
    """The R-ketamine twin of an S-ketamine model; hydroxynorketamine is dropped.

    Raises: ModelError if the model does not describe S-ketamine cleared by one clearance: the ratio of clearances
        says nothing about the rates of a liver compartment.
    """
    if not has_r_twin(model):
        raise ModelError(f"{model.key} has no R twin: only an S-ketamine model with one clearance has.")
    ratio = Parameter(typical=S_OVER_R_CLEARANCE, dimension="fraction", role="S over R clearance")
    return replace(
        model,
        key=f"{model.key}_as_r",
        title=f"R-ketamine from {model.title}",
        dosed=Analyte.R_KETAMINE,
        parameters={**model.parameters, "s_over_r": ratio},
        compartments=tuple(_renamed(compartment) for compartment in model.compartments),
        flows=tuple(_slowed(flow) for flow in model.flows),
        residual_sd={_R_FOR_S[a]: error for a, error in model.residual_sd.items() if a in _R_FOR_S},
        residual_additive_sd={_R_FOR_S[a]: e for a, e in model.residual_additive_sd.items() if a in _R_FOR_S},
        deviations=(*model.deviations, f"R-ketamine: {S_OVER_R_CLEARANCE.reason}."),
    )


def _renamed(compartment: Compartment) -> Compartment:
    analyte = _R_FOR_S.get(compartment.analyte) if compartment.analyte else None
    return replace(compartment, analyte=analyte)


def _slowed(flow: Flow) -> Flow:
    return replace(flow, per=(*flow.per, "s_over_r")) if "cl" in flow.times else flow
