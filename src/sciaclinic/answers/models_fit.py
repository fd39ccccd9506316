"""Whether the kinetic models describe the patient, as every document says it."""

from sciaclinic.answers.record import Record
from sciatwin.suitability import Suitability


class ModelFitRecord(Record):
    """How well a kinetic model describes this patient."""

    model: str
    """Key of the model, by first author and year."""
    level: str
    """``compatible``, ``partly compatible`` or ``incompatible``."""
    reasons: tuple[str, ...]

    @property
    def in_words(self) -> str:
        return f"{self.model}: {self.level} ({'; '.join(self.reasons) or 'inside the studied range'})"


def model_fits(found: Suitability) -> tuple[ModelFitRecord, ...]:
    """How well each kinetic model describes the patient."""
    return tuple(ModelFitRecord(model=fit.model_key, level=fit.level, reasons=fit.reasons) for fit in found.fits)
