"""The tables of the mechanism: moments, relief, numbers with their origin, what is reproduced, the surrogate."""

from collections.abc import Mapping

from sciaclinic.answers import numbers
from sciaclinic.answers.blocks import NONE, Table
from sciaclinic.reports import mechanism_words as words
from sciaclinic.reports.mechanism_reproduction import ROWS
from sciatwin import receptor
from sciatwin.dorsal_horn.fitted.surrogate import Errors, surrogate
from sciatwin.dorsal_horn.typical_train import NUMBERS
from sciatwin.evidence import Estimate, Uncertain
from sciatwin.response import fast_effect_site
from sciatwin.response.lasting_relief import ACCOUNTS, fading_sensitisation, weights
from sciatwin.twin.explanation import Explanation


def moment_table(found: Explanation) -> Table:
    """Level, block and the circuit, before, during and after."""
    return Table(
        "The three moments: mean (90 % of versions); spikes at the mean block, and at its 5th and 95th percentile",
        ("Moment", "Hour", "S at the effect site, ng/mL", "Receptors blocked", "Output taken off", "Late spikes"),
        tuple(
            (
                moment.name,
                f"{moment.time_h:.1f}",
                words.level_with_range(moment.s_ketamine_site_ng_per_ml),
                words.percent_with_range(moment.block_fraction),
                words.percent_with_range(moment.quieted_fraction),
                "; ".join(dict.fromkeys(words.spikes_words(run) for run in moment.runs)),
            )
            for moment in found.moments
        ),
    )


def pain_table(found: Explanation) -> Table:
    """Pain in three arms."""
    arms = (found.pain_untreated, found.pain_placebo, found.pain_treated)
    return Table(
        "Leg pain, points of 10: mean (90 % of versions)",
        ("When", "Untreated", "Placebo", "Ketamine"),
        tuple((name, *(words.points_with_range(arm.at(row)) for arm in arms)) for name, row in _rows(found)),
    )


def relief_table(found: Explanation) -> Table:
    """What the drug takes off."""
    reliefs = (found.fast_relief_fraction, found.lasting_relief_fraction)
    return Table(
        "Part of leg pain that the drug alone removes: mean (90 % of versions)",
        ("When", "Fast relief", "Lasting relief"),
        tuple((name, *(words.percent_with_range(part.at(row)) for part in reliefs)) for name, row in _rows(found)),
    )


def _rows(found: Explanation) -> list[tuple[str, int]]:
    """Name and row of the moments at which relief is told."""
    return [(name, found.row_at(time_h)) for name, time_h in words.relief_moments(found)]


def pain_in_short(found: Explanation) -> Table:
    """Means only, for a patient."""
    arms = (found.pain_treated, found.pain_placebo, found.pain_untreated)
    return Table(
        "Leg pain, 0 to 10, on average",
        ("When", "Ketamine", "Placebo", "Untreated"),
        tuple((name, *(numbers.points(float(arm.mean[row])) for arm in arms)) for name, row in _rows(found)),
    )


def number_tables() -> tuple[Table, ...]:
    """Every number between the level and relief, link by link, with its range, standing and source."""
    return (
        _number_table("From level to block", receptor.PARAMETERS),
        _number_table("The cord and its circuit", NUMBERS),
        _number_table("Fast relief", fast_effect_site.PARAMETERS),
        _number_table(
            "Lasting relief, by rival accounts",
            {
                "carries over": weights.CARRIES_OVER,
                **weights.PARAMETERS,
                **{name: item for account in ACCOUNTS.values() for name, item in account.parameters.items()},
            },
        ),
    )


def _number_table(caption: str, items: Mapping[str, Uncertain | Estimate]) -> Table:
    estimates = [item.estimate if isinstance(item, Uncertain) else item for item in items.values()]
    return Table(
        caption, ("Number", "Value", "Range", "Status", "Source, place or reason"), tuple(map(_row, estimates))
    )


def _row(estimate: Estimate) -> tuple[str, ...]:
    unit = "" if estimate.unit == "1" else estimate.unit
    citation = f"{estimate.source.citation}: " if estimate.source else ""
    return (
        estimate.meaning,
        f"{numbers.number(estimate.value)} {unit}".strip(),
        _range(estimate),
        str(estimate.status),
        f"{citation}{estimate.place or estimate.reason}",
    )


def _range(estimate: Estimate) -> str:
    if estimate.low is not None and estimate.high is not None:
        return numbers.span(numbers.number(estimate.low), numbers.number(estimate.high))
    return f"SE {numbers.number(estimate.standard_error)}" if estimate.standard_error is not None else NONE


def account_table(found: Explanation) -> Table:
    """The rival accounts of lasting relief and how far each is believed."""
    return Table(
        "Rival accounts of lasting relief",
        ("Account", "Weight in sciatica", "What it says", "Goes through the circuit"),
        tuple(
            (
                key,
                numbers.probability_or_none(found.account_weights[key]),
                account.says,
                "yes" if account is fading_sensitisation.ACCOUNT else "no",
            )
            for key, account in ACCOUNTS.items()
        ),
    )


def surrogate_table() -> Table:
    """How far the surrogate lies from runs of the circuit that it was not fitted to."""
    made = surrogate()
    return Table(
        f"Surrogate against the circuit: {made.runs} runs fitted, {made.held_out} conditions kept back. Errors as "
        "parts of the range of all runs",
        ("Answer", "Mean", "Root mean square", "In 19 of 20", "Without the chance of single runs"),
        (_errors("ongoing output", made.output_errors), _errors("wind-up ratio", made.wind_up_errors)),
    )


def _errors(name: str, errors: Errors) -> tuple[str, ...]:
    parts = (errors.mean_absolute, errors.root_mean_square, errors.in_19_of_20, errors.of_curve)
    return name, *(f"{100 * part:.1f} %" for part in parts)


def reproduction_table() -> Table:
    """What the links reproduce of what was seen, and what they do not."""
    return Table(
        "Reproduced, in short; the pages of docs/explanation hold the whole tables, with tolerances and sources",
        ("Observation", "Seen", "Here", "Verdict", "Page"),
        tuple((row.observation, row.seen, row.here, row.verdict, row.page) for row in ROWS),
    )
