"""Expected gains equal what plain counting over many drawn versions comes to."""

import numpy as np
import pytest
import xarray as xr

from sciatwin.regimen import Regimen
from sciatwin.response.lasting_relief import ACCOUNTS
from sciatwin.response.side_effects.blood_pressure import PressureStop
from sciatwin.twin import Twin
from sciatwin.twin.drug.exposure import exposure
from sciatwin.twin.drug.levels import effect_levels
from sciatwin.twin.drug.time_grid import report_times
from sciatwin.twin.pain.expectation import gain_model, reliefs_along
from sciatwin.twin.shown.risks import risks_at_peak
from sciatwin.twin.simulate import simulate

REGIMEN = Regimen.repeat(dose_mg_per_kg=2.0, duration_h=4, count=8)
WEEK_H = 28 * 24.0


@pytest.fixture(scope="module")
def ensembles(typical_patient):
    """20,000 people, in parts that fit the limit of what is held at once."""
    return [Twin(typical_patient, draws=5_000, seed=seed).ensemble for seed in (9, 10, 11, 12)]


@pytest.fixture(scope="module")
def moment(ensembles):
    times_h = np.array([WEEK_H])
    return xr.concat([simulate(ensemble, REGIMEN, times_h=times_h) for ensemble in ensembles], dim="draw")


@pytest.fixture(scope="module")
def gains(ensembles):
    return [_gains(ensemble) for ensemble in ensembles]


def _gains(ensemble):
    times_h = report_times(REGIMEN, 28)
    along = reliefs_along(ensemble, exposure(ensemble, REGIMEN, times_h, effect_levels(ensemble, REGIMEN, times_h)))
    reliefs = {key: relief[-1:] for key, relief in along.items()}
    return gain_model(ensemble, WEEK_H, np.array(REGIMEN.visits_h), 2.0).gains(reliefs)


def _mean(gains, attribute):
    return float(np.mean([np.squeeze(getattr(part, attribute)) for part in gains]))


def _counted(moment, arm):
    return (moment["pain_untreated"] - moment[arm] >= 2.0).to_numpy()


@pytest.mark.parametrize(
    ("arm", "attribute"), [("pain_treated", "worthwhile"), ("pain_placebo", "worthwhile_on_placebo")]
)
def test_probability_of_a_worthwhile_gain_agrees_with_counting(moment, gains, arm, attribute):
    counted = _counted(moment, arm)
    error = counted.std() / np.sqrt(counted.size)
    assert _mean(gains, attribute) == pytest.approx(counted.mean(), abs=4 * error + 1e-9)


def test_mean_gain_agrees_with_averaging(moment, gains):
    drawn = (moment["pain_placebo"] - moment["pain_treated"]).to_numpy()
    error = drawn.std() / np.sqrt(drawn.size)
    assert _mean(gains, "over_placebo") == pytest.approx(drawn.mean(), abs=4 * error)


def test_without_drug_nothing_is_added_to_placebo(ensembles):
    ensemble = ensembles[0]
    model = gain_model(ensemble, WEEK_H, np.zeros((1, 2)), 2.0)
    none = model.gains({key: np.zeros((1, ensemble.count)) for key in ACCOUNTS})
    assert none.worthwhile[0] == none.worthwhile_on_placebo
    assert none.over_placebo[0] == 0


def test_risks_are_counted_over_the_draws(typical_patient):
    """With every C50 at 100 ng/mL: above 70 % of the scale means a level above 233 ng/mL."""
    twin = Twin(typical_patient, draws=50)
    drawn = {
        **twin.ensemble.drawn,
        "dissociation/C50": np.full(50, 100.0),
        "blood pressure/systolic rise": np.full(50, 25.0),
    }
    ensemble = type(twin.ensemble)(**{**twin.ensemble.__dict__, "drawn": drawn})
    peak = np.where(np.arange(50) < 10, 234.0, 100.0)
    risks = risks_at_peak(ensemble, peak)
    assert risks.severe_dissociation == 0.2
    assert risks.peak_dissociation == pytest.approx(0.2 * 234 / 334 + 0.8 * 0.5)
    # 25 mmHg at 125 ng/mL: 46.8 mmHg at 234; 124/78 mmHg at rest becomes 170.8/115.9, above 110 diastolic
    assert risks.severe_hypertension == 0.2
    # and at 100 ng/mL 144/94.2: a clinic that stops above 140 stops everybody
    assert risks_at_peak(ensemble, peak, PressureStop(140, 110)).severe_hypertension == 1
