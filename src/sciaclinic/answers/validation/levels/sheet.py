"""What a reader sees of the levels: observed beside predicted, then the errors of each model."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from sciaclinic.answers.blocks import (
    NOT_ON_TERMINAL,
    Block,
    Figure,
    Heading,
    Notes,
    Point,
    Points,
    Sheet,
    Table,
    Tone,
    titled,
)
from sciaclinic.answers.validation.levels.document import ComparisonRecord, LevelsValidationDocument, ModelScoreRecord

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_COLUMNS = ("time h", "observed", "predicted", "90 % interval", "ratio", "", "model")
_NUMERIC = (0, 1, 2, 3, 4)
_SCORE_COLUMNS = ("model", "site", "values", "median error", "median absolute error", "inside")


def sheet_of(document: LevelsValidationDocument) -> Sheet:
    scored = document.scored
    return Sheet(
        question="How well are published levels predicted?",
        title="Observed against predicted levels",
        tone=Tone.STRONG,
        headline=inside_in_words(sum(item.inside for item in scored), len(scored)),
        statement=document.statement,
        made=document.made,
        blocks=tuple(_blocks(document)),
    )


def inside_in_words(inside: int, of: int) -> str:
    """How many comparisons held."""
    return (
        f"{inside} of {of} comparisons of a model with a published level or amount lie inside the 90 % interval of the "
        "reported statistic."
    )


def _blocks(document: LevelsValidationDocument) -> Iterator[Block]:
    yield Heading("Each model", key="scores")
    yield _figure(document)
    yield Table(
        "Prediction error (predicted ÷ observed − 1) by model and reported site",
        _SCORE_COLUMNS,
        tuple(map(_score_row, document.scores)),
        numeric=(2, 3, 4, 5),
    )
    yield Heading("Each report", key="reports")
    for _, items in groupby(document.comparisons, key=lambda item: item.observation):
        yield _table(tuple(items))
    yield Notes(("* the model was built from these data; such rows are left out of the scores.",))
    missing = tuple(Point(f"{row.what}: {row.because}.", label=row.observation) for row in document.not_predicted)
    yield from titled(Heading("Reported rows that no model here predicts", key="not-predicted"), Points(missing))


def _figure(document: LevelsValidationDocument) -> Figure:
    levels = [item for item in document.comparisons if item.is_level]

    def draw() -> "Axes":
        from sciatwin.plotting import plot_observed_predicted

        return plot_observed_predicted(levels)

    return Figure(
        key="observed-predicted",
        title="Observed and predicted levels",
        caption="Filled: inside the 90 % interval of the reported statistic. Dotted: twofold error.",
        alt=f"{len(levels)} reported levels against what each model predicts of them, both on log axes.",
        draw=draw,
        on=NOT_ON_TERMINAL,
    )


def _table(items: Sequence[ComparisonRecord]) -> Table:
    report = items[0]
    what = f"{report.analyte.in_full}, {report.quantity.label}; {report.site}"
    return Table(f"{report.observation}: {what}", _COLUMNS, tuple(map(_row, items)), numeric=_NUMERIC)


def _row(item: ComparisonRecord) -> tuple[str, ...]:
    high = item.observed_high
    return (
        "" if item.time_h is None else f"{item.time_h:.2f}",
        f"{item.observed:.4g}" if high is None else f"{item.observed:.4g}–{high:.4g}",
        f"{item.predicted:.4g}",
        f"{item.low:.3g}–{item.high:.3g}",
        f"{item.ratio:.2f}",
        "inside" if item.inside else "outside",
        f"{item.model_key}{'*' if item.used_in_building else ''} ({item.model_site})",
    )


def _score_row(score: ModelScoreRecord) -> tuple[str, ...]:
    return (
        score.model_key,
        score.site,
        str(score.values),
        f"{score.median_error:+.0%}",
        f"{score.median_absolute_error:.0%}",
        f"{score.inside_fraction:.0%}",
    )
