"""Sources, estimates and published models: what a number is and where it comes from."""

from sciatwin.evidence.estimate import Estimate, Status
from sciatwin.evidence.published_model import (
    Analyte,
    Compartment,
    Covariate,
    CovariateEffect,
    FactorIf,
    Flow,
    Input,
    Parameter,
    PublishedModel,
    Route,
    Site,
    SlopeAbove,
    Spread,
    StudiedPopulation,
    allometric,
)
from sciatwin.evidence.source import Source
from sciatwin.evidence.uncertain import Shape, Uncertain

__all__ = [
    "Analyte",
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
    "Site",
    "SlopeAbove",
    "Source",
    "Spread",
    "Status",
    "StudiedPopulation",
    "Uncertain",
    "allometric",
]
