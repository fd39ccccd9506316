"""Whatever is charted in whatever order: the sum of the segments is the dose, and the drug's account holds."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sciaclinic.episode.drug_account import drug_account
from sciaclinic.episode.infused import infused
from sciaclinic.episode.kinds import Kind
from support.an_order import PREPARED, START, Bench, rate_of

RATES = st.integers(0, 60).map(lambda tenths: tenths / 10)
MINUTES = st.integers(1, 90)
TURN = st.tuples(st.sampled_from(["rate", "pause", "resume", "bolus"]), MINUTES, RATES)
PER_ML = 5.0


def _charted(first, turns, last_min):
    """A bench after these turns, and the mL that were given, added up here minute by minute."""
    bench, minute, rate, paused, ml = Bench(), 0, first, False, 0.0
    bench.add(Kind.STARTED, rate_of(first))
    for what, after, value in turns:
        ml += after / 60 * (0 if paused else rate)
        minute += after
        bench.turn_to(minute)
        if what == "pause" and not paused:
            paused = True
            bench.add(Kind.PAUSED, {"reason": "line"})
        elif what == "resume" and paused:
            paused, rate = False, value
            bench.add(Kind.RESUMED, rate_of(value))
        elif what == "rate" and not paused:
            rate = value
            bench.add(Kind.RATE_SET, rate_of(value))
        elif what == "bolus" and not paused and value:
            ml += value
            bench.add(Kind.BOLUS_GIVEN, {"bolus_ml": value, "entered": value, "unit": "mL"})
    ml += last_min / 60 * (0 if paused else rate)
    bench.turn_to(minute + last_min)
    bench.add(Kind.STOPPED, {"cause": "complete"})
    return bench, ml


@given(RATES, st.lists(TURN, max_size=12), MINUTES)
def test_cumulative_dose_is_the_sum_over_the_segments(first, turns, last_min):
    bench, ml = _charted(first, turns, last_min)
    found = bench.chart.infused
    assert found.given_ml(bench.now) == pytest.approx(ml, abs=1e-9)
    assert found.given_mg(bench.now) == pytest.approx(ml * PER_ML, abs=1e-9)
    ends = [segment.end for segment in found.segments]
    assert [segment.start for segment in found.segments[1:]] == ends[:-1], "no gap and no overlap"
    assert found.given_ml(bench.now + timedelta(hours=5)) == pytest.approx(ml, abs=1e-9), "nothing after the stop"


@given(RATES, st.lists(TURN, max_size=8), MINUTES, st.randoms(use_true_random=False))
def test_the_order_in_which_entries_are_sent_changes_no_dose(first, turns, last_min, random):
    bench, ml = _charted(first, turns, last_min)
    entries = list(bench.chart.entries)
    random.shuffle(entries)
    moved = sorted({entry.happened_at for entry in entries if entry.kind in (Kind.STARTED, Kind.STOPPED)})
    assert infused(entries, PER_ML).given_ml(moved[-1]) == pytest.approx(ml, abs=1e-9)


@given(RATES, st.lists(TURN, max_size=8), MINUTES, st.integers(0, 8), RATES)
def test_a_corrected_rate_changes_its_own_segment_and_nothing_else(first, turns, last_min, which, right):
    bench, ml = _charted(first, turns, last_min)
    before = bench.chart.infused
    segment = before.segments[which % len(before.segments)]
    if segment.is_pause:
        return
    bench.correct(segment.entry, rate_of(right))
    change = (right - segment.rate_ml_per_h) * segment.lasts_h(bench.now)
    assert bench.chart.infused.given_ml(bench.now) == pytest.approx(ml + change, abs=1e-9)


@given(RATES, st.lists(TURN, max_size=8), MINUTES, st.data())
def test_a_struck_out_entry_counts_for_nothing_and_stays_in_the_record(first, turns, last_min, data):
    bench, _ = _charted(first, turns, last_min)
    count = len(bench.chart.everything)
    boluses = bench.chart.infused.boluses
    if not boluses:
        return
    gone = data.draw(st.sampled_from(boluses))
    before = bench.chart.infused.given_ml(bench.now)
    bench.correct(gone.entry, None)
    assert bench.chart.infused.given_ml(bench.now) == pytest.approx(before - gone.volume_ml, abs=1e-9)
    assert len(bench.chart.everything) == count + 1


@given(
    st.floats(0, 2000),
    st.floats(0, 1),
    st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=4),
)
def test_drawn_is_given_and_wasted_and_returned_whatever_was_accounted_before(drawn, part, accounts):
    bench = Bench()
    bench.check()
    given_mg = drawn * part
    left = drawn - given_mg
    entries = []
    for wasted, returned in accounts:
        body = {"wasted_mg": left * wasted, "returned_mg": left * returned, "witness": "second", "witness_name": "S"}
        entries.append(bench.entry(Kind.DRUG_ACCOUNTED, body))
    found = drug_account(entries, drawn_mg=drawn, given_mg=given_mg)
    wasted, returned = accounts[-1]
    parts = found.given_mg + found.wasted_mg + found.returned_mg + found.unaccounted_mg
    assert parts == pytest.approx(drawn, abs=1e-6)
    assert found.balances == (abs(left * (1 - wasted - returned)) <= 0.1 + 1e-9)
    assert not found.lacks_witness


@given(st.lists(st.sampled_from(["first", "second", "third"]), min_size=1, max_size=8), st.data())
@settings(max_examples=60)
def test_the_second_person_is_never_one_who_prepared(people, data):
    bench = Bench()
    for person in people:
        kind = data.draw(st.sampled_from([Kind.PREPARED, Kind.SECOND_CHECK]))
        bench.add(kind, PREPARED if kind is Kind.PREPARED else {"agrees": True}, by=person)
    chart = bench.chart
    if chart.second_check is not None:
        assert chart.second_check.author.key != chart.prepared.author.key
        assert chart.second_check.number > chart.prepared.number
    assert bench.now == START
