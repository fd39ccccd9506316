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

__all__ = [
    "Analyte",
    "Compartment",
    "Estimate",
    "Flow",
    "Parameter",
    "PublishedModel",
    "Site",
    "Source",
    "Status",
    "StudiedPopulation",
]
