"""The stored answer to "what would this infusion do?"."""

from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from sciaclinic.answers.answer import AnswerDocument
from sciaclinic.answers.curves import CurvesRecord
from sciaclinic.answers.models_fit import ModelFitRecord
from sciatwin.eligibility import Verdict
from sciatwin.patient import Patient
from sciatwin.plan.told.beyond_pain import ScoreOutcome, SideEffectChance
from sciatwin.plan.told.outcomes import Peaks, WeekOutcome
from sciatwin.regimen import Regimen
from sciatwin.suitability import Readiness
from sciatwin.twin.shown.pathway_shown import PathwayShown

DRAWN = (
    "ketamine_arterial",
    "ketamine_venous",
    "nmda_block",
    "dissociation",
    "pain_untreated",
    "pain_placebo",
    "pain_treated",
)
"""Curves that every course has; pressures and scores are there if they were measured."""


class CourseDocument(AnswerDocument):
    """One regimen in one patient beside the same patient untreated and on placebo, in numbers and curves."""

    VERSION: ClassVar[str] = "1.0"

    kind: Literal["course"] = "course"
    patient: Patient
    regimen: Regimen
    """What is simulated; hours count from the start of the course."""
    given: Regimen
    """Sessions before it, which are part of the course; no infusion where none was given."""
    starts_h: float = Field(ge=0)
    """Hour from which weeks count; 0 where nothing was given before."""
    dangers: tuple[str, ...]
    """What the course is predicted to do that must never go unsaid."""
    verdict: Verdict
    readiness: Readiness
    no_dose_because: tuple[str, ...]
    """Everything for which no dose may be given; it was simulated all the same, to study the model."""
    needs_override: tuple[str, ...]
    open_questions: tuple[str, ...]
    models: tuple[ModelFitRecord, ...]
    peaks: Peaks
    """Highest values from the start of what is simulated on."""
    weeks: tuple[WeekOutcome, ...]
    """Leg pain (0 to 10) in the three arms, and gains."""
    beyond_pain: tuple[ScoreOutcome, ...]
    not_measured: tuple[str, ...]
    """Questionnaires and counts without which an outcome is not predicted."""
    side_effects: tuple[SideEffectChance, ...]
    """Of the strongest session that is simulated; those given before are not counted."""
    pathway: PathwayShown | None
    """Ketamine against what else is open; absent where a red flag comes first."""
    curves: tuple[CurvesRecord, ...]

    @model_validator(mode="after")
    def _can_be_drawn(self) -> Self:
        known = {curve.name for group in self.curves if group.at for curve in group.curves}
        if missing := [name for name in DRAWN if name not in known]:
            raise ValueError(f"curves are missing that the figures show: {', '.join(missing)}")
        return self

    @property
    def all_curves(self) -> tuple[CurvesRecord, ...]:
        return self.curves
