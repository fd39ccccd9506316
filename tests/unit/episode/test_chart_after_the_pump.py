"""After the pump: recovery, leaving, and the drug's account."""

from datetime import UTC, datetime

import pytest

from sciaclinic.episode.bodies import checked_body
from sciaclinic.episode.episode import NotNowError
from sciaclinic.episode.kinds import Kind
from sciaclinic.episode.refused import judge_entry
from sciatwin.errors import InvalidInputError
from support.an_order import Bench, running


def _stopped():
    bench = running()
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
    bench = running()
    bench.turn_to(40)
    bench.add(Kind.EVENT, {"what": "nausea or vomiting", "severity": "mild"}, minutes=20)
    assert bench.chart.is_late(bench.last(Kind.EVENT))


def test_the_bench_is_by_the_clock_of_the_server():
    assert Bench().now == datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
