"""The highest level of a course, looked for in few visits, against a search through all of it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sciatwin.regimen import Regimen, Session
from sciatwin.twin import Twin
from sciatwin.twin.drug.exposure import exposure_to
from sciatwin.twin.drug.highest_visits import highest_visits
from sciatwin.twin.drug.levels import fast_site_peak


@pytest.fixture(scope="module")
def ensemble(typical_patient):
    return Twin(typical_patient, draws=20, seed=3).ensemble


visits = st.lists(
    st.tuples(
        st.sampled_from([10.0, 20.0, 24.0, 72.0]), st.sampled_from([(0.0, 1.0, 2.0), (0.2, 0.5, 4.0), (0.0, 0.3, 1.0)])
    ),
    min_size=1,
    max_size=7,
)


def _regimen(drawn):
    sessions, start_h = [], 0.0
    for gap_h, (bolus, rate, duration_h) in drawn:
        start_h += gap_h
        sessions.append(Session(start_h=start_h, rate_mg_per_kg_h=rate, duration_h=duration_h, bolus_mg_per_kg=bolus))
    return Regimen(sessions=tuple(sessions))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=visits)
def test_no_visit_that_is_left_out_is_higher(ensemble, drawn):
    regimen = _regimen(drawn)
    all_of_it = exposure_to(ensemble, regimen, horizon_days=90).fast_site_ng_per_ml.max(axis=0)
    assert fast_site_peak(ensemble, regimen) == pytest.approx(all_of_it, rel=1e-3)


def test_of_equal_daily_visits_the_last_is_enough():
    regimen = Regimen.repeat(dose_mg_per_kg=0.5, duration_h=1.0, count=5)
    assert [visit[0].start_h for visit in highest_visits(regimen)] == [96.0]


def test_steps_of_one_visit_are_looked_at_together():
    steps = tuple(
        Session(start_h=hour, rate_mg_per_kg_h=rate, duration_h=1.0) for hour, rate in ((0.0, 0.1), (1.0, 0.3))
    )
    (visit,) = highest_visits(Regimen(sessions=steps))
    assert visit == steps
