"""Tables beyond leg pain: outcomes, side effects of a session, and what else is open."""

from sciaclinic.answers import numbers
from sciaclinic.answers.blocks import NONE, Table
from sciaclinic.answers.plan.document import PlanDocument
from sciaclinic.answers.plan.record.outcomes import (
    EffectRecord,
    HarmRecord,
    OptionRecord,
    PathwayRecord,
    ScoreRecord,
    SideEffectRecord,
    WindowRecord,
)
from sciaclinic.answers.plan.words.tables import week_label
from sciaclinic.answers.record import IntervalRecord
from sciatwin.plan.told.sentence import as_sentence

HARMS_COLUMN = 5
"""Of the table of the pathway; left out where there is little room."""

_PROBABILITY = "1"


def score_table(document: PlanDocument) -> Table:
    """Every outcome at the review week and a late one. Less is better, but for the last row."""
    scores, with_infusion = document.scores, document.weeks[0].treated is not None
    marked = tuple(i for i, score in enumerate(scores) if score.week == document.review_week)
    if not with_infusion:
        return Table(
            "Without treatment: mean (90 % of predictions)",
            ("Outcome", "Today", "Week", "Untreated", "Important, as published"),
            tuple(_untreated_row(score, document) for score in scores),
            marked,
            grouped=True,
        )
    return Table(
        "Means, and what the drug alone does (ketamine less placebo): mean (90 % of predictions). "
        "Less is better, but for feeling improved",
        ("Outcome", "Today", "Week", "Untreated", "Placebo", "Ketamine", "Drug alone", "Important, as published"),
        tuple(_score_row(score, document) for score in scores),
        marked,
        grouped=True,
    )


def _untreated_row(score: ScoreRecord, document: PlanDocument) -> tuple[str, ...]:
    untreated = _with_interval(score.untreated, score.unit)
    return *_named(score, document), untreated, _important(score)


def _score_row(score: ScoreRecord, document: PlanDocument) -> tuple[str, ...]:
    arms = (score.untreated, score.placebo, score.treated)
    means = (_value(arm.mean, score.unit) if arm else NONE for arm in arms)
    return *_named(score, document), *means, _by_drug(score), _important(score)


def _named(score: ScoreRecord, document: PlanDocument) -> tuple[str, str, str]:
    today = NONE if score.today is None else f"{score.today:g}"
    unit = "" if score.unit in ("points", _PROBABILITY) else f", {score.unit}"
    return f"{as_sentence(score.meaning)}{unit}", today, week_label(score.week, document)


def _by_drug(score: ScoreRecord) -> str:
    """A zero that no draw leaves was not found but put in: it says so."""
    change = score.by_drug
    if change is None:
        return NONE
    if change.low == change.high == 0:
        return f"{numbers.points(0)}, assumed"
    return _with_interval(change, score.unit)


def _important(score: ScoreRecord) -> str:
    return " or ".join(f"{change:g}" for change in score.important_changes) or NONE


def _value(value: float, unit: str) -> str:
    return numbers.probability(value) if unit == _PROBABILITY else numbers.points(value)


def _with_interval(values: IntervalRecord, unit: str) -> str:
    if values.low == values.high:
        return _value(values.mean, unit)
    return _percent_interval(values) if unit == _PROBABILITY else numbers.points_interval(values)


def _percent_interval(values: IntervalRecord) -> str:
    mean, low, high = (
        f"{round(100 * value) + 0:d}".replace("-", "−") for value in (values.mean, values.low, values.high)
    )
    return f"{numbers.unit(mean, '%')} ({numbers.span(low, high)})"


def side_effect_table(document: PlanDocument) -> Table | None:
    """How probable each side effect is; what nobody counted says so."""
    if not document.side_effects:
        return None
    return Table(
        "Chance in the strongest session: mean (90 % of predictions)",
        ("Side effect", "Chance", "× placebo in trials", "Certainty"),
        tuple(map(_side_effect_row, document.side_effects)),
    )


def _side_effect_row(effect: SideEffectRecord) -> tuple[str, ...]:
    chance = _percent_interval(effect.probability) if effect.probability else "frequency unknown"
    ratio = effect.times_as_often_as_placebo
    in_trials = f"{ratio:g}" if ratio else "not printed"
    return as_sentence(effect.name), chance, in_trials, effect.certainty or NONE


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


def _ketamine_row(compared: PathwayRecord, document: PlanDocument) -> tuple[str, ...]:
    standing = "proposed" if document.proposes_infusion else "not proposed"
    return "Ketamine", "placebo infusions", *map(_ketamine_cell, compared.windows), "see side effects", standing


def _ketamine_cell(window: WindowRecord) -> str:
    return numbers.points_interval(window.ketamine) if window.ketamine else "not predicted"


def _option_row(option: OptionRecord, windows: list[str]) -> tuple[str, ...]:
    standing = f"{option.standing}: {'; '.join(option.reasons)}" if option.reasons else option.standing
    cells = (_effects([e for e in option.effects if e.window == name]) for name in windows)
    return as_sentence(option.name), option.against, *cells, _harms(option), standing


def _effects(found: list[EffectRecord]) -> str:
    """The gains, each with its time where there are several."""
    if len(found) == 1:
        return _gain(found[0])
    return "; ".join(f"{_gain(effect)} {effect.when}" for effect in found) or NONE


def _gain(effect: EffectRecord) -> str:
    if effect.low is None or effect.high is None:
        return f"{numbers.points(effect.gain_points)} (no interval printed)"
    return f"{numbers.points(effect.gain_points)} ({numbers.span(*map(numbers.points, (effect.low, effect.high)))})"


def _harms(option: OptionRecord) -> str:
    return "; ".join(map(_harm, option.harms)) or "no number found"


def _harm(harm: HarmRecord) -> str:
    """A share of people, or a ratio with its interval."""
    if harm.low is None or harm.high is None:
        return f"{harm.what}: {numbers.unit(f'{100 * harm.value:.3g}', '%')}"
    return f"{harm.what}: {harm.value:.2f} ({numbers.span(f'{harm.low:.2f}', f'{harm.high:.2f}')})"


__all__ = ["HARMS_COLUMN", "pathway_table", "score_table", "side_effect_table"]
