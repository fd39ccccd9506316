"""The oral thin film of Simons 2022 beside the means of its own Table 2 (6 h, arterial, 20 people of 73 kg).

The data show less than dose-proportional peaks and the model is linear, so 50 mg comes out low and 100 mg high: peaks
and AUC within 15 %, Tmax of the parent within 3 min. Tmax of the metabolites after 100 mg is a mean over people of late
and broad peaks; the typical peak is up to 35 min earlier.
"""

import numpy as np
import pytest
from scipy.integrate import trapezoid

from sciatwin.analytes import Analyte
from sciatwin.evidence import Route
from sciatwin.pharmacokinetics.parameters import typical
from sciatwin.pharmacokinetics.routes import concentrations_by_route
from sciatwin.pharmacokinetics.which_model.library import model_named
from sciatwin.regimen import Bolus, Infusion

MODEL = model_named("simons_2022")
FILM = Route.ORAL_THIN_FILM
TIMES_H = np.linspace(0, 6, 6 * 120 + 1)
TABLE_2 = {  # dose: analyte → peak ng/mL, its time min, AUC ng·min/mL
    50: [(96, 18.8, 8363), (276, 61, 38497), (101, 81, 24087)],
    100: [(144, 19.1, 13347), (426, 78, 67959), (189, 109, 44972)],
}
LATEST_BY_MIN = {Analyte.S_KETAMINE: 3, Analyte.S_NORKETAMINE: 18, Analyte.S_HYDROXYNORKETAMINE: 35}


def _after(doses, times_h=TIMES_H, weight_kg=73.0, **wanted):
    parameters = typical(MODEL, weight_kg, routes=tuple(doses))
    return concentrations_by_route(MODEL, parameters, doses, times_h, **wanted)[:, :, 0]


@pytest.mark.parametrize("dose_mg", TABLE_2)
def test_film_gives_the_observed_peaks_times_and_exposures(dose_mg):
    curves = _after({FILM: [Bolus(start_h=0, dose_mg=dose_mg)]})
    for analyte, curve, (peak, peak_min, auc) in zip(MODEL.analytes, curves, TABLE_2[dose_mg], strict=True):
        assert curve.max() == pytest.approx(peak, rel=0.16), analyte
        assert 60 * TIMES_H[curve.argmax()] == pytest.approx(peak_min, abs=LATEST_BY_MIN[analyte]), analyte
        assert trapezoid(curve, 60 * TIMES_H) == pytest.approx(auc, rel=0.14), analyte


def test_parent_exposure_is_the_mucosal_share_over_clearance():
    times_h = np.concatenate([np.linspace(0, 6, 3601), np.linspace(6.01, 60, 5400)])
    ketamine = _after({FILM: [Bolus(start_h=0, dose_mg=50)]}, times_h, weight_kg=70.0)[0]
    assert trapezoid(ketamine, 60 * times_h) == pytest.approx(0.263 * 50e6 / 1480, rel=1e-3)


def test_norketamine_exposure_counts_both_ways_in():
    times_h = np.concatenate([np.linspace(0, 6, 3601), np.linspace(6.01, 100, 9400)])
    norketamine = _after({FILM: [Bolus(start_h=0, dose_mg=50)]}, times_h, weight_kg=70.0)[1]
    expected = (0.263 + 1.16) * 50e6 * 0.80 * (223.70 / 237.73) / 1000
    assert trapezoid(norketamine, 60 * times_h) == pytest.approx(expected, rel=1e-3)


@pytest.mark.parametrize(("dose_mg", "low", "high"), [(50, 259, 287), (100, 251, 269)])
def test_peak_of_the_infusion_six_hours_after_a_film(dose_mg, low, high):
    """Both visits as they were: the film, and at 6 h 20 mg over 20 min. Observed 95 % intervals of the mean, ± 3 %."""
    doses = {
        FILM: [Bolus(start_h=0, dose_mg=dose_mg)],
        Route.INTRAVENOUS: [Infusion(start_h=6, duration_h=20 / 60, dose_mg=20)],
    }
    peak = _after(doses, np.linspace(6, 7, 61))[0].max()
    assert low * 0.97 <= peak <= high * 1.03
