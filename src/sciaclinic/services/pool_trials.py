"""What do the trials of a meta-analysis say together?"""

from sciaclinic.answers.evidence.meta_analyses.compose import meta_analyses_document, meta_analysis_document
from sciaclinic.answers.evidence.meta_analyses.document import MetaAnalysesDocument, MetaAnalysisDocument
from sciaclinic.services.context import Context
from sciatwin.evidence.published_meta_analysis import meta_analysis_named, published_meta_analyses
from sciatwin.validation.meta_analysis import VarianceMethod, meta_analysis


def list_meta_analyses(context: Context) -> MetaAnalysesDocument:
    """Every recorded meta-analysis, pooled."""
    return meta_analyses_document(map(meta_analysis, published_meta_analyses().values()), context.made())


def pool_meta_analysis(key: str, method: VarianceMethod, context: Context) -> MetaAnalysisDocument:
    """One meta-analysis.

    Raises: ModelError naming the choices.
    """
    return meta_analysis_document(meta_analysis(meta_analysis_named(key), method), context.made())
