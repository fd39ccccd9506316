"""From comparisons of levels to the document."""

from collections.abc import Sequence

from sciaclinic.answers.made import Made
from sciaclinic.answers.validation.levels.document import (
    ComparisonRecord,
    LevelsValidationDocument,
    ModelScoreRecord,
    NotPredictedLevel,
)
from sciatwin.evidence.published_observation import NotPredicted
from sciatwin.validation.pharmacokinetics import Comparison, ModelScore, scores


def levels_document(
    comparisons: Sequence[Comparison], not_predicted: Sequence[NotPredicted], made: Made
) -> LevelsValidationDocument:
    """Comparisons, scores by model and site, and what no model predicts."""
    return LevelsValidationDocument(
        **made.of(LevelsValidationDocument),
        comparisons=tuple(map(_comparison, comparisons)),
        scores=tuple(map(_score, scores(comparisons))),
        not_predicted=tuple(
            NotPredictedLevel(observation=row.key, what=row.what, because=row.because) for row in not_predicted
        ),
    )


def _comparison(item: Comparison) -> ComparisonRecord:
    return ComparisonRecord(
        observation=item.observation.key,
        analyte=item.observation.analyte,
        quantity=item.observation.quantity,
        site=item.observation.site,
        model_key=item.model_key,
        model_site=item.model_site,
        time_h=item.time_h,
        observed=item.observed,
        observed_high=item.observed_high,
        predicted=item.predicted,
        low=item.low,
        high=item.high,
        ratio=item.ratio,
        inside=item.inside,
        used_in_building=item.used_in_building,
    )


def _score(score: ModelScore) -> ModelScoreRecord:
    return ModelScoreRecord(
        model_key=score.model_key,
        site=score.site,
        values=score.count,
        median_error=score.median_error,
        median_absolute_error=score.median_absolute_error,
        inside_fraction=score.inside_fraction,
    )
