"""The two trials that any account of lasting relief must answer, in words: one negative, one positive."""

from dataclasses import dataclass

import numpy as np

from sciatwin.evidence.published_trial import Measure
from sciatwin.response.lasting_relief import ACCOUNTS
from sciatwin.response.lasting_relief.no_lasting_effect import ACCOUNT as NULL
from sciatwin.validation.trials.compare import TrialComparison
from sciatwin.validation.trials.row import AVERAGE, RowUse, TrialRow
from sciatwin.validation.trials.score import row_crps

_EVEN_CHANCE = 0.5
_TRIALS_NAMED = 3


@dataclass(frozen=True)
class TrialAnswer:
    """One trial, what is said of it, and whether each of its numbers lies inside."""

    trial: str
    question: str
    says: tuple[str, ...]


def answers(found: TrialComparison) -> tuple[TrialAnswer, ...]:
    """Both trials."""
    return (_single_dose(found), _several_days(found))


def held_out_verdict(found: TrialComparison) -> str:
    """Which account the held-out trials favour, and which of them tell the accounts apart."""
    by_account = {score.account: score.crps for score in found.scores if score.group is RowUse.HELD_OUT}
    best = min(by_account, key=lambda account: by_account[account])
    apart = sorted(_spread_by_trial(found).items(), key=lambda item: -item[1])[:_TRIALS_NAMED]
    names = ", ".join(f"{key} ({100 * spread:.0f})" for key, spread in apart)
    best_of, average, null = (f"{100 * by_account[account]:.1f}" for account in (best, AVERAGE, NULL.key))
    return (
        f"On held-out trials the lowest CRPS is that of: {best} ({best_of}); the weighted average has {average}, "
        f"{NULL.key} {null}. The accounts differ most in {names}; elsewhere they predict nearly the same. "
        "No weight was moved by this."
    )


def _spread_by_trial(found: TrialComparison) -> dict[str, float]:
    """Largest less smallest CRPS of the accounts alone, by held-out trial."""
    by_trial: dict[str, list[TrialRow]] = {}
    for row in found.of(RowUse.HELD_OUT):
        by_trial.setdefault(row.trial.key, []).append(row)
    means = {
        key: [float(np.mean([row_crps(row, account) for row in rows])) for account in ACCOUNTS]
        for key, rows in by_trial.items()
    }
    return {key: max(values) - min(values) for key, values in means.items()}


def _single_dose(found: TrialComparison) -> TrialAnswer:
    key, arm, when = "pickering2020", "ketamine", "day 0–35"
    difference = found.find(key, Measure.PAIN_DIFFERENCE, when, arm)
    verdict = found.find(key, Measure.SIGNIFICANT, when, arm)
    return TrialAnswer(
        key,
        "Why did one infusion of 0.5 mg/kg show nothing over 35 days (held out)?",
        (
            f"Difference from placebo: {_beside(difference)}.",
            f"By account alone: {_by_account(difference)}.",
            f"The trial was negative; {_chance(verdict, 'that 20 people show a difference')}.",
            _single_dose_verdict(difference, verdict),
        ),
    )


def _single_dose_verdict(difference: TrialRow, verdict: TrialRow) -> str:
    words = "It tells little about what follows days of infusion."
    return f"{_verdict(difference, verdict, 'the difference')} {words}"


def _verdict(number: TrialRow, reported: TrialRow, what: str) -> str:
    """The same bar for every trial: the number lies inside, and the verdict of the trial was the likelier one."""
    if not number.is_inside():
        return f"Not answered: {what} lies outside."
    likelier = (reported.predicted() >= _EVEN_CHANCE) == bool(reported.observed)
    if likelier:
        return f"Answered: {what} lies inside, and the verdict of the trial was the likelier one."
    return f"Answered in part: {what} lies inside, yet the verdict of the trial was the less likely one."


def _several_days(found: TrialComparison) -> TrialAnswer:
    key, arm, pair = "sigtermans2009", "S-ketamine", "S-ketamine"
    ratio = found.find(key, Measure.PAIN_RATIO, "day 7", pair)
    over_weeks = found.find(key, Measure.SIGNIFICANT, "day 0–84", pair)
    at_the_end = found.find(key, Measure.SIGNIFICANT, "day 84", pair)
    felt, felt_on_placebo = (found.find(key, Measure.PSYCHOMIMETIC, "day 0–4.2", name) for name in (arm, "placebo"))
    checks = (over_weeks, at_the_end, felt, felt_on_placebo)
    return TrialAnswer(
        key,
        "Why did 100 hours of S-ketamine help for weeks (the ratio was fitted, the rest was not)?",
        (
            f"Pain on ketamine ÷ on placebo at week 1: {_beside(ratio)}.",
            f"By account alone: {_by_account(ratio)}.",
            f"Over 12 weeks the arms differed; {_chance(over_weeks, 'of that')}.",
            f"At week 12 they did not (p 0.07); {_chance(at_the_end, 'that they do')}.",
            f"Psychomimetic effects on S-ketamine: {_beside(felt)}; on placebo: {_beside(felt_on_placebo)}. "
            "The model of dissociation knows none without the drug, trials report some.",
            _several_days_verdict(ratio, checks),
        ),
    )


def _several_days_verdict(ratio: TrialRow, checks: tuple[TrialRow, ...]) -> str:
    inside = sum(row.is_inside() for row in checks)
    checked = f"Of {len(checks)} further checks inside the trial, {inside} hold."
    return f"{_verdict(ratio, checks[0], 'the fitted ratio')} {checked}"


def _beside(row: TrialRow) -> str:
    low, high = row.interval()
    where = "inside" if row.is_inside() else "outside"
    return (
        f"observed {_number(row.observed or 0.0)}, predicted {_number(row.predicted())} "
        f"(90 % {_number(low)} to {_number(high)}): {where}"
    )


def _by_account(row: TrialRow) -> str:
    return ", ".join(f"{key} {_number(row.predicted(key))}" for key in ACCOUNTS)


def _chance(row: TrialRow, of_what: str) -> str:
    alone = ", ".join(f"{key} {row.predicted(key):.0%}" for key in ACCOUNTS)
    return f"the predicted chance {of_what} is {row.predicted():.0%} ({alone})"


def _number(value: float) -> str:
    return f"{value + 0.0:.2f}".replace("-", "−")
