"""The scales that are entered between sessions: range, bands, and whether their form may be printed.

Only totals are kept. Bands and licences are those of the project's collection of scales; "licence not checked" says
that none was seen, so the clinic supplies the form.
"""

from dataclasses import dataclass

from sciatwin.observation.seen.questionnaire_score import HIGHEST, Questionnaire

_NOT_CHECKED = "licence not checked"


@dataclass(frozen=True, kw_only=True)
class Scale:
    """Attributes: bands: highest score of each band and its name, rising; licence: in words."""

    key: Questionnaire
    name: str
    asks: str
    scoring: str
    bands: tuple[tuple[float, str], ...] = ()
    licence: str = _NOT_CHECKED

    @property
    def highest(self) -> float:
        return HIGHEST[self.key]

    def band(self, score: float) -> str:
        """Name of the band that a score lies in; empty where the scale has none."""
        return next((name for most, name in self.bands if score <= most), "")


SCALES = (
    Scale(
        key=Questionnaire.PHQ9,
        name="PHQ-9",
        asks="mood, last two weeks",
        scoring="sum of 9 items, each 0 to 3",
        bands=((4, "minimal"), (9, "mild"), (14, "moderate"), (19, "moderately severe"), (27, "severe")),
        licence="no permission needed (wording of the owner on the sibling PHQ-15)",
    ),
    Scale(
        key=Questionnaire.GAD7,
        name="GAD-7",
        asks="anxiety, last two weeks",
        scoring="sum of 7 items, each 0 to 3",
        bands=((4, "minimal"), (9, "mild"), (14, "moderate"), (21, "severe")),
        licence="no permission needed (inferred from the same family)",
    ),
    Scale(
        key=Questionnaire.ISI,
        name="ISI",
        asks="sleep, last two weeks",
        scoring="sum of 7 items, each 0 to 4",
        bands=((7, "none"), (14, "below threshold"), (21, "moderate"), (28, "severe")),
    ),
    Scale(
        key=Questionnaire.ODI,
        name="ODI",
        asks="disability by back and leg",
        scoring="100 × sum / (5 × sections answered), in %",
        bands=((20, "minimal"), (40, "moderate"), (60, "severe"), (80, "very severe"), (100, "bed-bound")),
    ),
    Scale(
        key=Questionnaire.ROLAND_MORRIS,
        name="Roland-Morris",
        asks="disability today",
        scoring="number of 24 statements that apply",
        licence="no permission needed for the published form (its authors)",
    ),
    Scale(
        key=Questionnaire.BPI_INTERFERENCE,
        name="BPI interference",
        asks="how far pain interferes, last 24 h",
        scoring="mean of 7 items, each 0 to 10",
        licence="copyright C. Cleeland 1991: permission is needed",
    ),
)
_BY_KEY = {scale.key: scale for scale in SCALES}


def in_words(key: str, score: float) -> str:
    """A total with its range and band, such as "PHQ-9 12 of 27, moderate"."""
    scale = _BY_KEY[Questionnaire(key)]
    band = scale.band(score)
    return f"{scale.name} {score:g} of {scale.highest:g}" + (f", {band}" if band else "")
