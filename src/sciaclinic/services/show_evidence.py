"""What do the numbers stand on: sources, constants, trials, meta-analyses."""

from sciaclinic.answers.evidence.estimates import compose as of_estimates
from sciaclinic.answers.evidence.estimates.document import EstimatesDocument
from sciaclinic.answers.evidence.meta_analyses import compose as of_meta_analyses
from sciaclinic.answers.evidence.meta_analyses.document import MetaAnalysesDocument, MetaAnalysisDocument
from sciaclinic.answers.evidence.sources import compose as of_sources
from sciaclinic.answers.evidence.sources.document import SourcesDocument
from sciaclinic.answers.evidence.trials import compose as of_trials
from sciaclinic.answers.evidence.trials.document import TrialDocument, TrialsDocument
from sciaclinic.services.context import Context
from sciatwin.evidence import Status
from sciatwin.evidence.published_meta_analysis import meta_analysis_named, published_meta_analyses
from sciatwin.evidence.published_trial import published_trials, trial_named
from sciatwin.validation.meta_analysis import Method, meta_analysis


def list_sources(context: Context) -> SourcesDocument:
    """Every source, and what stands on it."""
    return of_sources.sources_document(context.made())


def list_estimates(only: Status | None, context: Context) -> EstimatesDocument:
    """Every number behind a plan, a fit or a score, or those of one origin."""
    return of_estimates.estimates_document(only, context.made())


def list_trials(context: Context) -> TrialsDocument:
    """Every trial, cohort, meta-analysis and course on record."""
    return of_trials.trials_document(published_trials().values(), context.made())


def show_trial(key: str, context: Context) -> TrialDocument:
    """One trial with every number that it reported.

    Raises: ModelError naming the choices.
    """
    return of_trials.trial_document(trial_named(key), context.made())


def list_meta_analyses(context: Context) -> MetaAnalysesDocument:
    """Every recorded meta-analysis, pooled."""
    pooled = map(meta_analysis, published_meta_analyses().values())
    return of_meta_analyses.meta_analyses_document(pooled, context.made())


def pool_meta_analysis(key: str, method: Method, context: Context) -> MetaAnalysisDocument:
    """One meta-analysis.

    Raises: ModelError naming the choices.
    """
    return of_meta_analyses.meta_analysis_document(meta_analysis(meta_analysis_named(key), method), context.made())
