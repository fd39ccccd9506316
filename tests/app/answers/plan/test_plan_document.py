"""The document holds what a clinician needs, nothing a blocked patient must not see, and matches its schema."""

import importlib
import json
import pickle
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import grimp
import jsonschema
import pytest

from sciaclinic.answers.plan.compose.regimens import regimen_record
from sciaclinic.answers.plan.compose.sources import assumed_numbers
from sciaclinic.answers.plan.document import PlanDocument
from sciaclinic.answers.plan.record.case import LimitBasis
from sciaclinic.render.json import schema_of, to_json
from sciaclinic.services.context import Context
from sciaclinic.services.make_plan import PlanRequest, make_plan
from sciatwin.evidence import Estimate, Status, Uncertain
from sciatwin.observation import Observations, PainScore
from sciatwin.observation.seen.pain_score import Period
from sciatwin.plan import plan_infusion
from sciatwin.regimen import Regimen, Session
from sciatwin.twin import Twin
from support.drawn_plan import document_of
from support.fixed_clock import FixedClock

SCHEMA_FILE = Path(__file__).parents[4] / "docs/reference/plan.schema.json"
REFRESH = "sciatwin schema plan > docs/reference/plan.schema.json"

KINDS = ("typical", "blocked", "emergency", "recent", "unmeasured", "unanswered", "markup")


@pytest.mark.parametrize("kind", KINDS)
def test_document_validates_against_the_published_schema(kind, made):
    published = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(published)
    jsonschema.validate(json.loads(to_json(made(kind).document)), published)


def _same_for_every_pydantic(schema):
    """Older versions wrap a reference with a description in a list of one."""
    if isinstance(schema, list):
        return [_same_for_every_pydantic(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    merged = {key: _same_for_every_pydantic(value) for key, value in schema.items() if key != "allOf"}
    return merged | (schema["allOf"][0] if "allOf" in schema else {})


def test_published_schema_is_up_to_date():
    published = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    current = _same_for_every_pydantic(schema_of("plan"))
    assert _same_for_every_pydantic(published) == current, f"Refresh it with: {REFRESH}"


def test_every_record_of_the_schema_is_described():
    for name, record in schema_of("plan")["$defs"].items():
        if record["type"] == "object":
            assert record.get("description"), name


@pytest.mark.parametrize("kind", KINDS)
def test_document_survives_json(kind, made):
    document = made(kind).document
    assert PlanDocument.model_validate_json(document.model_dump_json()) == document


def test_proposed_infusion_has_its_dose_in_mg_and_in_ml(made):
    document = made("typical").document
    assert document.proposes_infusion
    for session, order in zip(document.regimen.sessions, document.conduct.orders, strict=True):
        assert session.numbers == order.sessions
        infused_mg = sum(step.rate_mg_per_h * step.duration_h for step in session.steps)
        assert session.dose_mg == pytest.approx(session.bolus_mg + infused_mg)
        assert session.dose_mg == pytest.approx(session.dose_mg_per_kg * 74)
        assert session.dose_mg == pytest.approx(order.total_mg)
        for step, pumped in zip(session.steps, order.pump, strict=True):
            assert pumped.rate_ml_per_h * order.concentration_mg_per_ml == pytest.approx(step.rate_mg_per_h)
    in_all = sum(session.dose_mg * len(session.numbers) for session in document.regimen.sessions)
    assert document.regimen.total_mg == pytest.approx(in_all)
    assert document.compared is None


def test_order_of_a_session_adds_up(made):
    """mL and mg of every step sum to what is drawn up, and what is left is what the vials held and was not given."""
    for order in made("typical").document.conduct.orders:
        volume_ml = order.bolus_ml + sum(step.rate_ml_per_h * step.duration_h for step in order.pump)
        assert volume_ml == pytest.approx(order.filled_ml)
        assert order.pump[-1].given_mg == pytest.approx(order.total_mg)
        assert order.pump[-1].given_ml == pytest.approx(order.filled_ml)
        assert order.filled_ml * order.concentration_mg_per_ml == pytest.approx(order.total_mg)
        assert order.left_in_vial_mg == pytest.approx(order.vials * 500 - order.total_mg)


def test_first_session_starts_low_and_the_others_are_alike(made):
    document = made("typical").document
    first, *later = document.regimen.sessions
    assert first.numbers == (1,)
    assert first.steps[0].rate_mg_per_kg_h <= 0.1
    assert first.dose_mg < later[-1].dose_mg
    assert document.regimen.usual == later[-1]


@pytest.mark.parametrize("kind", ["blocked", "recent", "unmeasured"])
def test_nothing_is_ordered_where_no_infusion_is_proposed(kind, made):
    document = made(kind).document
    assert not document.proposes_infusion
    assert document.regimen is None
    assert document.conduct is None


@pytest.mark.parametrize("kind", ["blocked", "unmeasured"])
def test_patient_who_may_have_no_dose_sees_none(kind, made):
    document = made(kind).document
    assert document.compared is None
    assert not document.trade_offs
    assert not document.templates
    assert not document.limits
    assert document.risks is None
    assert all(week.treated is None and week.placebo is None for week in document.weeks)


def test_document_of_a_blocked_patient_cannot_hold_a_dose(made):
    blocked, typical = made("blocked").document, made("typical").document
    dosed = {"regimen": typical.regimen, "conduct": typical.conduct}
    with pytest.raises(ValueError, match="a regimen and its orders"):
        PlanDocument.model_validate(blocked.model_copy(update=dosed).model_dump())
    with pytest.raises(ValueError, match="no dose of any kind"):
        PlanDocument.model_validate(blocked.model_copy(update={"compared": typical.regimen}).model_dump())


def test_infusion_that_is_only_compared_is_named_as_such(made):
    document = made("recent").document
    assert document.compared is not None
    assert [item.proposed for item in document.trade_offs].index(True) == 0
    assert document.trade_offs[0].regimen is None


@pytest.mark.parametrize("kind", ["typical", "recent"])
def test_trade_offs_are_few_start_with_no_infusion_and_propose_one(kind, made):
    rows = made(kind).document.trade_offs
    assert 2 <= len(rows) <= 8
    assert rows[0].regimen is None
    assert sum(row.proposed for row in rows) == 1
    visits = [row.regimen.visits for row in rows[1:]]
    assert visits == sorted(visits)
    assert len(set(visits)) >= 4


def test_unanswered_questions_are_listed_as_missing(made):
    document = made("unanswered").document
    missing = {item.field for item in document.inputs_missing}
    assert {"medicines", "treatments", "days_since_ketamine_course", "red_flags.saddle_numbness"} <= missing
    assert document.unsigned_because
    assert not missing & {item.field for item in document.inputs}


def test_question_that_does_not_arise_is_not_missing(made, typical_patient):
    from sciaclinic.answers.plan.compose.inputs import inputs
    from sciatwin.patient import Answer, Sex

    man = typical_patient.model_copy(update={"sex": Sex.MALE, "pregnancy": Answer.UNKNOWN})
    assert "pregnancy" not in {item.field for item in inputs(man)}


def test_every_limit_says_whether_it_has_a_published_basis(made):
    limits = {item.name: item for item in made("typical").document.limits}
    given = made("typical").plan.site.limits.model_dump(exclude={"drug"}, exclude_none=True)
    assert len(limits) == len(given)
    assert limits["largest bolus within 15 min"].basis is LimitBasis.PUBLISHED
    assert limits["largest bolus within 15 min"].source is not None
    assert limits["most sessions"].basis is LimitBasis.UNSIGNED
    assert limits["most sessions"].source is None
    acted = {item.limit for item in made("typical").plan.limits_acted}
    both_of_one_limit = {"rate", "dose in any hour"} <= acted
    assert sum(item.regimens_turned_away > 0 for item in limits.values()) == len(acted) - both_of_one_limit


def test_signature_of_the_clinic_is_carried(made, typical_patient, outpatient_site):
    from sciatwin.plan import plan_infusion
    from sciatwin.twin import Twin

    signed = outpatient_site.model_copy(update={"signed_by": "Dr A. Example"})
    made = plan_infusion(Twin(typical_patient, draws=40), signed)
    document = document_of(made, datetime(2025, 3, 1, tzinfo=UTC))
    assert document.limits_signed_by == "Dr A. Example"
    assert {item.basis for item in document.limits} == {LimitBasis.PUBLISHED, LimitBasis.SIGNED}


def test_sources_are_named_once(made):
    sources = made("typical").document.sources
    links = [source.link for source in sources if source.link]
    assert len(links) == len(set(links))
    assert all(link.startswith(("https://", "http://")) for link in links)


def _estimates_of(module):
    def unfold(value):
        if isinstance(value, Uncertain):
            yield value.estimate
            if value.between_people is not None:
                yield value.between_people
            if value.between_studies is not None:
                yield value.between_studies
        elif isinstance(value, Estimate):
            yield value
        elif isinstance(value, Mapping):
            for inner in value.values():
                yield from unfold(inner)

    for value in vars(module).values():
        yield from unfold(value)


def test_no_assumed_number_behind_a_plan_is_left_out():
    behind = grimp.build_graph("sciatwin").find_upstream_modules("sciatwin.plan.choose.planner")
    assumed = {
        estimate.meaning
        for name in behind
        for estimate in _estimates_of(importlib.import_module(name))
        if estimate.status is Status.ASSUMED
    }
    left_out = assumed - {number.meaning for number in assumed_numbers(with_infusion=True)}
    assert not left_out, "Name them in sciatwin/plan/numbers_behind.py."


def test_assumed_numbers_without_infusion_speak_of_no_dose():
    without = assumed_numbers(with_infusion=False)
    assert without
    assert not any("mg/kg" in number.model_dump_json() for number in without)


def test_unequal_sessions_are_told_kind_by_kind():
    unequal = Regimen(
        sessions=(
            Session(start_h=0, rate_mg_per_kg_h=0.1, duration_h=1),
            Session(start_h=1, rate_mg_per_kg_h=0.2, duration_h=1),
            Session(start_h=48, rate_mg_per_kg_h=0.3, duration_h=1),
            Session(start_h=96, rate_mg_per_kg_h=0.3, duration_h=1),
        )
    )
    record = regimen_record(unequal, 70)
    assert record.visits == 3
    assert record.days == (0, 2, 4)
    assert [session.numbers for session in record.sessions] == [(1,), (2, 3)]
    assert [step.rate_mg_per_h for step in record.sessions[0].steps] == pytest.approx([7, 14])
    assert record.total_mg == pytest.approx(63)


def test_emergency_says_whom_to_call_and_nothing_of_a_course(made):
    document = made("emergency").document
    assert [item.rule for item in document.emergencies] == ["cauda_equina", "cancer"]
    assert [item.urgency for item in document.emergencies] == ["emergency", "within days"]
    assert all(item.call and item.by_when for item in document.emergencies)
    for part in ("weeks", "scores", "limits", "trade_offs", "templates", "assumed_numbers", "not_known", "organs"):
        assert getattr(document, part) == (), part
    assert document.pathway is None
    assert document.evidence_grade == ""


def test_document_of_an_emergency_cannot_hold_a_forecast(made):
    emergency, blocked = made("emergency").document, made("blocked").document
    with pytest.raises(ValueError, match="nothing but what to do"):
        PlanDocument.model_validate(emergency.model_copy(update={"weeks": blocked.weeks}).model_dump())


@pytest.mark.parametrize("kind", ["typical", "recent", "blocked", "emergency"])
def test_the_plan_can_be_made_again_from_its_document_alone(kind, made):
    stored = PlanDocument.model_validate_json(made(kind).document.model_dump_json())
    twin = Twin(stored.patient, draws=stored.software.draws, seed=stored.software.seed)
    again = plan_infusion(twin, stored.clinic, goes_on=stored.history.goes_on, preferences=stored.preferences)
    assert document_of(again, stored.created_at) == stored


def test_history_and_observations_are_kept_as_they_were_told(typical_patient, outpatient_site):
    given = Regimen.repeat(dose_mg_per_kg=0.5, duration_h=2 / 3, count=2)
    seen = Observations((PainScore(time_h=30.0, score=5.0, period=Period.NOW),))
    twin = Twin(typical_patient, draws=40).after(given, seen=seen)
    document = document_of(plan_infusion(twin, outpatient_site, goes_on=True), datetime(2025, 3, 1, tzinfo=UTC))
    stored = PlanDocument.model_validate_json(document.model_dump_json())
    assert stored.history.given == given
    assert stored.history.observed.read() == seen
    assert stored.history.planned_from_h == twin.next_start_h
    assert stored.curves.given_h == (0.0, 24.0)


@pytest.mark.parametrize("kind", KINDS)
def test_a_plan_and_its_document_are_small(kind, made):
    assert len(pickle.dumps(made(kind).plan)) < 1_000_000
    assert len(to_json(made(kind).document)) < 1_000_000


def test_a_service_returns_the_same_document_for_the_same_clock(typical_patient, outpatient_site):
    clock = FixedClock(date(2026, 3, 1))
    request = PlanRequest(patient=typical_patient, clinic=outpatient_site, draws=40, seed=3)
    first, second = (make_plan(request, Context(clock=clock)) for _ in range(2))
    assert to_json(first) == to_json(second)
    assert first.created_at == clock.now()
