"""Whatever the course, weight and vial: session 1 starts low, never gives more, and the pump can run every step."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sciatwin.analytes import Drug
from sciatwin.errors import RegimenError
from sciatwin.plan.clinic.supply import Syringe, Vial
from sciatwin.plan.session import Titration, as_given
from sciatwin.plan.session.orders import visit_orders
from sciatwin.regimen import Regimen

checked = settings(deadline=None, derandomize=True, max_examples=150)

VIALS = (
    Vial(drug=Drug.RACEMIC_KETAMINE, strength="50 mg/mL", strength_is="base", volume="10 mL"),
    Vial(drug=Drug.RACEMIC_KETAMINE, strength="10 mg/mL", strength_is="base", volume="20 mL"),
    Vial(drug=Drug.S_KETAMINE, strength="25 mg/mL", strength_is="base", volume="10 mL"),
)


def _course(rate_mg_per_kg_h, duration_h, count, every_h, bolus_mg_per_kg):
    return {
        "dose_mg_per_kg": bolus_mg_per_kg + rate_mg_per_kg_h * duration_h,
        "duration_h": duration_h,
        "count": count,
        "every_h": every_h,
        "bolus_mg_per_kg": bolus_mg_per_kg,
    }


courses = st.builds(
    _course,
    st.floats(0.05, 2.0),
    st.floats(0.25, 8),
    st.integers(1, 6),
    st.sampled_from([24.0, 48.0, 168.0]),
    st.just(0.0) | st.floats(0.01, 0.1),
)
titrations = st.builds(
    lambda start, step: Titration(
        start_mg_per_kg_h=start, start_per_dosing_kg=start, step_h=step, lower_because=(), by_clinic=False
    ),
    st.floats(0.025, 0.1),
    st.none() | st.floats(15 / 60, 1),
)


def _given(course, titration, weight_kg, vial):
    planned = Regimen.repeat(drug=vial.drug, **course)
    syringe = Syringe(volume="50 mL")
    try:
        return planned, as_given(planned, weight_kg, vial, syringe, titration), syringe
    except RegimenError:
        assume(False)


@checked
@given(courses, titrations, st.floats(45, 140), st.sampled_from(VIALS))
def test_no_visit_gives_more_or_longer_than_planned(course, titration, weight_kg, vial):
    planned, done, _ = _given(course, titration, weight_kg, vial)
    assert done.visits == planned.visits
    for asked, got in zip(planned.by_visit, done.by_visit, strict=True):
        assert got.start_h == asked.start_h
        assert got.duration_h == pytest.approx(asked.duration_h)
        assert got.highest_rate_mg_per_kg_h <= asked.highest_rate_mg_per_kg_h * (1 + 1e-9)
        assert got.bolus_mg_per_kg <= asked.bolus_mg_per_kg * (1 + 1e-9)
        assert got.dose_mg_per_kg <= asked.dose_mg_per_kg * (1 + 1e-9)


@checked
@given(courses, titrations, st.floats(45, 140), st.sampled_from(VIALS))
def test_first_rate_is_the_start_and_no_step_more_than_doubles_a_rate(course, titration, weight_kg, vial):
    _, done, _ = _given(course, titration, weight_kg, vial)
    pump_step = 0.1 * 5 / weight_kg  # rounding down at the stronger of the two concentrations, mg/kg/h
    reached = titration.start_mg_per_kg_h
    assert done.sessions[0].rate_mg_per_kg_h <= reached * (1 + 1e-9)
    for visit in done.by_visit:
        for step in visit.steps:
            assert step.rate_mg_per_kg_h <= 2 * (reached + pump_step) * (1 + 1e-9)
            reached = max(reached, step.rate_mg_per_kg_h)


def _given_by(visit, after_h):
    """Drug in mg/kg at a time after the start, the bolus at once."""
    within = (min(step.duration_h, max(0.0, after_h - (step.start_h - visit.start_h))) for step in visit.steps)
    infused = sum(step.rate_mg_per_kg_h * time_h for step, time_h in zip(visit.steps, within, strict=True))
    return infused + sum(s.bolus_mg_per_kg for s in visit.steps if s.start_h - visit.start_h <= after_h)


@checked
@given(courses, titrations, st.floats(45, 140), st.sampled_from(VIALS), st.integers(0, 15))
def test_session_1_never_gives_more_than_the_starting_rate_in_its_first_quarter_hour(
    course, titration, weight_kg, vial, minute
):
    _, done, _ = _given(course, titration, weight_kg, vial)
    first = done.by_visit[0]
    assert first.bolus_mg_per_kg == 0
    assert _given_by(first, minute / 60) <= titration.start_mg_per_kg_h * minute / 60 * (1 + 1e-9)


@checked
@given(courses, titrations, st.floats(45, 140), st.sampled_from(VIALS))
def test_bolus_is_none_then_at_most_half_and_at_most_doubles(course, titration, weight_kg, vial):
    """But for what a pump cannot tell apart: it gives boluses in steps of 0.1 mL."""
    planned, done, _ = _given(course, titration, weight_kg, vial)
    tolerated, pump_step = 0.0, 0.1 * 5 / weight_kg
    for asked, got in zip(planned.by_visit, done.by_visit, strict=True):
        most = 2 * (tolerated + pump_step) if tolerated else asked.bolus_mg_per_kg / 2 + pump_step
        assert got.bolus_mg_per_kg <= most * (1 + 1e-9)
        tolerated = max(tolerated, got.bolus_mg_per_kg)


@checked
@given(courses, titrations, st.floats(45, 140), st.sampled_from(VIALS))
def test_every_rate_is_a_tenth_of_a_ml_per_hour_and_the_sums_agree(course, titration, weight_kg, vial):
    _, done, syringe = _given(course, titration, weight_kg, vial)
    orders = visit_orders(done, weight_kg, vial, syringe)
    assert sorted(number for order in orders for number in order.numbers) == list(range(1, done.visits + 1))
    for order in orders:
        made = order.preparation
        for step in made.pump:
            assert step.rate_ml_per_h * 10 == pytest.approx(round(step.rate_ml_per_h * 10), abs=1e-6)
        summed = made.bolus_mg + sum(step.rate_mg_per_h * step.duration_h for step in made.pump)
        assert summed == pytest.approx(made.total_mg)
        assert made.total_mg == pytest.approx(made.syringe_ml * made.concentration_mg_per_ml)
    in_all = sum(order.preparation.total_mg * len(order.numbers) for order in orders)
    assert in_all == pytest.approx(done.total_mg(weight_kg), rel=1e-5)
