"""Whether the kinetic models describe the patient, as every document says it."""

from collections.abc import Iterable

from sciaclinic.answers.record import Record
from sciatwin.pharmacokinetics.which_model.applicability import Applicability
from sciatwin.pharmacokinetics.which_model.library import model_named


class ModelFitRecord(Record):
    """How well a kinetic model describes this patient."""

    model: str
    """Key of the model, by first author and year."""
    title: str
    level: str
    """``compatible``, ``partly compatible`` or ``incompatible``."""
    reasons: tuple[str, ...]

    @property
    def in_words(self) -> str:
        return f"{self.model}: {self.level} ({'; '.join(self.reasons) or 'inside the studied range'})"


def model_fits(fits: Iterable[Applicability]) -> tuple[ModelFitRecord, ...]:
    """How well each kinetic model describes the patient."""
    return tuple(
        ModelFitRecord(
            model=fit.model_key, title=model_named(fit.model_key).title, level=fit.level.value, reasons=fit.reasons
        )
        for fit in fits
    )
