"""What must be said wherever a course is shown, whatever the question was."""

from collections.abc import Iterable

NO_TRIAL = "No trial shows that intravenous ketamine helps sciatica; lasting relief is extrapolated."

ARMS = (
    "Placebo means inert infusions that the patient believes in as much as in ketamine: what lies between placebo and "
    "ketamine is the drug alone."
)

FUNCTION = (
    "Function (Oswestry, Roland-Morris) follows recovery and not the drug: the trials that measured it saw no gain, "
    "even where pain was less."
)

PATHWAY = (
    "Two kinds of numbers: for ketamine, what the drug alone is predicted to do in this patient, with 90\u00a0% of "
    "predictions; for the others, the average of trials in other people, with its 95\u00a0% interval."
)


def not_measured_words(names: Iterable[str]) -> str:
    """Which outcomes have no prediction, by the questionnaire or count that is missing; empty if none is."""
    listed = "; ".join(names)
    return f"Not measured today, so not predicted: {listed}." if listed else ""


def sentence(text: str) -> str:
    """A text that begins with a capital letter."""
    return text[:1].upper() + text[1:]
