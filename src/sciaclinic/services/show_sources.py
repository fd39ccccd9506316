"""What do the numbers stand on: sources, and every number by its origin."""

from sciaclinic.answers.evidence.estimates.compose import estimates_document
from sciaclinic.answers.evidence.estimates.document import EstimatesDocument
from sciaclinic.answers.evidence.sources.compose import sources_document
from sciaclinic.answers.evidence.sources.document import SourcesDocument
from sciaclinic.services.context import Context
from sciatwin.evidence import Status


def list_sources(context: Context) -> SourcesDocument:
    """Every source, and what stands on it."""
    return sources_document(context.made())


def list_estimates(only: Status | None, context: Context) -> EstimatesDocument:
    """Every number behind a plan, a fit or a score, or those of one origin."""
    return estimates_document(only, context.made())
