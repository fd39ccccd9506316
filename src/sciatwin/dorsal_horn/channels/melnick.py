"""Sodium and delayed-rectifier potassium channels of tonic cells of the substantia gelatinosa.

Source: Melnick IV, Santos SF, Safronov BV. J Physiol 2004;559:383-395, at 23 °C, as used at 36 °C by Zhang 2014.
Equations read in the deposited models (https://modeldb.science/62284 and /168414). The two deposits differ in three
shifts of the sodium channel; those that reproduce Zhang's counts are used, the others (2, 2 and 0 mV) fire the
inhibitory cell ten times as often.
"""

import numpy as np

from sciatwin.dorsal_horn.parts.membrane import Gate, Ion, VoltageGated, from_rates, linoid, speed_up

MEASURED_AT_C = 23.0
ACTIVATION_SHIFT_MV, INACTIVATION_RATE_SHIFT_MV, INACTIVATION_SHIFT_MV = 7.0, 13.0, 11.0


def sodium_activation(voltage_mv: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """m: opens with depolarisation."""
    u = voltage_mv + 35 - ACTIVATION_SHIFT_MV
    steady, tau_ms = from_rates(0.182 * linoid(-u, 9), 0.124 * linoid(u, 9))
    return steady, tau_ms / speed_up(MEASURED_AT_C)


def sodium_inactivation(voltage_mv: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """h: its steady state was fitted apart from its rates."""
    u = voltage_mv - INACTIVATION_RATE_SHIFT_MV
    _, tau_ms = from_rates(0.061 * linoid(-u - 48, 3) + 0.0166, 0.0018 * linoid(u + 84, 18))
    steady = 1 / (1 + np.exp((voltage_mv + 75 - INACTIVATION_SHIFT_MV) / 9))
    return steady, tau_ms / speed_up(MEASURED_AT_C)


def potassium_activation(voltage_mv: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """n: opens with depolarisation."""
    steady, tau_ms = from_rates(0.035 * linoid(-voltage_mv - 15, 9), 0.014 * np.exp((12 - voltage_mv) / 46))
    return steady, tau_ms / speed_up(MEASURED_AT_C)


def potassium_inactivation(voltage_mv: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """h: slow and partial."""
    opening = 0.0083 * (1 + 1 / (1 + np.exp((voltage_mv + 20) / 10)))
    closing = 0.0083 / (1 + np.exp(-(voltage_mv + 20) / 10))
    steady, tau_ms = from_rates(opening, closing)
    return steady, tau_ms / speed_up(MEASURED_AT_C)


SODIUM = VoltageGated("gelatinosa sodium", Ion.SODIUM, (Gate(sodium_activation, 3), Gate(sodium_inactivation, 1)))
POTASSIUM = VoltageGated(
    "gelatinosa potassium", Ion.POTASSIUM, (Gate(potassium_activation, 4), Gate(potassium_inactivation, 1))
)
