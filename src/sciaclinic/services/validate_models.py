"""How well do the models predict what was published?"""

from dataclasses import dataclass
from pathlib import Path

from sciaclinic.services.output import write_all
from sciatwin.evidence.published_observation import NotPredicted, pharmacokinetic_observations
from sciatwin.validation.pharmacokinetics import Comparison, ModelScore, compare_all, scores


@dataclass(frozen=True)
class PharmacokineticValidation:
    comparisons: list[Comparison]
    scores: list[ModelScore]
    not_predicted: tuple[NotPredicted, ...]


def validate_pharmacokinetics(figure_file: Path | None = None) -> PharmacokineticValidation:
    """Every model against every published observation that it can predict; with a file, also as a figure.

    Raises: OutputError if the figure cannot be written.
    """
    comparisons = compare_all()
    if figure_file is not None:
        from sciatwin.plotting import plot_observed_predicted, svg_text

        figure = svg_text(plot_observed_predicted(comparisons), "observed-predicted")
        write_all(figure_file.parent, {figure_file.name: figure.encode()})
    return PharmacokineticValidation(comparisons, scores(comparisons), pharmacokinetic_observations().not_predicted)
