"""A course can be asked for some of its variables, at some of its times; they are the ones of the whole course."""

import threading

import numpy as np
import pytest

from sciatwin.errors import ModelError
from sciatwin.regimen import Regimen
from sciatwin.twin import Twin
from sciatwin.twin.drug.levels import effect_levels
from sciatwin.twin.keep import Keep
from sciatwin.twin.simulate import simulate
from sciatwin.twin.versions.belief import Blinding

REGIMEN = Regimen.repeat(dose_mg_per_kg=0.5, duration_h=40 / 60, count=2)
DRAWS = 130
ROUNDING = 1e-9
"""Fewer states are rounded otherwise: relative, of levels down to 1e-50."""
GRID = 2e-5
"""To which the grid of a course follows the slow states; other times asked for make another grid."""


@pytest.fixture(scope="module")
def twin(typical_patient):
    return Twin(typical_patient, draws=DRAWS, seed=3)


@pytest.fixture(scope="module", params=list(Blinding))
def whole(request, twin):
    return request.param, simulate(twin.ensemble, REGIMEN, horizon_days=30, blinding=request.param)


def test_each_variable_alone_is_the_one_of_the_whole_course(twin, whole):
    blinding, course = whole
    for name in course.data_vars:
        alone = simulate(twin.ensemble, REGIMEN, keep=[name], horizon_days=30, blinding=blinding)
        assert list(alone.data_vars) == [name]
        assert alone[name].attrs == course[name].attrs
        np.testing.assert_allclose(alone[name], course[name], rtol=ROUNDING, atol=1e-12, err_msg=name)


def test_variables_at_some_times_are_those_of_the_whole_course_at_these_times(twin, whole):
    blinding, course = whole
    times_h = course["time"].to_numpy()[[3, 40, 77, -1]]
    asked = [name for name in course.data_vars if "time" in course[name].dims]
    for keep in (asked, ["pain_treated"], ["nmda_block"], ["pain_placebo", "insomnia_treated"]):
        some = simulate(twin.ensemble, REGIMEN, keep=keep, times_h=times_h, blinding=blinding)
        for name in set(keep) & set(asked):
            np.testing.assert_allclose(some[name], course[name].sel(time=times_h), rtol=GRID, atol=1e-9, err_msg=name)


def test_nothing_is_solved_for_that_was_not_asked_for():
    assert Keep.of(["ketamine_venous"]).levels == {"ketamine_venous", "s_ketamine_venous", "r_ketamine_venous"}
    assert Keep.of(["dissociation"]).levels == {"fast effect site"}
    assert Keep.of(["fast_effect_site"]).levels == {"fast effect site"}
    assert Keep.of(["pain_treated"]).levels == {"fast effect site", "slow effect site"}
    assert Keep.of(None).levels is None


def test_fewer_outputs_of_a_system_need_fewer_states(twin):
    system = twin.ensemble.systems["arterial S"]
    fewer = system.only(["fast effect site"])
    assert fewer.output_names == ("fast effect site",)
    assert len(fewer.rate_per_h) < len(system.rate_per_h)
    assert system.only(system.output_names) is system


def test_levels_that_were_asked_for_are_those_of_the_whole_system(twin):
    times_h = np.linspace(0, 30, 50)
    everything = effect_levels(twin.ensemble, REGIMEN, times_h)
    for name in everything:
        found = effect_levels(twin.ensemble, REGIMEN, times_h, only=Keep.of([name.replace(" ", "_")]).levels)
        np.testing.assert_allclose(found[name], everything[name], rtol=ROUNDING, err_msg=name)


def test_a_variable_that_no_course_has_is_named_with_what_there_is(twin):
    with pytest.raises(ModelError, match=r"'pain_treatd'.*pain_treated"):
        twin.simulate(REGIMEN, keep=["pain_treatd"])


def test_what_the_patient_lacks_is_absent_as_it_is_from_the_whole_course(typical_patient):
    vitals = typical_patient.vitals.model_copy(update={"systolic_mmhg": None, "diastolic_mmhg": None})
    unmeasured = Twin(typical_patient.model_copy(update={"vitals": vitals}), draws=5)
    course = unmeasured.simulate(REGIMEN, keep=["systolic", "systolic_rise"], despite_block=True)
    assert list(course.data_vars) == ["systolic_rise"]


def test_workers_change_no_bit_and_nobody_starts_a_thread_untold(twin, monkeypatch):
    together = twin.simulate(REGIMEN, workers=2)
    monkeypatch.setattr(threading.Thread, "start", _refuse)
    assert twin.simulate(REGIMEN).identical(together)


def _refuse(thread):
    raise AssertionError("a thread was started")
