"""The L-type calcium channel, and the constant-field equation by which calcium passes.

Source: McCormick DA, Huguenard JR. J Neurophysiol 1992;68:1384-1400, activation as in Aguiar 2010
(https://modeldb.science/128559); time constant at 23.5 °C. Current in mA/cm², for a permeability P in cm/s and
concentrations in mM:

    I = P m² 10⁻³ z F w (inside × exp(w) − outside) / (exp(w) − 1),    w = z F V / (R T).
"""

import numpy as np
from scipy.special import exprel

from sciatwin.dorsal_horn.parts.membrane import TEMPERATURE_C, CalciumPermeable, Gate, linoid, speed_up

MEASURED_AT_C = 23.5
OUTSIDE_MM = 2.0
VALENCE = 2
FARADAY_C_PER_MOL, GAS_J_PER_MOL_K, ZERO_C_IN_K = 96485.0, 8.314, 273.15


def activation(voltage_mv: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """m: opens at high voltage only; the steady state was set apart from the rates."""
    opening = 1.6 / (1 + np.exp(-0.072 * (voltage_mv - 5)))
    closing = 0.02 * linoid(voltage_mv - 1.31, 5.36)
    return 1 / (1 + np.exp(-(voltage_mv + 10) / 10)), 1 / (opening + closing) / speed_up(MEASURED_AT_C)


def constant_field(voltage_mv: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Current per permeability (mA/cm² per cm/s): outward for 1 mM inside, and inward (negative) from outside."""
    w = 1e-3 * voltage_mv * VALENCE * FARADAY_C_PER_MOL / (GAS_J_PER_MOL_K * (TEMPERATURE_C + ZERO_C_IN_K))
    scale = 1e-3 * VALENCE * FARADAY_C_PER_MOL
    return scale / exprel(-w), -scale * OUTSIDE_MM / exprel(w)


L_TYPE = CalciumPermeable("L-type calcium", (Gate(activation, 2),))
