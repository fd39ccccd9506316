"""On the pump: rates, boluses and totals, corrections, and the checks that are due."""

from datetime import timedelta

import pytest

from sciaclinic.episode.episode import NotNowError
from sciaclinic.episode.kinds import Kind
from sciaclinic.episode.refused import judge_correction, judge_entry
from sciatwin.errors import InvalidInputError
from support.an_order import VALUES, Bench, order, rate_of, running


def test_one_rate_is_the_same_in_every_unit():
    ordered = order()  # 5 mg/mL, 80 kg for dosing
    assert ordered.rate_ml_per_h(8, "mg/h", 5) == pytest.approx(1.6)
    assert ordered.rate_ml_per_h(0.1, "mg/kg/h", 5) == pytest.approx(1.6)
    assert ordered.rate_ml_per_h(0.345, "mg/kg/h", 5) == pytest.approx(5.5), "rounded down to the step of a pump"


def test_dose_is_rate_times_time_with_a_pause_left_out():
    bench = running(2.0)  # 10 mg/h
    bench.turn(minutes=30)
    bench.add(Kind.PAUSED, {"reason": "line"})
    bench.turn(minutes=20)
    bench.add(Kind.RESUMED, rate_of(1.0))
    bench.turn(minutes=60)
    bench.add(Kind.STOPPED, {"cause": "complete"})
    bench.turn(minutes=60)
    given = bench.chart.infused
    assert given.given_mg(bench.now) == pytest.approx(5 + 5)
    assert given.running_h(bench.now) == pytest.approx(1.5)
    assert [item.is_pause for item in given.segments] == [False, True, False]


def test_a_rate_above_the_order_is_refused_by_name_with_a_way_out():
    bench = running(2.0)
    with pytest.raises(InvalidInputError, match=r"40 mg/h is above the rate of the signed order.*another plan"):
        judge_entry(bench.chart, bench.entry(Kind.RATE_SET, rate_of(8)), None)


def test_a_step_of_the_order_is_not_skipped():
    bench = running(2.0)
    up = bench.entry(Kind.RATE_SET, rate_of(4))
    with pytest.raises(InvalidInputError, match="after 0 min"):
        judge_entry(bench.chart, up, None)
    bench.turn(minutes=30)
    judge_entry(bench.chart, bench.entry(Kind.RATE_SET, rate_of(4)), None)


def test_the_clinic_s_limit_of_today_counts_where_it_is_lower_than_the_order():
    bench = running(1.0, limits={"max_rate_mg_per_kg_h": 0.1})
    with pytest.raises(InvalidInputError, match="clinic's limit of the rate"):
        judge_entry(bench.chart, bench.entry(Kind.RATE_SET, rate_of(2)), None)


def test_a_bolus_needs_an_order_and_stays_within_it():
    with pytest.raises(InvalidInputError, match="has no bolus"):
        judge_entry(running().chart, Bench().entry(Kind.BOLUS_GIVEN, _bolus(1)), None)
    bench = running(bolus_mg=10)
    bench.add(Kind.BOLUS_GIVEN, _bolus(1))
    judge_entry(bench.chart, bench.entry(Kind.BOLUS_GIVEN, _bolus(1)), None)
    with pytest.raises(InvalidInputError, match="15 mg is above the bolus of the signed order, 10 mg"):
        judge_entry(bench.chart, bench.entry(Kind.BOLUS_GIVEN, _bolus(2)), None)


def _bolus(volume_ml):
    return {"bolus_ml": volume_ml, "entered": volume_ml, "unit": "mL"}


def test_nothing_more_is_given_when_the_ordered_dose_is_reached():
    bench = running(2.0)
    bench.turn(hours=12)
    with pytest.raises(InvalidInputError, match="ordered dose of 100 mg is reached"):
        judge_entry(bench.chart, bench.entry(Kind.RATE_SET, rate_of(1)), None)
    judge_entry(bench.chart, bench.entry(Kind.STOPPED, {"cause": "complete"}), None)


def test_a_correction_past_the_order_is_kept_and_said():
    bench = running(2.0)
    started = bench.last(Kind.STARTED)
    bench.correct(started.number, rate_of(8))
    assert "above the rate of the signed order" in bench.chart.past_order


def test_a_correction_keeps_the_place_of_a_turn_of_the_pump():
    bench = running(2.0)
    bench.turn(minutes=30)
    bench.add(Kind.PAUSED, {"reason": "line"})
    with pytest.raises(InvalidInputError, match="keeps its place"):
        judge_correction(bench.chart, bench.last(Kind.STARTED), bench.now + timedelta(minutes=1))


@pytest.mark.parametrize(("pump_ml", "differs"), [(1.0, False), (1.05, False), (1.07, True), (0.94, True)])
def test_a_pump_that_says_more_than_five_percent_else_is_flagged(pump_ml, differs):
    bench = running(2.0)
    bench.turn(minutes=30)
    bench.add(Kind.STOPPED, {"cause": "complete", "pump_ml": pump_ml})
    assert bool(bench.chart.infused.pump_differs) is differs


def test_checks_are_due_every_five_minutes_and_after_a_quarter_of_an_hour_at_the_clinic_s_interval():
    bench = running()
    assert bench.due_min == 5
    for minute, due in ((5, 10), (10, 15), (15, 30), (31, 46)):
        bench.turn_to(minute)
        bench.add(Kind.MEASURED, VALUES)
        assert bench.due_min == due


def test_half_a_check_moves_nothing_and_says_what_it_lacks():
    bench = running()
    bench.turn_to(5)
    bench.add(Kind.MEASURED, {"pain": 4})
    assert bench.due_min == 5
    assert "breathing" in bench.chart.monitoring.lacks


def test_a_missed_check_is_stored_as_missed_and_never_filled_in_silently():
    bench = running()
    bench.turn_to(8)
    assert bench.chart.monitoring.is_overdue(bench.now)
    due = bench.chart.monitoring.due_at
    bench.add(Kind.CHECK_MISSED, {"due_at": due.isoformat(), "reason": "emergency next door"})
    assert bench.due_min == 10
    bench.turn_to(9)
    bench.add(Kind.MEASURED, VALUES, minutes=5)
    chart = bench.chart
    assert chart.is_late(bench.last(Kind.MEASURED))
    assert len(chart.monitoring.missed) == 1
    assert bench.due_min == 10, "what was written down afterwards is no check"


def test_a_check_that_is_not_due_cannot_be_missed():
    bench = running()
    body = {"due_at": bench.chart.monitoring.due_at.isoformat(), "reason": "none"}
    with pytest.raises(NotNowError, match="No check was missed"):
        judge_entry(bench.chart, bench.entry(Kind.CHECK_MISSED, body), None)


def test_after_the_pump_checks_are_due_at_15_30_and_60_minutes():
    bench = running()
    bench.turn_to(60)
    bench.add(Kind.MEASURED, VALUES)
    bench.add(Kind.STOPPED, {"cause": "complete"})
    for minute, due in ((60, 75), (75, 90), (90, 120), (120, 135)):
        bench.turn_to(minute)
        bench.add(Kind.MEASURED, VALUES)
        assert bench.due_min == due
