"""What else is open to a patient with sciatica: published effects on pain, one treatment a file."""

from sciatwin.response.comparators.base import (
    Alternative,
    Comparator,
    GuidelineLine,
    Harm,
    Judgement,
    Standing,
    WindowEffect,
)
from sciatwin.response.comparators.pathway import COMPARATORS, alternatives

__all__ = [
    "COMPARATORS",
    "Alternative",
    "Comparator",
    "GuidelineLine",
    "Harm",
    "Judgement",
    "Standing",
    "WindowEffect",
    "alternatives",
]
