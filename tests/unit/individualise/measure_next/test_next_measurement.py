"""Candidates are ranked by what they would tell, and what tells nothing is worth nothing."""

from dataclasses import replace

import numpy as np
import pytest

from sciatwin.individualise import learn
from sciatwin.individualise.measure_next.candidates import PossibleMeasurement, usual_candidates
from sciatwin.individualise.measure_next.worth import rank_measurements
from sciatwin.observation import Dissociation, Observations, Period, Pressure, SideEffect, SideEffectSeen
from sciatwin.response.side_effects.dissociation import LEVEL_PER_POINT
from sciatwin.twin import Twin
from support.made_up_visits import DAY_H, sample, score, sessions

SESSION = sessions(1)[0]
NOTHING = Observations()


@pytest.fixture(scope="module")
def twin(typical_patient):
    return Twin(typical_patient, draws=600)


def _ranked(twin, *candidates, observations=NOTHING, session=SESSION):
    found = rank_measurements(twin, observations, (session,), candidates or None)
    return {worth.candidate.name: worth for worth in found}


def test_the_usual_candidates_are_ranked_most_informative_first(twin):
    found = rank_measurements(twin, NOTHING, (SESSION,))
    assert len(found) == len(usual_candidates(SESSION.start_h))
    information = [worth.information for worth in found]
    assert information == sorted(information, reverse=True)
    assert all(worth.information > -3 * worth.error for worth in found)


def test_a_diary_tells_most_of_the_gain(twin):
    found = _ranked(twin)
    diary = found.pop("pain diary for the week after")
    assert diary.gain_variance_reduction > 0.2
    assert diary.gain_variance_reduction > max(worth.gain_variance_reduction for worth in found.values()) + 0.1


def test_a_level_near_the_end_of_the_infusion_tells_more_than_one_that_the_floor_of_the_assay_hides(twin):
    found = _ranked(
        twin,
        PossibleMeasurement("at its end", (sample(0.7),)),
        PossibleMeasurement("three weeks later", (sample(21 * DAY_H),)),
    )
    assert found["at its end"].information > found["three weeks later"].information
    assert found["three weeks later"].information == pytest.approx(0.0, abs=0.02)


def test_scores_of_one_session_tell_more_together_but_not_in_proportion(twin):
    found = _ranked(twin, *(PossibleMeasurement(str(n), tuple(_cadss(n))) for n in (1, 8)))
    assert 0 < found["1"].information < found["8"].information < 4 * found["1"].information


def _cadss(count):
    return [Dissociation(time_h=0.6 + 0.001 * index, cadss=10) for index in range(count)]


def test_what_is_known_already_is_worth_less(twin):
    seen = Observations(tuple(_cadss(8)), (SESSION,))
    again = replace(SESSION, start_h=2 * DAY_H)
    candidate = PossibleMeasurement("CADSS", (Dissociation(time_h=2 * DAY_H + 0.6, cadss=10),))
    before = _ranked(twin, PossibleMeasurement("CADSS", tuple(_cadss(1))))["CADSS"]
    after = _ranked(learn(twin, seen).twin, candidate, observations=seen, session=again)["CADSS"]
    assert after.information < 0.7 * before.information


def test_what_a_twin_was_weighed_by_is_worth_less_too(twin):
    """Somebody whose sensitivity to dissociation is known to a fifth learns less from another score."""
    candidate = PossibleMeasurement("CADSS", tuple(_cadss(1)))
    logs = np.log(twin.ensemble.drawn[LEVEL_PER_POINT])
    weighed = twin.reweighed(-0.5 * ((logs - np.median(logs)) / 0.2) ** 2)
    before, after = _ranked(twin, candidate)["CADSS"], _ranked(weighed, candidate)["CADSS"]
    assert -3 * after.error < after.information < 0.6 * before.information
    same = twin.reweighed(np.full(twin.ensemble.count, -3.0))
    assert _ranked(same, candidate)["CADSS"] == before


def test_what_cannot_be_learned_from_is_worth_nothing_and_says_why(twin):
    headache = SideEffectSeen(time_h=1.0, session_index=0, effect=SideEffect.HEADACHE, seen=True)
    worth = _ranked(twin, PossibleMeasurement("headache", (headache,)))["headache"]
    assert (worth.information, worth.gain_variance_reduction) == (0.0, 0.0)
    assert any("headache" in note for note in worth.notes)


def test_more_days_of_a_diary_tell_more(twin):
    def days(count):
        return tuple(score(day, period=Period.DAY) for day in range(1, count + 1))

    found = _ranked(twin, PossibleMeasurement("two days", days(2)), PossibleMeasurement("two weeks", days(14)))
    assert found["two weeks"].information > found["two days"].information + 0.3


def test_the_same_seed_ranks_the_same(twin):
    first, again = (_ranked(twin, PossibleMeasurement("CADSS", tuple(_cadss(2)))) for _ in range(2))
    np.testing.assert_equal(first["CADSS"].information, again["CADSS"].information)


def test_where_the_drug_does_nothing_lasting_no_answer_narrows_its_gain(twin):
    """The gain is over placebo: what placebo and the natural course do in these weeks is not the drug's."""
    without = replace(twin.ensemble, responds_to_drug=np.zeros(twin.ensemble.count, dtype=bool))
    diary = PossibleMeasurement("diary", tuple(score(day, period=Period.DAY) for day in range(3, 20)))
    (worth,) = rank_measurements(Twin.of(twin.patient, without), NOTHING, (SESSION,), [diary])
    assert worth.information > 0.1
    assert worth.gain_variance_reduction == 0.0


def test_a_reading_before_the_session_makes_one_in_it_worth_more(twin):
    """Alone, a pressure hardly tells the rise from a day that is high anyway."""

    def pressure(hour):
        return Pressure(time_h=SESSION.start_h + hour, systolic_mmhg=130, diastolic_mmhg=80)

    found = _ranked(
        twin,
        PossibleMeasurement("alone", (pressure(0.6),)),
        PossibleMeasurement("with one before", (pressure(-0.2), pressure(0.6))),
        PossibleMeasurement("before alone", (pressure(-0.2),)),
    )
    error = found["alone"].error + found["with one before"].error
    assert found["with one before"].information > found["alone"].information + error
    assert found["before alone"].information == pytest.approx(0, abs=1e-9)
