"""What a condition reads in one patient: an answer, and the patient's own values behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sciatwin.eligibility.logic import kleene
from sciatwin.patient import Answer


@dataclass(frozen=True)
class Reading:
    """``because`` holds plain statements about the patient, such as "systolic 196 mmHg is above 180 mmHg"."""

    answer: Answer
    because: tuple[str, ...]

    @property
    def text(self) -> str:
        return "; ".join(self.because)


def all_hold(readings: Sequence[Reading]) -> Reading:
    return _deciding(kleene.all_of(reading.answer for reading in readings), readings)


def any_holds(readings: Sequence[Reading]) -> Reading:
    return _deciding(kleene.any_of(reading.answer for reading in readings), readings)


def _deciding(answer: Answer, readings: Sequence[Reading]) -> Reading:
    """Keep only the statements that decided the answer, each once."""
    kept = (line for reading in readings if reading.answer is answer for line in reading.because)
    return Reading(answer, tuple(dict.fromkeys(kept)))
