"""How well do the models predict what was published?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sciaclinic.services.output import write_all

if TYPE_CHECKING:
    from sciatwin.evidence.published_observation import NotPredicted
    from sciatwin.validation.pharmacokinetics import Comparison, ModelScore
    from sciatwin.validation.temporal_summation import SummationPrediction
    from sciatwin.validation.trials.answers import TrialAnswer
    from sciatwin.validation.trials.compare import TrialComparison


@dataclass(frozen=True)
class PharmacokineticValidation:
    comparisons: list[Comparison]
    scores: list[ModelScore]
    not_predicted: tuple[NotPredicted, ...]

    @property
    def checks(self) -> list[bool]:
        """Whether each value lies inside its interval, without rows that a model was built from."""
        return [c.inside for c in self.comparisons if not c.used_in_building]


@dataclass(frozen=True)
class TrialValidation:
    comparison: TrialComparison
    held_out_verdict: str
    answers: tuple[TrialAnswer, ...]


@dataclass(frozen=True)
class SummationValidation:
    """Predictions of the spinal circuit for people; ``verdict`` says what they are worth."""

    predictions: tuple[SummationPrediction, ...]
    not_predicted: Mapping[str, str]
    verdict: str


def validate_temporal_summation() -> SummationValidation:
    """Published studies of wind-up in people beside the chain of levels, block and circuit."""
    from sciatwin.validation.temporal_summation import NOT_PREDICTED, VERDICT, predict_studies

    return SummationValidation(predict_studies(), NOT_PREDICTED, VERDICT)


def validate_pharmacokinetics(figure_file: Path | None = None) -> PharmacokineticValidation:
    """Every model against every published observation that it can predict; with a file, also as a figure.

    Raises: OutputError if the figure cannot be written.
    """
    from sciatwin.evidence.published_observation import pharmacokinetic_observations
    from sciatwin.validation.pharmacokinetics import compare_all, levels_of, scores

    comparisons = compare_all()
    if figure_file is not None:
        from sciatwin.plotting import plot_observed_predicted, svg_text

        figure = svg_text(plot_observed_predicted(levels_of(comparisons)), "observed-predicted")
        write_all(figure_file.parent, {figure_file.name: figure.encode()}, private=False)
    return PharmacokineticValidation(comparisons, scores(comparisons), pharmacokinetic_observations().not_predicted)


def validate_trials(figure_file: Path | None = None) -> TrialValidation:
    """Every open trial and cohort simulated as it was run; with a file, also as a figure.

    Raises: OutputError if the figure cannot be written.
    """
    from sciatwin.validation.trials.answers import answers, held_out_verdict
    from sciatwin.validation.trials.compare import compare_trials

    comparison = compare_trials()
    if figure_file is not None:
        from sciatwin.plotting import svg_text
        from sciatwin.plotting.trials.validation import plot_validation
        from sciatwin.validation.trials.shown import shown_rows

        figure = svg_text(plot_validation(shown_rows(comparison.rows))[0], "validation")
        write_all(figure_file.parent, {figure_file.name: figure.encode()}, private=False)
    return TrialValidation(comparison, held_out_verdict(comparison), answers(comparison))
