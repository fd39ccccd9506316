"""A chart, folded from its entries: gates, segments, checks that are due, rules, recovery, and the drug's account."""

from datetime import UTC, datetime, timedelta

import pytest

from sciaclinic.episode.bodies import checked_body
from sciaclinic.episode.episode import NotNowError
from sciaclinic.episode.kinds import Kind
from sciaclinic.episode.refused import judge_correction, judge_entry
from sciaclinic.episode.stop_rules import Advice
from sciatwin.errors import InvalidInputError
from support.an_order import Bench, order

VALUES = {
    "systolic_mmhg": 120,
    "diastolic_mmhg": 70,
    "pulse_per_min": 70,
    "saturation_percent": 98,
    "breathing_per_min": 14,
    "sedation_moaas": 5,
}
PREPARED = {
    "vial_lot": "A1",
    "vial_expires": "2030-01-01",
    "vials": 1,
    "drawn_ml": 2,
    "filled_ml": 20,
    "concentration_mg_per_ml": 5,
}


def _ready(**more):
    bench = Bench(**more)
    bench.check()
    bench.add(Kind.MEASURED, VALUES)
    bench.add(Kind.PREPARED, PREPARED)
    bench.add(Kind.SECOND_CHECK, {"agrees": True}, by="second")
    return bench


def _running(rate_ml_per_h=2.0, **more):
    bench = _ready(**more)
    bench.add(Kind.STARTED, {"rate_ml_per_h": rate_ml_per_h, "entered": rate_ml_per_h, "unit": "mL/h"})
    return bench


def _rate(ml_per_h):
    return {"rate_ml_per_h": ml_per_h, "entered": ml_per_h, "unit": "mL/h"}


# ---- the start ------------------------------------------------------------------------------------------------------


def test_the_pump_may_start_when_nothing_is_open():
    assert _ready().chart.start_open == ()


@pytest.mark.parametrize("key", [item.key for item in Bench().items])
def test_no_pump_starts_while_an_item_is_open(key):
    bench = Bench()
    bench.check(leave=key)
    assert any("not answered" in says for says in bench.chart.start_open)


@pytest.mark.parametrize("key", [item.key for item in Bench().items])
def test_unknown_is_never_the_wanted_answer(key):
    bench = _ready()
    bench.add(Kind.CHECKED, {"item": key, "answer": "unknown", "note": "x", "value": 70})
    assert any("unknown" in says for says in bench.chart.start_open)


def test_a_red_flag_that_is_yes_stops_the_start_and_the_later_answer_counts():
    bench = _ready()
    bench.add(Kind.CHECKED, {"item": "red_flags.saddle", "answer": "yes"})
    assert any("refer at once" in says for says in bench.chart.start_open)
    bench.add(Kind.CHECKED, {"item": "red_flags.saddle", "answer": "no"})
    assert bench.chart.start_open == ()


def test_a_red_flag_under_which_the_plan_was_signed_is_not_new():
    bench = _ready()
    bench.add(Kind.CHECKED, {"item": "red_flags.cancer", "answer": "yes"})
    assert bench.chart.start_open == ()


def test_an_escort_without_a_name_is_no_escort():
    bench = _ready()
    bench.add(Kind.CHECKED, {"item": "escort", "answer": "yes", "note": ""})
    assert any("name and telephone" in says for says in bench.chart.start_open)


def test_whoever_prepared_or_corrected_the_drug_is_no_second_person():
    bench = Bench()
    bench.add(Kind.PREPARED, PREPARED, by="first")
    bench.add(Kind.SECOND_CHECK, {"agrees": True}, by="first")
    assert bench.chart.second_check is None
    with pytest.raises(InvalidInputError, match="another person"):
        judge_entry(bench.chart, bench.entry(Kind.SECOND_CHECK, {"agrees": True}, by="first"), None)


def test_a_drug_that_was_prepared_anew_or_corrected_is_checked_anew():
    bench = _ready()
    bench.add(Kind.PREPARED, PREPARED)
    assert bench.chart.second_check is None
    bench.add(Kind.SECOND_CHECK, {"agrees": True}, by="second")
    prepared = bench.chart.prepared.number
    bench.correct(prepared, {**PREPARED, "vial_lot": "B2"}, by="third")
    assert bench.chart.second_check is None
    bench.add(Kind.SECOND_CHECK, {"agrees": True}, by="third")
    assert bench.chart.second_check is None, "she wrote part of the preparation"
    bench.add(Kind.SECOND_CHECK, {"agrees": True}, by="second")
    assert bench.chart.second_check is not None


def test_a_second_person_who_does_not_agree_stops_the_start():
    bench = _ready()
    bench.add(Kind.SECOND_CHECK, {"agrees": False, "note": "other vial"}, by="second")
    assert any("other vial" in says for says in bench.chart.start_open)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"systolic_mmhg": 160}, "from 160"),
        ({"systolic_mmhg": 85, "diastolic_mmhg": 50}, "below 90"),
        ({"diastolic_mmhg": 101}, "above 100"),
        ({"pulse_per_min": 121}, "above 120"),
        ({"saturation_percent": 91}, "below 92"),
        ({"breathing_per_min": 31}, "above 30"),
    ],
)
def test_no_start_outside_the_start_limits_of_the_plan(changed, says):
    bench = _ready()
    bench.add(Kind.MEASURED, {**VALUES, **changed})
    assert any(says in line.replace("\u00a0", " ") for line in bench.chart.start_open)


def test_the_label_of_the_syringe_must_follow_from_what_was_drawn():
    bench = Bench()
    wrong = bench.entry(Kind.PREPARED, {**PREPARED, "filled_ml": 10})
    with pytest.raises(InvalidInputError, match="make 10 mg/mL"):
        judge_entry(bench.chart, wrong, None)
    old = bench.entry(Kind.PREPARED, {**PREPARED, "vial_expires": "2020-01-01"})
    with pytest.raises(InvalidInputError, match="is past"):
        judge_entry(bench.chart, old, None)


def test_sessions_keep_the_clinic_s_interval():
    bench = _ready()
    start = bench.entry(Kind.STARTED, _rate(2))
    judge_entry(bench.chart, start, bench.now - timedelta(hours=18))
    with pytest.raises(NotNowError, match="18 h between"):
        judge_entry(bench.chart, start, bench.now - timedelta(hours=17))


# ---- the pump -------------------------------------------------------------------------------------------------------


def test_one_rate_is_the_same_in_every_unit():
    ordered = order()  # 5 mg/mL, 80 kg for dosing
    assert ordered.rate_ml_per_h(8, "mg/h", 5) == pytest.approx(1.6)
    assert ordered.rate_ml_per_h(0.1, "mg/kg/h", 5) == pytest.approx(1.6)
    assert ordered.rate_ml_per_h(0.345, "mg/kg/h", 5) == pytest.approx(5.5), "rounded down to the step of a pump"


def test_dose_is_rate_times_time_with_a_pause_left_out():
    bench = _running(2.0)  # 10 mg/h
    bench.turn(minutes=30)
    bench.add(Kind.PAUSED, {"reason": "line"})
    bench.turn(minutes=20)
    bench.add(Kind.RESUMED, _rate(1.0))
    bench.turn(minutes=60)
    bench.add(Kind.STOPPED, {"cause": "complete"})
    bench.turn(minutes=60)
    given = bench.chart.infused
    assert given.given_mg(bench.now) == pytest.approx(5 + 5)
    assert given.running_h(bench.now) == pytest.approx(1.5)
    assert [item.is_pause for item in given.segments] == [False, True, False]


def test_a_rate_above_the_order_is_refused_by_name_with_a_way_out():
    bench = _running(2.0)
    with pytest.raises(InvalidInputError, match=r"40 mg/h is above the rate of the signed order.*another plan"):
        judge_entry(bench.chart, bench.entry(Kind.RATE_SET, _rate(8)), None)


def test_a_step_of_the_order_is_not_skipped():
    bench = _running(2.0)
    up = bench.entry(Kind.RATE_SET, _rate(4))
    with pytest.raises(InvalidInputError, match="after 0 min"):
        judge_entry(bench.chart, up, None)
    bench.turn(minutes=30)
    judge_entry(bench.chart, bench.entry(Kind.RATE_SET, _rate(4)), None)


def test_the_clinic_s_limit_of_today_counts_where_it_is_lower_than_the_order():
    bench = _running(1.0, limits={"max_rate_mg_per_kg_h": 0.1})
    with pytest.raises(InvalidInputError, match="clinic's limit of the rate"):
        judge_entry(bench.chart, bench.entry(Kind.RATE_SET, _rate(2)), None)


def test_a_bolus_needs_an_order_and_stays_within_it():
    with pytest.raises(InvalidInputError, match="has no bolus"):
        judge_entry(_running().chart, Bench().entry(Kind.BOLUS_GIVEN, _bolus(1)), None)
    bench = _running(bolus_mg=10)
    bench.add(Kind.BOLUS_GIVEN, _bolus(1))
    judge_entry(bench.chart, bench.entry(Kind.BOLUS_GIVEN, _bolus(1)), None)
    with pytest.raises(InvalidInputError, match="15 mg is above the bolus of the signed order, 10 mg"):
        judge_entry(bench.chart, bench.entry(Kind.BOLUS_GIVEN, _bolus(2)), None)


def _bolus(volume_ml):
    return {"bolus_ml": volume_ml, "entered": volume_ml, "unit": "mL"}


def test_nothing_more_is_given_when_the_ordered_dose_is_reached():
    bench = _running(2.0)
    bench.turn(hours=12)
    with pytest.raises(InvalidInputError, match="ordered dose of 100 mg is reached"):
        judge_entry(bench.chart, bench.entry(Kind.RATE_SET, _rate(1)), None)
    judge_entry(bench.chart, bench.entry(Kind.STOPPED, {"cause": "complete"}), None)


def test_a_correction_past_the_order_is_kept_and_said():
    bench = _running(2.0)
    started = bench.last(Kind.STARTED)
    bench.correct(started.number, _rate(8))
    assert "above the rate of the signed order" in bench.chart.past_order


def test_a_correction_keeps_the_place_of_a_turn_of_the_pump():
    bench = _running(2.0)
    bench.turn(minutes=30)
    bench.add(Kind.PAUSED, {"reason": "line"})
    with pytest.raises(InvalidInputError, match="keeps its place"):
        judge_correction(bench.chart, bench.last(Kind.STARTED), bench.now + timedelta(minutes=1))


@pytest.mark.parametrize(("pump_ml", "differs"), [(1.0, False), (1.05, False), (1.07, True), (0.94, True)])
def test_a_pump_that_says_more_than_five_percent_else_is_flagged(pump_ml, differs):
    bench = _running(2.0)
    bench.turn(minutes=30)
    bench.add(Kind.STOPPED, {"cause": "complete", "pump_ml": pump_ml})
    assert bool(bench.chart.infused.pump_differs) is differs


# ---- checks that are due --------------------------------------------------------------------------------------------


def test_checks_are_due_every_five_minutes_and_after_a_quarter_of_an_hour_at_the_clinic_s_interval():
    bench = _running()
    assert bench.due_min == 5
    for minute, due in ((5, 10), (10, 15), (15, 30), (31, 46)):
        bench.turn_to(minute)
        bench.add(Kind.MEASURED, VALUES)
        assert bench.due_min == due


def test_half_a_check_moves_nothing_and_says_what_it_lacks():
    bench = _running()
    bench.turn_to(5)
    bench.add(Kind.MEASURED, {"pain": 4})
    assert bench.due_min == 5
    assert "breathing" in bench.chart.monitoring.lacks


def test_a_missed_check_is_stored_as_missed_and_never_filled_in_silently():
    bench = _running()
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
    bench = _running()
    body = {"due_at": bench.chart.monitoring.due_at.isoformat(), "reason": "none"}
    with pytest.raises(NotNowError, match="No check was missed"):
        judge_entry(bench.chart, bench.entry(Kind.CHECK_MISSED, body), None)


def test_after_the_pump_checks_are_due_at_15_30_and_60_minutes():
    bench = _running()
    bench.turn_to(60)
    bench.add(Kind.MEASURED, VALUES)
    bench.add(Kind.STOPPED, {"cause": "complete"})
    for minute, due in ((60, 75), (75, 90), (90, 120), (120, 135)):
        bench.turn_to(minute)
        bench.add(Kind.MEASURED, VALUES)
        assert bench.due_min == due


# ---- rules ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "advice", "rule"),
    [
        ({}, Advice.CONTINUE, None),
        ({"systolic_mmhg": 181}, Advice.STOP, "stop_pressure"),
        ({"diastolic_mmhg": 111}, Advice.STOP, "stop_pressure"),
        ({"systolic_mmhg": 160}, Advice.SLOW, "slow_pressure"),
        ({"systolic_mmhg": 144}, Advice.SLOW, "slow_pressure"),  # 20 % above 120
        ({"systolic_mmhg": 143}, Advice.CONTINUE, None),
        ({"systolic_mmhg": 89}, Advice.HOLD, "stop_low_pressure"),
        ({"pulse_per_min": 121}, Advice.HOLD, "stop_pulse"),
        ({"pulse_per_min": 49}, Advice.HOLD, "stop_pulse"),
        ({"saturation_percent": 91}, Advice.STOP, "stop_breathing"),
        ({"breathing_per_min": 9}, Advice.STOP, "stop_breathing"),
        ({"sedation_moaas": 2}, Advice.STOP, "stop_unrousable"),
        ({"sedation_moaas": 3}, Advice.CONTINUE, None),
        ({"cadss": 23}, Advice.HOLD, "cadss"),
        ({"cadss": 46}, Advice.STOP, "cadss"),
    ],
)
def test_the_advice_follows_from_the_signed_values_and_names_its_rule(changed, advice, rule):
    bench = _running()
    bench.turn_to(5)
    bench.add(Kind.MEASURED, {**VALUES, **changed})
    found = bench.chart.advised
    assert found.advice is advice
    assert (found.called[0].rule if found.called else None) == rule


@pytest.mark.parametrize("changed", [{"systolic_mmhg": 89, "diastolic_mmhg": 50}, {"pulse_per_min": 130}])
def test_a_value_that_is_confirmed_means_stop(changed):
    bench = _running()
    for minute in (5, 6):
        bench.turn_to(minute)
        bench.add(Kind.MEASURED, {**VALUES, **changed})
    assert bench.chart.advised.advice is Advice.STOP


def test_a_third_above_the_start_twice_means_stop_only_five_minutes_apart():
    bench = _running()
    for minute, advice in ((5, Advice.SLOW), (7, Advice.SLOW), (10, Advice.STOP)):
        bench.turn_to(minute)
        bench.add(Kind.MEASURED, {**VALUES, "systolic_mmhg": 157})
        assert bench.chart.advised.advice is advice


def test_the_parts_above_the_start_are_those_of_the_lines_of_every_plan():
    from sciatwin.plan.sheet.row_files import all_rows

    lines = {row.key: row.says for row in all_rows()}
    assert "20 % above the start" in lines["slow_pressure"]
    assert "30 % above the start twice, 5 min apart" in lines["stop_pressure"].replace("\n", " ")
    assert "15, 30 and 60 min" in lines["recovery"]
    assert "in the first 15 min" in lines["monitoring"]


@pytest.mark.parametrize(
    ("events", "advice"),
    [
        (["chest pain"], Advice.STOP),
        (["distress"], Advice.HOLD),
        (["distress", "agitation"], Advice.HOLD),
        (["nausea or vomiting"], Advice.CONTINUE),
        (["new red flag"], Advice.STOP),
    ],
)
def test_events_call_for_what_the_plan_says(events, advice):
    bench = _running()
    for what in events:
        bench.add(Kind.EVENT, {"what": what, "severity": "moderate"})
    assert bench.chart.advised.advice is advice
    assert len(bench.chart.infused.segments) == 1, "advice is never an action"


# ---- after ----------------------------------------------------------------------------------------------------------


def _stopped():
    bench = _running()
    bench.turn_to(60)
    bench.add(Kind.STOPPED, {"cause": "complete"})
    return bench


def _score(bench, scale, *points):
    names = {
        "Aldrete": ("activity", "respiration", "circulation", "consciousness", "oxygen saturation"),
        "PADSS": ("vital signs", "activity", "nausea and vomiting", "pain", "bleeding"),
    }[scale]
    bench.add(Kind.RECOVERY_SCORED, {"scale": scale, "items": dict(zip(names, points, strict=True))})


def test_fit_to_leave_needs_both_scores_the_time_and_the_escort():
    bench = _stopped()
    left = {"escort_seen": True, "advice_given": True}

    def refused(**changed):
        with pytest.raises(NotNowError) as caught:
            judge_entry(bench.chart, bench.entry(Kind.LEFT, {**left, **changed}), None)
        return str(caught.value)

    assert "Aldrete was not scored" in refused()
    bench.turn(minutes=30)
    _score(bench, "Aldrete", 2, 2, 2, 2, 2)
    _score(bench, "PADSS", 2, 2, 1, 1, 2)
    assert "PADSS is 8 of 10" in refused()
    _score(bench, "PADSS", 2, 2, 1, 2, 2)
    assert "30 min of the shortest stay" in refused()
    assert bench.chart.recovery.ready_at == bench.now
    bench.turn(minutes=30)
    assert "escort was not seen" in refused(escort_seen=False)
    judge_entry(bench.chart, bench.entry(Kind.LEFT, left), None)


def test_leaving_all_the_same_is_kept_with_its_reason():
    bench = _stopped()
    body = {"escort_seen": False, "advice_given": True, "despite": "went home against advice"}
    judge_entry(bench.chart, bench.entry(Kind.LEFT, body), None)


def test_a_total_cannot_be_typed_and_no_item_be_left_out():
    for items in ({"activity": 2}, {**dict.fromkeys(("activity", "respiration"), 2), "total": 10}):
        with pytest.raises(InvalidInputError, match="items"):
            checked_body(Kind.RECOVERY_SCORED, {"scale": "Aldrete", "items": items})


def test_the_drug_must_balance_and_a_waste_be_witnessed_before_the_chart_is_signed():
    bench = _stopped()  # 10 mg of 500 mg
    signed = bench.entry(Kind.SESSION_SIGNED, {"meaning": "read", "name": "physician"})

    def open_of(body):
        bench.add(Kind.DRUG_ACCOUNTED, {"wasted_mg": 0, "returned_mg": 0, **body})
        return " ".join(bench.chart.account(bench.now).open)

    with pytest.raises(NotNowError, match="not accounted for"):
        judge_entry(bench.chart, signed, None)
    assert "40 mg are missing" in open_of({"wasted_mg": 450, "witness": "other", "witness_name": "Other"})
    assert "needs a witness" in open_of({"wasted_mg": 490})
    assert "needs a witness" in open_of({"wasted_mg": 490, "witness": "first", "witness_name": "First"})
    assert open_of({"wasted_mg": 490, "witness": "other", "witness_name": "Other"}) == ""
    judge_entry(bench.chart, signed, None)


def test_a_loss_that_cannot_be_cleared_up_is_written_down():
    bench = _stopped()
    bench.add(Kind.DRUG_ACCOUNTED, {"wasted_mg": 0, "returned_mg": 480, "note": "a vial broke"})
    account = bench.chart.account(bench.now)
    assert not account.balances
    assert account.open == ()


def test_an_entry_of_long_ago_is_late():
    bench = _running()
    bench.turn_to(40)
    bench.add(Kind.EVENT, {"what": "nausea or vomiting", "severity": "mild"}, minutes=20)
    assert bench.chart.is_late(bench.last(Kind.EVENT))


def test_the_bench_is_by_the_clock_of_the_server():
    assert Bench().now == datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
