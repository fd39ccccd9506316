"""Spike channels of Traub and Miles, and the persistent sodium channel derived from them.

Source: Traub RD, Miles R. Neuronal Networks of the Hippocampus. Cambridge 1991, with the inactivation shifted by 5 mV
as in Aguiar 2010 (https://modeldb.science/128559); persistent sodium of Prescott SA, De Koninck Y. J Neurosci
2005;25:4743-4754. Rates are at 36 °C. u is the voltage above ``THRESHOLD_MV``.
"""

import numpy as np

from sciatwin.dorsal_horn.parts.membrane import Gate, Ion, VoltageGated, from_rates, linoid

THRESHOLD_MV = -55.0
INACTIVATION_SHIFT_MV = 5.0
PERSISTENT_ACTIVATION_SHIFT_MV, PERSISTENT_INACTIVATION_SHIFT_MV = -2.0, -5.0
PERSISTENT_SLOPE_FACTOR = 0.5


def sodium_activation(voltage_mv: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """m: opens with depolarisation."""
    u = voltage_mv - THRESHOLD_MV
    return from_rates(0.32 * linoid(13 - u, 4), 0.28 * linoid(u - 40, 5))


def sodium_inactivation(voltage_mv: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """h: closes with depolarisation."""
    u = voltage_mv - THRESHOLD_MV + INACTIVATION_SHIFT_MV
    return from_rates(0.128 * np.exp((17 - u) / 18), 4 / (1 + np.exp((40 - u) / 5)))


def potassium_activation(voltage_mv: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """n: opens with depolarisation."""
    u = voltage_mv - THRESHOLD_MV
    return from_rates(0.032 * linoid(15 - u, 5), 0.5 * np.exp((10 - u) / 40))


def persistent_activation(voltage_mv: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """m of the persistent channel: its shift moves opening and closing in opposite directions."""
    u, shift = voltage_mv - THRESHOLD_MV, PERSISTENT_ACTIVATION_SHIFT_MV
    return from_rates(0.32 * linoid(shift + 13 - u, 4), 0.28 * linoid(shift + u - 40, 5))


def persistent_inactivation(voltage_mv: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """h of the persistent channel: flatter, so that a current remains."""
    u, shift = voltage_mv - THRESHOLD_MV, PERSISTENT_INACTIVATION_SHIFT_MV
    closing = 4 / (1 + np.exp((shift + 40 - u) / 5 * PERSISTENT_SLOPE_FACTOR))
    return from_rates(0.128 * np.exp((shift + 17 - u) / 18), closing)


SODIUM = VoltageGated("sodium", Ion.SODIUM, (Gate(sodium_activation, 3), Gate(sodium_inactivation, 1)))
POTASSIUM = VoltageGated("potassium", Ion.POTASSIUM, (Gate(potassium_activation, 4),))
PERSISTENT_SODIUM = VoltageGated(
    "persistent sodium", Ion.SODIUM, (Gate(persistent_activation, 1), Gate(persistent_inactivation, 1))
)
