"""How well do the models predict what was published?"""

from sciaclinic.answers.validation.levels.compose import levels_document
from sciaclinic.answers.validation.levels.document import LevelsValidationDocument
from sciaclinic.answers.validation.trials.compose import trials_validation_document
from sciaclinic.answers.validation.trials.document import LevelsInside, TrialsValidationDocument
from sciaclinic.answers.validation.wind_up.compose import wind_up_document
from sciaclinic.answers.validation.wind_up.document import WindUpValidationDocument
from sciaclinic.services.context import Context
from sciatwin.evidence.published_observation import pharmacokinetic_observations
from sciatwin.validation.pharmacokinetics import compare_all
from sciatwin.validation.temporal_summation import NOT_PREDICTED, VERDICT, predict_studies
from sciatwin.validation.trials.answers import answers, held_out_verdict
from sciatwin.validation.trials.compare import compare_trials


def validate_levels(context: Context) -> LevelsValidationDocument:
    """Every kinetic model against every published observation that it can predict."""
    return levels_document(compare_all(), pharmacokinetic_observations().not_predicted, context.made())


def validate_trials(context: Context) -> TrialsValidationDocument:
    """Every open trial and cohort simulated as it was run."""
    return _trials(context, None)


def validate_everything(context: Context) -> TrialsValidationDocument:
    """Every trial, and how many published levels the kinetic models hold."""
    scored = validate_levels(context).scored
    return _trials(context, LevelsInside(inside=sum(item.inside for item in scored), of=len(scored)))


def validate_wind_up(context: Context) -> WindUpValidationDocument:
    """Published studies of wind-up in people beside the chain of levels, block and circuit."""
    return wind_up_document(predict_studies(), NOT_PREDICTED, VERDICT, context.made())


def _trials(context: Context, levels: LevelsInside | None) -> TrialsValidationDocument:
    found = compare_trials()
    return trials_validation_document(found, held_out_verdict(found), answers(found), context.made(), levels)
