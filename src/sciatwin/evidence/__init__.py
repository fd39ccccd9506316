"""Sources, estimates and published models: what a number is and where it comes from."""

from sciatwin.evidence.estimate import Estimate, Status
from sciatwin.evidence.published_model import (
    Compartment,
    Covariate,
    CovariateEffect,
    FactorIf,
    Flow,
    Input,
    Parameter,
    PublishedModel,
    Route,
    SlopeAbove,
    Spread,
    StudiedPopulation,
    allometric,
)
from sciatwin.evidence.source import Source
from sciatwin.evidence.uncertain import Shape, Uncertain

__all__ = [
    "Compartment",
    "Covariate",
    "CovariateEffect",
    "Estimate",
    "FactorIf",
    "Flow",
    "Input",
    "Parameter",
    "PublishedModel",
    "Route",
    "Shape",
    "SlopeAbove",
    "Source",
    "Spread",
    "Status",
    "StudiedPopulation",
    "Uncertain",
    "allometric",
]
