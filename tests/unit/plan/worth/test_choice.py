"""How a plan is chosen: burden, trade-offs, credibility and fragility, on candidates made by hand."""

import pytest

from sciatwin.plan.worth.burden import burden_h
from sciatwin.plan.worth.candidate import Candidate
from sciatwin.plan.worth.credibility import fragility, is_credible
from sciatwin.plan.worth.preferences import PREFERENCES
from sciatwin.plan.worth.trade_offs import best_trade_offs
from sciatwin.regimen import Regimen
from sciatwin.twin.shown.risks import Risks


def _candidate(*, gain=0.5, late=0.1, excess=0.2, visits=4, hours=2.0, total_mg=400.0, peak=0.4, severe=0.02):
    regimen = Regimen.repeat(dose_mg_per_kg=1.0, duration_h=hours, count=visits)
    return Candidate(
        regimen=regimen,
        total_mg=total_mg,
        gain_over_placebo=gain,
        late_gain_over_placebo=late,
        worthwhile=0.1 + excess,
        worthwhile_on_placebo=0.1,
        added_by={},
        excess_error=None,
        risks=Risks(peak_dissociation=peak, severe_dissociation=severe, severe_hypertension=0.01, draws=1000),
    )


def test_burden_is_hours_visits_and_severe_dissociation():
    candidate = _candidate(visits=4, hours=2.0, severe=0.02)
    assert burden_h(candidate) == pytest.approx(4 * 2 + 4 * 2 + 0.02 * 100)


def test_credible_means_at_least_one_in_8_9_more_than_placebo():
    assert pytest.approx(1 / 8.9) == PREFERENCES.least_excess.value
    assert is_credible(_candidate(excess=0.1125))
    assert not is_credible(_candidate(excess=0.1122))


def test_a_regimen_that_is_worse_in_everything_is_no_trade_off():
    good, bad = _candidate(), _candidate(gain=0.3, late=0.0, visits=5, total_mg=500.0, peak=0.5)
    assert best_trade_offs([bad, good]) == [good]


@pytest.mark.parametrize(
    "better", [{"gain": 0.7}, {"late": 0.3}, {"peak": 0.3}, {"visits": 3}, {"total_mg": 300.0}], ids=str
)
def test_a_regimen_that_is_better_in_one_thing_stays(better):
    assert len(best_trade_offs([_candidate(), _candidate(**better)])) >= 1
    worse_elsewhere = {"gain": 0.3, "late": 0.0, "peak": 0.6, "visits": 6, "total_mg": 600.0} | better
    assert len(best_trade_offs([_candidate(), _candidate(**worse_elsewhere)])) == 2


def test_the_answer_turns_where_even_the_best_regimen_stops_being_credible():
    """The excess is proportional to the weight (assumed 0.5): 0.2 at 0.5 is 1/8.9 at 0.281."""
    state = fragility(_candidate(excess=0.2))
    assert state.turning_weight == pytest.approx(0.5 / 8.9 / 0.2)
    assert state.is_fragile
    assert not fragility(_candidate(excess=0.3)).is_fragile  # 0.187 is below the range of the weight
    assert fragility(_candidate(excess=0.05)).turning_weight is None  # not even a weight of 1 would do
