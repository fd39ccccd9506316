"""The cord of a typical patient answers a train of C-fibre shocks, spike by spike, under one block or another.

It is the cord that the surrogate stands for: typical drive of the root and inhibition, fully sensitised. Fibres fire
the same ectopic spikes in every run of one seed, so two runs differ by block alone.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sciatwin.dorsal_horn.circuit import MODEL
from sciatwin.dorsal_horn.conditions import EVERY_MS, SHOCKS, Conditions, sensitised, setting_of
from sciatwin.dorsal_horn.fibres import shocks
from sciatwin.dorsal_horn.patient_cord import DRIVE, INHIBITION, PARAMETERS
from sciatwin.dorsal_horn.wind_up import WindUp, wind_up

SENSITISATION = 1.0
"""As before treatment: how far one session moves it is the matter of lasting relief, not of one train."""


def typical_train(block_fractions: Sequence[float], seed: int) -> list[WindUp]:
    """Fifteen shocks at 1 Hz under each NMDA block, 0 to 1; one run a block.

    Raises: ModelError for a block outside 0 to 1.
    """
    model = replace(MODEL, circuit=sensitised(SENSITISATION))
    shocks_ms = shocks(count=SHOCKS, every_ms=EVERY_MS)
    duration_ms = float(shocks_ms[-1]) + MODEL.late.until_ms
    evoked = MODEL.arrivals(shocks_ms, seed)
    settings = [setting_of(_typical(block), evoked, duration_ms, seed) for block in block_fractions]
    return wind_up(model, settings, shocks_ms=np.asarray(shocks_ms))


def _typical(block_fraction: float) -> Conditions:
    return Conditions(
        drive=PARAMETERS[DRIVE].estimate.value,
        block_fraction=block_fraction,
        inhibition_fraction=PARAMETERS[INHIBITION].estimate.value,
        sensitisation=SENSITISATION,
    )
