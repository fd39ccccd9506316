"""Which trials are on record, and what did one of them report?"""

from sciaclinic.answers.evidence.trials.compose import trial_document, trials_document
from sciaclinic.answers.evidence.trials.document import TrialDocument, TrialsDocument
from sciaclinic.services.context import Context
from sciatwin.evidence.published_trial import published_trials, trial_named


def list_trials(context: Context) -> TrialsDocument:
    """Every trial, cohort, meta-analysis and course on record."""
    return trials_document(published_trials().values(), context.made())


def show_trial(key: str, context: Context) -> TrialDocument:
    """One trial with every number that it reported.

    Raises: ModelError naming the choices.
    """
    return trial_document(trial_named(key), context.made())
