"""A twin knows what was given and what time it is, and refuses in Python what the command line refuses."""

import numpy as np
import pytest

from sciatwin.analytes import Drug
from sciatwin.errors import LimitError, MustNotInfuseError, RegimenError
from sciatwin.individualise import learn
from sciatwin.observation import GivenSession, Observations
from sciatwin.patient import Answer, read_patient
from sciatwin.regimen import Regimen
from sciatwin.twin import Twin
from sciatwin.twin.shown.explanation import explain_mechanism

TWO_DAYS = Regimen.on_days([0, 1], rate_mg_per_kg_h=0.4, duration_h=2)
LATER = Regimen.on_days([4, 7], rate_mg_per_kg_h=0.5, duration_h=1)


@pytest.fixture(scope="module")
def twin(typical_patient):
    return Twin(typical_patient, draws=40, seed=3)


def test_given_and_planned_simulated_at_once_are_the_course_that_goes_on(twin):
    at_once = twin.simulate(TWO_DAYS.followed_by(LATER), horizon_days=60)
    goes_on = twin.after(TWO_DAYS).simulate(LATER, horizon_days=60)
    for name in ("pain_treated", "ketamine_venous", "dissociation"):
        np.testing.assert_array_equal(goes_on[name], at_once[name])


def test_the_course_of_what_was_given_needs_no_plan(twin):
    alone = twin.after(TWO_DAYS).simulate(Regimen.none(), horizon_days=30)
    np.testing.assert_array_equal(alone["pain_treated"], twin.simulate(TWO_DAYS, horizon_days=30)["pain_treated"])


def test_a_session_before_the_clock_is_refused_with_the_way_out(twin):
    after = twin.after(TWO_DAYS, now_h=50.0)
    with pytest.raises(RegimenError, match=r"starting_at\(twin\.next_start_h\)"):
        after.simulate(TWO_DAYS)
    assert after.next_start_h == 72
    assert after.simulate(TWO_DAYS.starting_at(after.next_start_h), horizon_days=10).sizes["session"] == 4


def test_the_clock_does_not_stand_before_the_last_session(twin):
    with pytest.raises(RegimenError, match="before the last session given ends"):
        twin.after(TWO_DAYS, now_h=20.0)
    assert twin.after(TWO_DAYS).now_h == TWO_DAYS.last_end_h
    assert twin.next_start_h == 0


def test_another_drug_cannot_follow(twin):
    s_ketamine = Regimen.on_days([4], rate_mg_per_kg_h=0.2, duration_h=1, drug=Drug.S_KETAMINE)
    with pytest.raises(RegimenError, match="They are two drugs"):
        twin.after(TWO_DAYS).simulate(s_ketamine)


def test_a_learned_twin_knows_the_sessions_it_learned_from(twin):
    sessions = tuple(
        GivenSession(start_h=24.0 * day, duration_h=1, dose_mg=37, drug=Drug.RACEMIC_KETAMINE) for day in (0, 1)
    )
    learned = learn(twin, Observations((), sessions), method="laplace").twin
    assert learned.given.visits == 2
    assert learned.now_h == pytest.approx(25)
    with pytest.raises(RegimenError, match="2 sessions were given to this twin, 1 are in the observations"):
        learn(learned, Observations((), sessions[:1]), method="laplace")


def test_dose_past_a_published_ceiling_is_refused_even_for_study(twin):
    grams = Regimen.repeat(dose_mg_per_kg=50, duration_h=24, count=1)
    for despite_block in (False, True):
        with pytest.raises(LimitError, match="published ceiling"):
            twin.simulate(grams, despite_block=despite_block)


def test_a_blocked_patient_is_simulated_on_request_only(examples):
    blocked = Twin(read_patient(examples / "blocked.yaml"), draws=5)
    for door in (blocked.simulate, lambda regimen: explain_mechanism(blocked, regimen)):
        with pytest.raises(MustNotInfuseError, match="despite_block=True"):
            door(TWO_DAYS)
    assert blocked.simulate(TWO_DAYS, horizon_days=5, despite_block=True).sizes["session"] == 2
    assert blocked.simulate(Regimen.none(), horizon_days=5).sizes["draw"] == 5


def test_a_question_that_could_block_is_answered_first(typical_patient):
    unasked = typical_patient.model_copy(update={"pregnancy": Answer.UNKNOWN})
    with pytest.raises(MustNotInfuseError, match="pregnan"):
        Twin(unasked, draws=5).simulate(TWO_DAYS)


def test_a_horizon_past_what_is_described_is_refused(twin):
    with pytest.raises(RegimenError, match="described for a year"):
        twin.simulate(TWO_DAYS, horizon_days=400)
