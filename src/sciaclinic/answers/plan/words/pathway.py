"""Ketamine beside what else is open, in a table, and how its two kinds of numbers are to be read."""

from sciaclinic.answers import numbers
from sciaclinic.answers.blocks import NONE, Table
from sciaclinic.answers.plan.document import PlanDocument
from sciaclinic.answers.words import PATHWAY
from sciatwin.plan.told.sentence import as_sentence
from sciatwin.twin.shown.pathway_shown import OptionEffect, OptionHarm, PathwayOption, PathwayShown, PathwayWindow

HARMS_COLUMN = 5
"""Of the table of the pathway; left out where there is little room."""


PATHWAY_ALONE = (
    "Averages of trials in other people, with their 95\u00a0% intervals. No ketamine is shown for this patient."
)


def pathway_table(document: PlanDocument) -> Table | None:
    """Ketamine, if it may be shown, and each other treatment; a column for each stretch of time."""
    compared = document.pathway
    if compared is None:
        return None
    names = [window.name for window in compared.windows]
    rows = [_option_row(option, names) for option in compared.options]
    with_ketamine = any(window.ketamine for window in compared.windows)
    return Table(
        "Points less leg pain (0 to 10) than the comparison",
        ("Treatment", "Compared with", *map(as_sentence, names), "Harms counted in trials", "For this patient"),
        ((_ketamine_row(compared, document), *rows) if with_ketamine else tuple(rows)),
        marked=(0,) if with_ketamine else (),
    )


def _ketamine_row(compared: PathwayShown, document: PlanDocument) -> tuple[str, ...]:
    standing = "proposed" if document.proposes_infusion else "not proposed"
    return "Ketamine", "placebo infusions", *map(_ketamine_cell, compared.windows), "see side effects", standing


def _ketamine_cell(window: PathwayWindow) -> str:
    return numbers.points_interval(window.ketamine) if window.ketamine else "not predicted"


def _option_row(option: PathwayOption, windows: list[str]) -> tuple[str, ...]:
    standing = f"{option.standing}: {'; '.join(option.reasons)}" if option.reasons else option.standing
    cells = (_effects([e for e in option.effects if e.window == name]) for name in windows)
    return as_sentence(option.name), option.against, *cells, _harms(option), standing


def _effects(found: list[OptionEffect]) -> str:
    """The gains, each with its time where there are several."""
    if len(found) == 1:
        return _gain(found[0])
    return "; ".join(f"{_gain(effect)} {effect.when}" for effect in found) or NONE


def _gain(effect: OptionEffect) -> str:
    if effect.low is None or effect.high is None:
        return f"{numbers.points(effect.gain_points)} (no interval printed)"
    return f"{numbers.points(effect.gain_points)} ({numbers.span(*map(numbers.points, (effect.low, effect.high)))})"


def _harms(option: PathwayOption) -> str:
    return "; ".join(map(_harm, option.harms)) or "no number found"


def _harm(harm: OptionHarm) -> str:
    """A share of people, or a ratio with its interval."""
    if harm.low is None or harm.high is None:
        return f"{harm.what}: {numbers.unit(f'{100 * harm.value:.3g}', '%')}"
    return f"{harm.what}: {harm.value:.2f} ({numbers.span(f'{harm.low:.2f}', f'{harm.high:.2f}')})"


def pathway_words(document: PlanDocument) -> str:
    """How the numbers of the pathway are to be read."""
    if document.pathway is None:
        return ""
    return PATHWAY if any(window.ketamine for window in document.pathway.windows) else PATHWAY_ALONE


def pathway_notes(document: PlanDocument) -> tuple[str, ...]:
    """What the numbers of the other treatments leave out."""
    options = document.pathway.options if document.pathway else ()
    return tuple(f"{as_sentence(option.name)}: {option.remark}" for option in options if option.remark)
