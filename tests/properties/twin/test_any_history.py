"""What was given and what is planned are one course: simulating it at once equals going on from its middle."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sciatwin.regimen import Regimen, Session
from sciatwin.twin import Twin


@pytest.fixture(scope="module")
def twin(typical_patient):
    return Twin(typical_patient, draws=20, seed=4)


@st.composite
def courses(draw):
    """Two to four unequal sessions: slowed, paused, stepped, with or without a bolus; and where the history ends."""
    placed, start_h = [], 0.0
    for _ in range(draw(st.integers(2, 4))):
        session = Session(
            start_h=start_h,
            rate_mg_per_kg_h=draw(st.floats(0.05, 0.3)),
            duration_h=draw(st.floats(0.5, 3)),
            bolus_mg_per_kg=draw(st.sampled_from([0.0, 0.1])),
        )
        placed.append(session)
        start_h = session.end_h + draw(st.floats(0.1, 90))
    return tuple(placed), draw(st.integers(1, len(placed) - 1))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(courses())
def test_going_on_is_the_same_as_all_at_once(twin, course):
    sessions, given_count = course
    given_before, planned = Regimen(sessions=sessions[:given_count]), Regimen(sessions=sessions[given_count:])
    at_once = twin.simulate(Regimen(sessions=sessions), horizon_days=40, despite_block=True)
    gone_on = twin.after(given_before).simulate(planned, horizon_days=40, despite_block=True)
    assert list(at_once["time"].to_numpy()) == list(gone_on["time"].to_numpy())
    for name in at_once.data_vars:
        assert np.array_equal(at_once[name].to_numpy(), gone_on[name].to_numpy()), name


def test_what_was_given_moves_what_follows(twin):
    """History is no ornament: a session yesterday is seen in today's level and pain."""
    planned = Regimen.on_days([2], rate_mg_per_kg_h=0.3, duration_h=1)
    before = Regimen.on_days([0], rate_mg_per_kg_h=0.3, duration_h=2)
    alone, after = (part.simulate(planned, horizon_days=10, despite_block=True) for part in (twin, twin.after(before)))
    at = {"time": 40.0, "method": "nearest"}
    assert float(after["slow_effect_site"].sel(**at).mean()) > float(alone["slow_effect_site"].sel(**at).mean())
