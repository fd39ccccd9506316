"""One page after sessions: the answer first, then what was seen and what is known now, in words."""

from collections.abc import Sequence

from sciaclinic.reports import learned_words as words
from sciaclinic.reports.html import page_template
from sciatwin.individualise.learned.record import Learned
from sciatwin.observation import Observations
from sciatwin.plan.next_step import Advice
from sciatwin.plan.result import GRADE_IN_SHORT
from sciatwin.plan.told.outcomes import WeekOutcome


def learned_page(
    advice: Advice, learned: Learned, observations: Observations, outcomes: Sequence[WeekOutcome], figure_svg: str
) -> str:
    """The page, self-contained. ``outcomes`` are those of the sessions given, by the twin that has learned."""
    return page_template("learned.html").render(
        advice=advice,
        tone={"stop": "blocked", "change": "none", "go on": "trial"}[advice.step.value],
        rule=f"{advice.rule[0].upper()}{advice.rule[1:]}.",
        against=words.against_words(advice),
        plan=words.plan_words(advice),
        given=words.given_words(observations),
        chances=words.chances_in_words(learned),
        benefit=words.benefit_in_words(outcomes),
        notes=(*learned.warnings, *learned.notes),
        figure_svg=figure_svg,
        placebo=words.PLACEBO,
        no_trial=words.NO_TRIAL,
        grade=GRADE_IN_SHORT,
    )
