"""What every stored answer says of itself: which question it answers, in which form, when and by what it was made."""

from typing import ClassVar

from pydantic import AwareDatetime

from sciaclinic.answers.curves import CurvesRecord
from sciaclinic.answers.record import Record
from sciatwin.patient import Patient

STATEMENT = (
    "For trained clinicians. Supports, does not replace, judgement. Not for patient self-use. "
    "Not reviewed or cleared by any regulator."
)


class SoftwareRecord(Record):
    """What made the document, so that it can be made again."""

    name: str
    version: str
    draws: int | None
    """Simulated versions of the patient; absent where nothing was simulated."""
    seed: int | None


class AnswerDocument(Record):
    """A self-contained answer to one question: everything that page, paper and terminal show is drawn from it."""

    VERSION: ClassVar[str]
    """Of the form of this kind of document that is written today."""

    kind: str
    """The question that is answered."""
    schema_version: str
    """Major and minor number of the form; the minor one rises where a field is added that may be left out."""
    statement: str
    created_at: AwareDatetime
    software: SoftwareRecord

    @property
    def made(self) -> str:
        """When and by what it was made, in words."""
        by = self.software
        drawn = f"{by.draws} simulated versions, seed {by.seed} · " if by.draws is not None else ""
        return (
            f"{self.created_at:%d %B %Y, %H:%M %Z} · {by.name} {by.version} · {drawn}"
            f"{self.kind} format {self.schema_version}"
        ).lstrip("0")

    @property
    def about(self) -> Patient | None:
        """Whom it tells of; nobody where no person was asked about."""
        return getattr(self, "patient", None)

    @property
    def all_curves(self) -> tuple[CurvesRecord, ...]:
        """Everything predicted along time; none where nothing was."""
        return ()
