"""What a chart calls for by the thresholds of the signed plan."""

import pytest

from sciaclinic.episode.kinds import Kind
from sciaclinic.episode.stop_rules import Advice
from support.an_order import VALUES, running


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
    bench = running()
    bench.turn_to(5)
    bench.add(Kind.MEASURED, {**VALUES, **changed})
    found = bench.chart.advised
    assert found.advice is advice
    assert (found.called[0].rule if found.called else None) == rule


@pytest.mark.parametrize("changed", [{"systolic_mmhg": 89, "diastolic_mmhg": 50}, {"pulse_per_min": 130}])
def test_a_value_that_is_confirmed_means_stop(changed):
    bench = running()
    for minute in (5, 6):
        bench.turn_to(minute)
        bench.add(Kind.MEASURED, {**VALUES, **changed})
    assert bench.chart.advised.advice is Advice.STOP


def test_a_third_above_the_start_twice_means_stop_only_five_minutes_apart():
    bench = running()
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
    bench = running()
    for what in events:
        bench.add(Kind.EVENT, {"what": what, "severity": "moderate"})
    assert bench.chart.advised.advice is advice
    assert len(bench.chart.infused.segments) == 1, "advice is never an action"
