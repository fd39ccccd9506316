"""What a session may do besides, in words and tables, and what no number says of it."""

from collections.abc import Callable

from sciaclinic.answers import numbers
from sciaclinic.answers.blocks import NONE, Table
from sciaclinic.answers.plan.document import PlanDocument
from sciaclinic.answers.plan.record.outcomes import (
    PressureNoteRecord,
    SideEffectRecord,
)
from sciaclinic.answers.plan.words.cells import (
    percent_interval,
    probability_or_none,
)
from sciaclinic.answers.plan.words.given_before import left_out
from sciaclinic.answers.record import IntervalRecord
from sciatwin.plan.told.sentence import as_sentence
from sciatwin.response.side_effects.dissociation import CADSS_PRESENT


def risk_table(document: PlanDocument) -> Table | None:
    """Highest predicted values of the sessions planned."""
    risks = document.risks
    if risks is None:
        return None

    def levels(values: IntervalRecord) -> str:
        return _spread(values, numbers.two_digits, "ng/mL")

    def percent(value: float) -> str:
        return f"{100 * value:.0f}"

    def whole(value: float) -> str:
        return f"{value:.0f}"

    systolic = risks.systolic_mmhg
    return Table(
        f"Highest values of {_which(document)}: mean (90 % of predictions)",
        ("What", "Value"),
        (
            ("Dissociation, part of a visual scale", _spread(risks.dissociation_fraction, percent, "%")),
            ("Dissociation, CADSS (0 to 92)", _spread(risks.cadss, whole, "points")),
            ("Chance of severe dissociation", numbers.probability(risks.severe_dissociation_probability)),
            ("Systolic pressure", _spread(systolic, whole, "mmHg") if systolic else "unknown"),
            ("Chance of severe hypertension", probability_or_none(risks.severe_hypertension_probability)),
            ("Rise of heart rate", _spread(risks.heart_rate_rise_per_min, whole, "/min")),
            ("Ketamine, arterial", levels(risks.ketamine_arterial_ng_per_ml)),
            ("Ketamine, venous", levels(risks.ketamine_venous_ng_per_ml)),
        ),
    )


def _which(document: PlanDocument) -> str:
    left = left_out(document)
    return f"the sessions planned{left}" if left else "the course"


def _spread(values: IntervalRecord, text: Callable[[float], str], unit: str) -> str:
    return f"{numbers.unit(text(values.mean), unit)} ({text(values.low)} to {text(values.high)})"


def side_effect_table(document: PlanDocument) -> Table | None:
    """How probable each side effect is; what nobody counted says so."""
    if not document.side_effects:
        return None
    return Table(
        f"Chance in the strongest session{left_out(document)}: mean (90 % of predictions)",
        ("Side effect", "Chance", "× placebo in trials", "Certainty"),
        tuple(map(_side_effect_row, document.side_effects)),
    )


def _side_effect_row(effect: SideEffectRecord) -> tuple[str, ...]:
    chance = percent_interval(effect.probability) if effect.probability else "frequency unknown"
    ratio = effect.times_as_often_as_placebo
    in_trials = f"{ratio:g}" if ratio else "not printed"
    return as_sentence(effect.name), chance, in_trials, effect.certainty or NONE


def side_effect_notes(document: PlanDocument) -> tuple[str, ...]:
    """What the numbers of side effects do not say; empty without an infusion."""
    if document.risks is None:
        return ()
    dissociation = (
        f"Above {CADSS_PRESENT.value:g} points of the CADSS dissociation counts as present. That marks no danger; no "
        "value at which to stop is published."
    )
    return (
        dissociation,
        *map(_pressure_note, document.pressure_rises_more),
        *(_said_of(effect) for effect in document.side_effects if effect.note and effect.probability),
    )


def why_unknown(document: PlanDocument) -> tuple[str, ...]:
    """Why some side effects have no probability."""
    return tuple(_said_of(effect) for effect in document.side_effects if effect.note and not effect.probability)


def _said_of(effect: SideEffectRecord) -> str:
    return f"{as_sentence(effect.name)}: {effect.note}"


def _pressure_note(item: PressureNoteRecord) -> str:
    who = item.what if item.is_known else f"{item.what}, which is unknown here"
    return f"Probably higher than predicted: {item.raises} ({who}); nobody printed by how much."
