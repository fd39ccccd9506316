"""What a reader must know beside the tables: what placebo means, what was not measured, what no number says."""

from collections.abc import Iterator

from sciaclinic.answers.plan.document import PlanDocument
from sciaclinic.answers.plan.record.outcomes import PressureNoteRecord, SideEffectRecord
from sciaclinic.answers.words import ARMS, FUNCTION, PATHWAY, not_measured_words
from sciatwin.plan.told.sentence import as_sentence
from sciatwin.response.side_effects.dissociation import CADSS_PRESENT

_OPIOID = "Opioid use stays as it is unless somebody decides to taper it; no taper is assumed."

PATHWAY_ALONE = (
    "Averages of trials in other people, with their 95\u00a0% intervals. No ketamine is shown for this patient."
)


def arms(document: PlanDocument) -> str:
    """Said once, where the arms are first shown; empty if only the untreated course is."""
    return ARMS if document.weeks[0].placebo else ""


def coverage(document: PlanDocument) -> str:
    """How far the ranges are to be trusted; empty in an emergency."""
    held = [f"{item.inside} of {item.of} {item.what}" for item in document.measured_coverage]
    if not held:
        return ""
    return f"How far to trust the ranges: those of 90\u00a0% held {' and '.join(held)}, so they are too narrow."


def score_notes(document: PlanDocument) -> tuple[str, ...]:
    """What the table of outcomes leaves out."""
    return tuple(_score_notes(document))


def _score_notes(document: PlanDocument) -> Iterator[str]:
    if document.weeks[0].treated:
        yield FUNCTION
    if any(score.outcome == "opioid" for score in document.scores):
        yield _OPIOID
    if document.scores_not_measured:
        yield not_measured_words(item.name for item in document.scores_not_measured)


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


def pathway_words(document: PlanDocument) -> str:
    """How the numbers of the pathway are to be read."""
    if document.pathway is None:
        return ""
    return PATHWAY if any(window.ketamine for window in document.pathway.windows) else PATHWAY_ALONE


def pathway_notes(document: PlanDocument) -> tuple[str, ...]:
    """What the numbers of the other treatments leave out."""
    options = document.pathway.options if document.pathway else ()
    return tuple(f"{as_sentence(option.name)}: {option.remark}" for option in options if option.remark)
