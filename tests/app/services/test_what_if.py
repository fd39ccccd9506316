"""What a slider shows: the same curves as the course itself, and only those that are asked for."""

import numpy as np
import pytest

from sciaclinic.render.series import curve_series
from sciaclinic.services.context import Context
from sciaclinic.services.what_if import SHOWN, what_if
from sciatwin.patient import Vitals
from sciatwin.regimen import Regimen
from sciatwin.twin import Twin

REGIMEN = Regimen.repeat(dose_mg_per_kg=0.4, duration_h=2 / 3, count=5)


@pytest.fixture(scope="module")
def twin(typical_patient):
    return Twin(typical_patient, draws=80, seed=4)


def test_curves_are_those_of_the_whole_course(twin):
    course = twin.simulate(REGIMEN)
    (group,) = what_if(twin, REGIMEN, Context())
    assert [curve.name for curve in group.curves] == list(SHOWN)
    for curve in group.curves:
        draws = course[curve.name].transpose("draw", "time").to_numpy()
        np.testing.assert_allclose(curve.mean, draws.mean(axis=0), rtol=1e-5, atol=1e-12)
        np.testing.assert_allclose(curve.high, np.quantile(draws, 0.95, axis=0), rtol=1e-5, atol=1e-12)


def test_a_pressure_that_was_never_measured_is_left_out(typical_patient):
    twin = Twin(typical_patient.model_copy(update={"vitals": Vitals()}), draws=50)
    (group,) = what_if(twin, REGIMEN, Context(), despite_block=True)
    assert {curve.name for curve in group.curves} == set(SHOWN) - {"systolic", "diastolic"}


def test_series_hold_one_number_a_moment_and_say_what_they_are(twin):
    (series,) = curve_series(what_if(twin, REGIMEN, Context(), keep=("pain_treated", "nmda_block")))
    assert series["by"] == "hour"
    assert {curve["unit"] for curve in series["curves"]} == {"points", "1"}
    for curve in series["curves"]:
        assert len(curve["mean"]) == len(curve["low"]) == len(curve["high"]) == len(series["at"])
        assert all(low <= high for low, high in zip(curve["low"], curve["high"], strict=True))
