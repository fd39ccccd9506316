"""Every kind of document: the questions that can be answered, stored and drawn again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from sciaclinic.answers.answer import Answer
    from sciaclinic.answers.blocks import Sheet

D = TypeVar("D", bound="Answer")


@dataclass(frozen=True)
class Kind(Generic[D]):
    """A kind of document and the sheet that is made of it."""

    document: type[D]
    sheet: Callable[[D], Sheet]


def _in(folder: str, document: str, sheet: str = "sheet") -> Callable[[], Kind[Any]]:
    """The kind whose ``document.py`` and sheet stand in a folder of this room."""

    def load() -> Kind[Any]:
        room = f"{__package__}.{folder}"
        shown = import_module(f"{room}.{sheet}")
        return Kind(getattr(import_module(f"{room}.document"), document), shown.sheet_of)

    return load


KINDS: Mapping[str, Callable[[], Kind[Any]]] = {
    "check": _in("check", "CheckDocument"),
    "course": _in("course", "CourseDocument"),
    "learned": _in("learned", "LearnedDocument"),
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


def sheet_for(document: Answer) -> Sheet:
    """The sheet of any document."""
    return KINDS[document.kind]().sheet(document)
