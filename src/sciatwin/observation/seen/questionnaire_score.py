"""One total score of a questionnaire, as its form gives it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sciatwin.observation.checks import range_faults, refuse, time_faults, whole_number_faults


class Questionnaire(StrEnum):
    """Which form; the values are the fields of a patient's questionnaires."""

    PHQ9 = "phq9"
    GAD7 = "gad7"
    ISI = "isi"
    ODI = "odi"
    ROLAND_MORRIS = "roland_morris"
    BPI_INTERFERENCE = "bpi_interference"


HIGHEST: Mapping[Questionnaire, float] = {
    Questionnaire.PHQ9: 27,
    Questionnaire.GAD7: 21,
    Questionnaire.ISI: 28,
    Questionnaire.ODI: 100,
    Questionnaire.ROLAND_MORRIS: 24,
    Questionnaire.BPI_INTERFERENCE: 10,
}


_OF_WHOLE_POINTS = {Questionnaire.PHQ9, Questionnaire.GAD7, Questionnaire.ISI, Questionnaire.ROLAND_MORRIS}
"""The others are a percentage of what was answered, and a mean of items."""


@dataclass(frozen=True, kw_only=True)
class QuestionnaireScore:
    """Total from 0 to the highest of the form. ODI is its percentage."""

    time_h: float
    questionnaire: Questionnaire
    score: float

    def __post_init__(self) -> None:
        refuse(f"QuestionnaireScore at {self.time_h:g} h", self._faults())

    def _faults(self) -> Iterator[str]:
        yield from time_faults(self.time_h)
        yield from range_faults("score", self.score, 0, HIGHEST[self.questionnaire], self.questionnaire)
        if self.questionnaire in _OF_WHOLE_POINTS:
            yield from whole_number_faults("score", self.score, self.questionnaire)
