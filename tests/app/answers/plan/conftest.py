"""Plans of every kind with their documents, made with few draws so that they are quick."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from sciaclinic.answers.blocks import Figure
from sciaclinic.answers.plan.document import PlanDocument
from sciatwin.patient import Answer, Conditions, RedFlags, Vitals
from sciatwin.plan import Plan, plan_infusion
from sciatwin.twin import Twin
from support.drawn_plan import document_of, figures_of, page_of

FEW_DRAWS = 80
MADE_AT = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
MARKUP = '<script>alert(1)</script> #let x = 1 *bold* [red]$ = 2 @note "quoted" \\ {{ 7 * 7 }}'


@dataclass(frozen=True)
class Made:
    plan: Plan
    document: PlanDocument
    figures: tuple[Figure, ...]
    twin: Twin


def _changed(patient, part=None, **values):
    if part is None:
        return patient.model_copy(update=values)
    return patient.model_copy(update={part: getattr(patient, part).model_copy(update=values)})


def _variants(patient):
    return {
        "typical": patient,
        "blocked": _changed(patient, "conditions", active_psychosis_or_schizophrenia=Answer.YES),
        "emergency": _changed(patient, "red_flags", saddle_numbness=Answer.YES, weight_loss=Answer.YES),
        "recent": _changed(patient, "sciatica", duration_days=20.0, leg_pain=4.0),
        "unmeasured": _changed(patient, vitals=Vitals()),
        "unanswered": _changed(
            patient,
            conditions=Conditions(),
            red_flags=RedFlags(),
            treatments=None,
            medicines=None,
            days_since_ketamine_course=None,
        ),
        "markup": _changed(patient, "goals", in_own_words=MARKUP),
    }


KINDS = ("typical", "blocked", "emergency", "recent", "unmeasured", "unanswered", "markup")


@pytest.fixture(scope="session")
def made(typical_patient, outpatient_site):
    """kind → plan, document and figures, each made once."""
    done: dict[str, Made] = {}

    def make(kind: str) -> Made:
        if kind not in done:
            twin = Twin(_variants(typical_patient)[kind], draws=FEW_DRAWS)
            result = plan_infusion(twin, outpatient_site)
            document = document_of(result, MADE_AT)
            done[kind] = Made(result, document, figures_of(document), twin)
        return done[kind]

    return make


@pytest.fixture(scope="session")
def html(made):
    pages = {}

    def render(kind):
        if kind not in pages:
            pages[kind] = page_of(made(kind).document)
        return pages[kind]

    return render
