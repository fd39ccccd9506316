"""What decides on a further session and is not learned from: no model predicts it."""

from collections.abc import Iterator

from sciatwin.individualise.likelihoods.base import AbstractReading
from sciatwin.individualise.setting import Setting
from sciatwin.inference.rows import joined
from sciatwin.observation import (
    Observations,
    OxygenSaturation,
    RespiratoryRate,
    Review,
    SelfHarmThoughts,
    SeriousEvent,
)

_KINDS = {
    OxygenSaturation: "oxygen saturation",
    RespiratoryRate: "breathing rate",
    SelfHarmThoughts: "item 9 of PHQ-9",
    SeriousEvent: "serious events",
    Review: "reviews",
}


def reading(observations: Observations, setting: Setting) -> AbstractReading | None:
    """A reading without rows that says what was recorded; None if nothing was."""
    found = tuple(_counted(observations))
    if not found:
        return None
    return AbstractReading(joined([]), (f"Used for the decision and not learned from: {', '.join(found)}.",))


def _counted(observations: Observations) -> Iterator[str]:
    for kind, words in _KINDS.items():
        if count := len(observations.of_kind(kind)):
            yield f"{words} ({count})"
