"""What a rule, or all rules together, say about a patient."""

from collections.abc import Iterable
from enum import StrEnum


class Verdict(StrEnum):
    """From worst to best: must not be infused; not before a physician sets a rule aside; cannot be said yet; with care;
    nothing found."""

    BLOCK = "block"
    NEEDS_OVERRIDE = "needs override"
    OPEN_QUESTION = "open question"
    CAUTION = "caution"
    CLEAR = "clear"


_WORST_FIRST = tuple(Verdict)


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The worst one wins; nothing at all is clear."""
    return min(verdicts, key=_WORST_FIRST.index, default=Verdict.CLEAR)
