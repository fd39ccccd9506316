"""The scales that are entered between sessions: which they are and what they ask.

Only totals are kept. Range, scoring, bands and licence are those of the project's collection
(``sciatwin.evidence.scale``), where each has its source.
"""

from dataclasses import dataclass

from sciatwin.evidence import scale as collection
from sciatwin.evidence.scale import Permission
from sciatwin.observation.seen.questionnaire_score import Questionnaire

_MAY_REPRODUCE = {
    Permission.YES: "its form may be printed",
    Permission.CONDITIONAL: "its form may be printed under conditions",
    Permission.NO: "the clinic supplies the form",
}


@dataclass(frozen=True, kw_only=True)
class AskedScale:
    """Attributes: name: short, as a page shows it; asks: of what, and over which time."""

    key: Questionnaire
    name: str
    asks: str

    @property
    def highest(self) -> float:
        return collection.highest_score(self.key)

    @property
    def scoring(self) -> str:
        return self._known.scoring

    @property
    def licence(self) -> str:
        """Whether its form may be printed, and by what that is known."""
        licence = self._known.licence
        return f"{_MAY_REPRODUCE[licence.may_reproduce]} ({licence.basis})"

    def band(self, score: float) -> str:
        """Name of the band that a score lies in; empty where the scale has none."""
        found = collection.band(self._known, score)
        return found.name if found else ""

    @property
    def _known(self) -> collection.Scale:
        return collection.scale(self.key)


SCALES = (
    AskedScale(key=Questionnaire.PHQ9, name="PHQ-9", asks="mood, last two weeks"),
    AskedScale(key=Questionnaire.GAD7, name="GAD-7", asks="anxiety, last two weeks"),
    AskedScale(key=Questionnaire.ISI, name="ISI", asks="sleep, last two weeks"),
    AskedScale(key=Questionnaire.ODI, name="ODI", asks="disability by back and leg"),
    AskedScale(key=Questionnaire.ROLAND_MORRIS, name="Roland-Morris", asks="disability today"),
    AskedScale(key=Questionnaire.BPI_INTERFERENCE, name="BPI interference", asks="how far pain interferes, last 24 h"),
)
_BY_KEY = {scale.key: scale for scale in SCALES}


def in_words(key: str, score: float) -> str:
    """A total with its range and band, such as "PHQ-9 12 of 27, moderate"."""
    scale = _BY_KEY[Questionnaire(key)]
    band = scale.band(score)
    return f"{scale.name} {score:g} of {scale.highest:g}" + (f", {band}" if band else "")
