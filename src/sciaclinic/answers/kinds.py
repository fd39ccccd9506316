"""Every kind of document: the questions that can be answered, stored and drawn again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from sciaclinic.answers.answer import AnswerDocument
    from sciaclinic.answers.blocks import Sheet

D = TypeVar("D", bound="AnswerDocument")


@dataclass(frozen=True)
class Kind(Generic[D]):
    """A kind of document and the sheet that is made of it; ``pages``: others, for other readers, by their name."""

    document: type[D]
    sheet: Callable[[D], Sheet]
    pages: Mapping[str, Callable[[D], Sheet]] = field(default_factory=dict)


def _in(folder: str, document: str, sheet: str = "sheet", pages: Sequence[str] = ()) -> Callable[[], Kind[Any]]:
    """The kind whose ``document.py`` and sheets stand in a folder of this room; pages: as in ``NAME_sheet.py``."""

    def load() -> Kind[Any]:
        room = f"{__package__}.{folder}"
        record = getattr(import_module(f"{room}.document"), document)
        others = {name: import_module(f"{room}.{name}_sheet").sheet_of for name in pages}
        return Kind(record, import_module(f"{room}.{sheet}").sheet_of, others)

    return load


KINDS: Mapping[str, Callable[[], Kind[Any]]] = {
    "check": _in("check", "CheckDocument"),
    "course": _in("course", "CourseDocument"),
    "plan": _in("plan", "PlanDocument"),
    "learned": _in("learned", "LearnedDocument"),
    "mechanism": _in("mechanism", "MechanismDocument", pages=("patient",)),
    "sources": _in("evidence.sources", "SourcesDocument"),
    "estimates": _in("evidence.estimates", "EstimatesDocument"),
    "trials": _in("evidence.trials", "TrialsDocument"),
    "trial": _in("evidence.trials", "TrialDocument", "trial_sheet"),
    "meta-analyses": _in("evidence.meta_analyses", "MetaAnalysesDocument"),
    "meta-analysis": _in("evidence.meta_analyses", "MetaAnalysisDocument", "forest_sheet"),
    "claims": _in("evidence.claims", "ClaimsDocument"),
    "claim": _in("evidence.claims", "ClaimDocument", "claim_sheet"),
    "models": _in("models", "ModelsDocument"),
    "model": _in("models", "ModelDocument", "model_sheet"),
    "validation-levels": _in("validation.levels", "LevelsValidationDocument"),
    "validation-trials": _in("validation.trials", "TrialsValidationDocument"),
    "validation-wind-up": _in("validation.wind_up", "WindUpValidationDocument"),
    "calibration": _in("calibration", "CalibrationDocument"),
    "circuit": _in("circuit", "CircuitDocument"),
}
"""By the name of the question. Each is loaded when it is asked for."""


def sheet_for(document: AnswerDocument) -> Sheet:
    """The sheet of any document."""
    return KINDS[document.kind]().sheet(document)
