"""The tables of the mechanism: moments, relief, numbers with their origin, what is reproduced, the surrogate."""

from collections.abc import Iterator

from sciaclinic.answers import numbers
from sciaclinic.answers.blocks import NONE, NOT_ON_TERMINAL, ON_TERMINAL, Table
from sciaclinic.answers.evidence.estimate_record import EstimateRecord
from sciaclinic.answers.mechanism import words
from sciaclinic.answers.mechanism.document import MechanismDocument
from sciatwin.dorsal_horn.fitted.surrogate import Errors

_SPIKES = "Spikes: late ones after the first shock of a train → after each of the last three; one typical cord."


def moment_table(document: MechanismDocument) -> Table:
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
            for moment in document.moments
        ),
        note=_SPIKES,
        on=NOT_ON_TERMINAL,
    )


def moments_in_short(document: MechanismDocument) -> Table:
    """The same where there is little room."""
    return Table(
        "Block of the receptor and the circuit, mean (90 % of versions)",
        ("moment", "hour", "blocked", "spikes", "wind-up", "output taken off"),
        tuple(
            (
                moment.name,
                f"{moment.time_h:.1f}",
                words.percent_with_range(moment.block_fraction),
                words.spikes_words(moment.at_mean_block),
                words.wind_up_words(moment),
                words.percent_with_range(moment.quieted_fraction),
            )
            for moment in document.moments
        ),
        note=_SPIKES,
        on=ON_TERMINAL,
    )


def pain_table(document: MechanismDocument) -> Table:
    """Pain in three arms."""
    return Table(
        "Leg pain, points of 10: mean (90 % of versions)",
        ("When", "Untreated", "Placebo", "Ketamine"),
        tuple(
            (at.when, *map(words.points_with_range, (at.pain_untreated, at.pain_placebo, at.pain_treated)))
            for at in document.relief
        ),
    )


def relief_table(document: MechanismDocument) -> Table:
    """What the drug takes off."""
    return Table(
        "Part of leg pain that the drug alone removes: mean (90 % of versions)",
        ("When", "Fast relief", "Lasting relief"),
        tuple(
            (at.when, *map(words.percent_with_range, (at.fast_relief_fraction, at.lasting_relief_fraction)))
            for at in document.relief
        ),
    )


def pain_in_short(document: MechanismDocument) -> Table:
    """Means only, for a patient."""
    return Table(
        "Leg pain, 0 to 10, on average",
        ("When", "Ketamine", "Placebo", "Untreated"),
        tuple(
            (at.when, *(numbers.points(arm.mean) for arm in (at.pain_treated, at.pain_placebo, at.pain_untreated)))
            for at in document.relief
        ),
    )


def number_tables(document: MechanismDocument) -> Iterator[Table]:
    """Every number between the level and relief, link by link, with its range, standing and source."""
    for group in document.model.numbers:
        columns = ("Number", "Value", "Range", "Status", "Source, place or reason")
        yield Table(group.title, columns, tuple(map(_number, group.numbers)), on=NOT_ON_TERMINAL)


def _number(estimate: EstimateRecord) -> tuple[str, ...]:
    citation = f"{estimate.source.citation}: " if estimate.source else ""
    return (
        estimate.meaning,
        f"{numbers.number(estimate.value)} {estimate.unit}".strip(),
        _range(estimate),
        estimate.status,
        f"{citation}{estimate.place or estimate.reason}",
    )


def _range(estimate: EstimateRecord) -> str:
    if estimate.low is not None and estimate.high is not None:
        return numbers.span(numbers.number(estimate.low), numbers.number(estimate.high))
    return f"SE {numbers.number(estimate.standard_error)}" if estimate.standard_error is not None else NONE


def account_table(document: MechanismDocument) -> Table:
    """The rival accounts of lasting relief and how far each is believed."""
    return Table(
        "Rival accounts of lasting relief",
        ("Account", "Weight in sciatica", "What it says", "Goes through the circuit"),
        tuple(
            (
                account.key,
                numbers.probability_or_zero(account.weight),
                account.says,
                "yes" if account.goes_through_circuit else "no",
            )
            for account in document.accounts
        ),
        on=NOT_ON_TERMINAL,
    )


def reproduction_table(document: MechanismDocument) -> Table:
    """What the links reproduce of what was seen, and what they do not."""
    return Table(
        "Reproduced, in short; the pages of docs/explanation hold the whole tables, with tolerances and sources",
        ("Observation", "Seen", "Here", "Verdict", "Page"),
        tuple((row.observation, row.seen, row.here, row.verdict, row.page) for row in document.model.reproduced),
        on=NOT_ON_TERMINAL,
    )


def surrogate_table(document: MechanismDocument) -> Table:
    """How far the surrogate lies from runs of the circuit that it was not fitted to."""
    made = document.model.surrogate
    return Table(
        f"Surrogate against the circuit: {made.runs} runs fitted, {made.held_out} conditions kept back. Errors as "
        "parts of the range of all runs",
        ("Answer", "Mean", "Root mean square", "In 19 of 20", "Without the chance of single runs"),
        (_errors("ongoing output", made.output_errors), _errors("wind-up ratio", made.wind_up_errors)),
        numeric=(1, 2, 3, 4),
        on=NOT_ON_TERMINAL,
    )


def _errors(name: str, errors: Errors) -> tuple[str, ...]:
    parts = (errors.mean_absolute, errors.root_mean_square, errors.in_19_of_20, errors.of_curve)
    return name, *(f"{100 * part:.1f} %" for part in parts)
