"""Leg pain before and after learning, with the scores that were written down."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sciaclinic.answers.blocks import Figure
from sciaclinic.answers.kept_curves import bands_of
from sciaclinic.answers.learned.document import LearnedDocument
from sciatwin.observation.seen.pain_score import PainScore

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def learned_figure(document: LearnedDocument) -> Figure:
    return Figure(
        key="learned",
        title="Leg pain, before and after learning",
        caption=(
            "Leg pain with the sessions given (triangles): grey before learning, blue as known now, each with the "
            "range that holds 90 % of predictions of the mean; dashed: the same patient on placebo, as known now. "
            "Circles are scores that were written down."
        ),
        alt="Leg pain predicted before and after learning, with the scores that were written down",
        draw=partial(_draw, document),
        curves=document.all_curves,
    )


def _draw(document: LearnedDocument) -> Axes:
    from sciatwin import plotting
    from sciatwin.plotting.course.learned import plot_learned

    scores = [(item.time_h, item.score) for item in document.observations.read().of_kind(PainScore)]
    (ax,) = plotting.new_axes()
    visits_h = document.regimen.visits_h
    return plot_learned(bands_of(document.before), bands_of(document.after), visits_h, scores, ax=ax)
