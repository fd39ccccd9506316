"""Non-compartmental analysis against Phoenix WinNonlin and a closed form.

The reference numbers are the "Final Parameters Pivoted" tables of Phoenix WinNonlin for R's Theoph (320 mg, oral) and
Indometh (25 mg, bolus) in the validation report of the R package NonCompart (Han 2018, repository
asancpt/NonCompart-tests), for the best-fit terminal slope.
"""

import csv
from pathlib import Path

import numpy as np
import pytest

from sciatwin.errors import InvalidInputError
from sciatwin.pharmacokinetics.noncompartmental import Administration, Trapezoid, noncompartmental

CURVES = Path(__file__).resolve().parents[2] / "data" / "curves"

# subject: c_max, t_max, AUC to last (linear), AUC to infinity (linear), rate, half-life, clearance, terminal volume
THEOPH_LINEAR = {
    1: (10.5, 1.12, 148.923050, 216.611933, 0.048457, 14.304378, 1.477296, 30.486748),
    2: (8.33, 1.92, 91.526800, 100.173459, 0.104086, 6.659342, 3.194459, 30.690442),
    3: (8.2, 1.02, 99.286500, 109.535971, 0.102444, 6.766087, 2.921415, 28.517100),
    4: (8.6, 1.07, 106.796300, 118.378881, 0.099287, 6.981247, 2.703185, 27.225964),
    5: (11.4, 1.0, 121.294400, 139.419778, 0.086619, 8.002264, 2.295227, 26.497995),
    6: (6.44, 1.15, 73.775550, 84.254418, 0.087796, 7.894998, 3.798020, 43.259735),
    9: (9.03, 0.63, 86.326150, 99.908718, 0.082459, 8.405999, 3.202924, 38.842793),
    10: (10.21, 3.55, 138.368100, 170.652061, 0.074960, 9.246916, 1.875160, 25.015540),
    11: (8.0, 0.98, 80.093600, 89.102745, 0.095459, 7.261237, 3.591360, 37.622185),
    12: (9.75, 3.52, 119.977500, 130.588832, 0.110259, 6.286508, 2.450439, 22.224294),
}
# subject: AUC to last, AUC to infinity, clearance (linear up, log down)
THEOPH_LOG = {
    1: (147.234748, 214.923632, 1.488901),
    2: (88.731275, 97.377935, 3.286165),
    3: (95.878198, 106.127668, 3.015236),
    6: (71.697015, 82.175883, 3.894087),
    10: (135.576070, 167.860031, 1.906350),
    12: (115.220208, 125.831540, 2.543083),
}
# subject: c_max, rate, half-life
INDOMETH = {
    1: (1.5, 0.158320, 4.378127),
    2: (2.03, 0.302280, 2.293063),
    3: (2.72, 0.421893, 1.642947),
    4: (1.85, 0.455445, 1.521910),
    5: (2.05, 0.252748, 2.742446),
    6: (2.31, 0.353521, 1.960699),
}


def _curve(file, time_column, subject):
    with (CURVES / file).open(encoding="utf-8") as handle:
        rows = [row for row in csv.DictReader(handle) if int(row["Subject"]) == subject]
    rows.sort(key=lambda row: float(row[time_column]))
    return np.array([[float(row[time_column]), float(row["conc"])] for row in rows]).T


@pytest.mark.parametrize("subject", THEOPH_LINEAR)
def test_theophylline_agrees_with_winnonlin_linear(subject):
    result = noncompartmental(
        *_curve("theoph.csv", "Time", subject), 320, Administration.EXTRAVASCULAR, trapezoid=Trapezoid.LINEAR
    )
    found = (
        result.c_max,
        result.t_max,
        result.auc_last,
        result.auc_infinity,
        result.terminal_rate,
        result.half_life,
        result.clearance,
        result.terminal_volume,
    )
    np.testing.assert_allclose(found, THEOPH_LINEAR[subject], rtol=2e-5)  # six decimals are printed


@pytest.mark.parametrize("subject", THEOPH_LOG)
def test_theophylline_agrees_with_winnonlin_linear_up_log_down(subject):
    result = noncompartmental(*_curve("theoph.csv", "Time", subject), 320, Administration.EXTRAVASCULAR)
    found = (result.auc_last, result.auc_infinity, result.clearance)
    np.testing.assert_allclose(found, THEOPH_LOG[subject], rtol=1e-6)


@pytest.mark.parametrize("subject", INDOMETH)
def test_indomethacin_agrees_with_winnonlin(subject):
    result = noncompartmental(*_curve("indometh.csv", "time", subject), 25, Administration.BOLUS)
    found = (result.c_max, result.terminal_rate, result.half_life)
    np.testing.assert_allclose(found, INDOMETH[subject], rtol=2e-5)


def test_one_compartment_infusion_returns_its_own_parameters():
    clearance, volume, dose, duration = 5.0, 20.0, 100.0, 2.0
    k = clearance / volume
    times = np.concatenate([np.linspace(0, duration, 400), np.linspace(duration, 60, 1200)[1:]])
    during = dose / duration / clearance * (1 - np.exp(-k * np.minimum(times, duration)))
    levels = during * np.exp(-k * np.maximum(times - duration, 0))
    result = noncompartmental(times, levels, dose, Administration.INFUSION, infusion_duration=duration)
    assert result.clearance == pytest.approx(clearance, rel=1e-4)
    assert result.steady_state_volume == pytest.approx(volume, rel=1e-4)
    assert result.terminal_rate == pytest.approx(k, rel=1e-6)
    assert result.t_max == duration


def test_trailing_zeros_do_not_count():
    times, levels = np.array([0.0, 1, 2, 3, 4]), np.array([8.0, 4, 2, 1, 0])
    result = noncompartmental(times, levels, 10, Administration.BOLUS)
    assert result.t_last == 3
    assert result.half_life == pytest.approx(1.0)


def test_every_fault_of_a_curve_is_named():
    with pytest.raises(InvalidInputError) as error:
        noncompartmental(np.array([0.0, 2, 1]), np.array([1.0, -1, 0]), 0, Administration.INFUSION)
    assert len(error.value.faults) == 4
