"""Before the pump: what must be answered, prepared and checked by a second person."""

from datetime import timedelta

import pytest

from sciaclinic.episode.episode import NotNowError
from sciaclinic.episode.kinds import Kind
from sciaclinic.episode.refused import judge_entry
from sciatwin.errors import InvalidInputError
from support.an_order import PREPARED, VALUES, Bench, rate_of, ready


def test_the_pump_may_start_when_nothing_is_open():
    assert ready().chart.start_open == ()


@pytest.mark.parametrize("key", [item.key for item in Bench().items])
def test_no_pump_starts_while_an_item_is_open(key):
    bench = Bench()
    bench.check(leave=key)
    assert any("not answered" in says for says in bench.chart.start_open)


@pytest.mark.parametrize("key", [item.key for item in Bench().items])
def test_unknown_is_never_the_wanted_answer(key):
    bench = ready()
    bench.add(Kind.CHECKED, {"item": key, "answer": "unknown", "note": "x", "value": 70})
    assert any("unknown" in says for says in bench.chart.start_open)


def test_a_red_flag_that_is_yes_stops_the_start_and_the_later_answer_counts():
    bench = ready()
    bench.add(Kind.CHECKED, {"item": "red_flags.saddle", "answer": "yes"})
    assert any("refer at once" in says for says in bench.chart.start_open)
    bench.add(Kind.CHECKED, {"item": "red_flags.saddle", "answer": "no"})
    assert bench.chart.start_open == ()


def test_a_red_flag_under_which_the_plan_was_signed_is_not_new():
    bench = ready()
    bench.add(Kind.CHECKED, {"item": "red_flags.cancer", "answer": "yes"})
    assert bench.chart.start_open == ()


def test_an_escort_without_a_name_is_no_escort():
    bench = ready()
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
    bench = ready()
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
    bench = ready()
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
    bench = ready()
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
    bench = ready()
    start = bench.entry(Kind.STARTED, rate_of(2))
    judge_entry(bench.chart, start, bench.now - timedelta(hours=18))
    with pytest.raises(NotNowError, match="18 h between"):
        judge_entry(bench.chart, start, bench.now - timedelta(hours=17))
