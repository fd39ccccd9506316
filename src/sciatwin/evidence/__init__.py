"""Sources, estimates and published models: what a number is and where it comes from."""

from sciatwin.evidence.estimate import Estimate, Status
from sciatwin.evidence.published_model import (
    Analyte,
    Compartment,
    Flow,
    Parameter,
    PublishedModel,
    Site,
    StudiedPopulation,
)
from sciatwin.evidence.source import Source
from sciatwin.evidence.uncertain import Shape, Uncertain

__all__ = [
    "Analyte",
    "Compartment",
    "Estimate",
    "Flow",
    "Parameter",
    "PublishedModel",
    "Shape",
    "Site",
    "Source",
    "Status",
    "StudiedPopulation",
    "Uncertain",
]
