"""Spike counts of the published circuits, measured by running the authors' files in NEURON 9.0.2, and how near is near.

Counts are spikes after each shock of a train, the first shock first.
"""

import numpy as np

SPIKES, FRACTION = 2, 0.15

AGUIAR_LATE = {
    "control": [4, 6, 8, 9, 10, 9, 10, 10, 10, 10, 11, 11, 11, 11, 11],
    "0.5 Hz": [4, 5, 6, 6, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7],
    "2 Hz": [4, 6, 8, 9, 12, 14, 17, 21, 24, 26, 29, 31, 32, 33, 34],
    "0.1 Hz": [4, 5, 5, 5, 5, 5],
    "no GABA-A": [12, 15, 20, 24, 27, 25, 26, 27, 27, 28, 29, 29, 30, 30, 31],
    "no NK1": [4, 5, 5, 6, 6, 7, 8, 8, 8, 8, 8, 9, 9, 9, 9],
    "no CAN": [4, 5, 5, 5, 5, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4],
    "no CaL": [34, 39, 44, 48, 51, 48, 49, 47, 47, 47, 47, 47, 47, 47, 47],
    "NMDA 0.9": [2, 3, 3, 4, 5, 6, 6, 6, 7, 8, 9, 9, 10, 10, 10],
    "NMDA 0.75": [0] * 15,
    "NMDA 0.5": [0] * 15,
    "NMDA of WDR 0.8": [3, 4, 5, 6, 6, 5, 6, 6, 6, 6, 6, 6, 6, 6, 6],
    "NMDA of WDR 0.5": [0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    "NMDA of WDR 0, AMPA raised": [4, 5, 5, 6, 6, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4],
}
AGUIAR_EARLY = [3, 3, 3, 3, 3, 3, 3, 3, 4, 4, 4, 4, 3, 4, 4]
AGUIAR_INTERNEURON = [7, 8, 9, 9, 9, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7]

ZHANG_LATE = {
    "control": [13, 14, 16, 17, 19, 21, 22, 23, 25, 26, 27, 28, 29, 30, 31],
    "NMDA 0.8": [10, 10, 11, 12, 12, 13, 14, 14, 15, 15, 16, 16, 16, 16, 16],
    "NMDA 0.5": [4, 5, 6, 6, 7, 7, 7, 8, 8, 8, 8, 8, 8, 8, 8],
    "NMDA 0": [0, 0, 0, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2],
    "no inhibition": [15, 16, 18, 20, 22, 25, 27, 29, 31, 34, 36, 38, 40, 40, 41],
}
ZHANG_EARLY = {
    "control": [5, 5, 5, 5, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 6],
    "no inhibition": [9, 10, 10, 10, 11, 11, 11, 11, 12, 12, 12, 12, 12, 12, 13],
}


def worst_excess(found, measured, *, spikes=SPIKES, fraction=FRACTION) -> float:
    """How far the worst count lies outside ± ``spikes`` or ± ``fraction``, whichever is larger; not above 0 is near."""
    measured = np.asarray(measured)[: len(found)]
    return float(np.max(np.abs(found - measured) - np.maximum(spikes, fraction * measured)))
