"""What every condition offers."""

from abc import ABC, abstractmethod

from pydantic import BaseModel, ConfigDict

from sciatwin.eligibility.logic.reading import Reading
from sciatwin.patient import Patient


class AbstractCondition(BaseModel, ABC):
    """A condition is data; what it names is checked when its rule file is loaded."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @property
    @abstractmethod
    def fields(self) -> tuple[str, ...]:
        """Fields of the patient record that it looks at."""

    @abstractmethod
    def read(self, patient: Patient) -> Reading:
        """Does it hold for this patient? UNKNOWN if the answer rests on something nobody asked."""


def one_or_more(value: object) -> object:
    """A rule may write one item without a list."""
    return tuple(value) if isinstance(value, list | tuple) else (value,)
