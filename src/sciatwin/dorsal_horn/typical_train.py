"""The cord of a typical patient answers a train of C-fibre shocks, spike by spike, under one block or another.

It is the cord that the surrogate stands for: typical drive of the root and inhibition, fully sensitised. Fibres fire
the same ectopic spikes in every run of one seed, so two runs differ by block alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from sciatwin.dorsal_horn import compressed_root as root
from sciatwin.dorsal_horn.circuit import FACTORS, MODEL
from sciatwin.dorsal_horn.conditions import EVERY_MS, POTENTIATION, SHOCKS, CircuitConditions, sensitised, setting_of
from sciatwin.dorsal_horn.parts.fibres import shocks
from sciatwin.dorsal_horn.patient_cord import DRIVE, INHIBITION
from sciatwin.dorsal_horn.patient_cord import PARAMETERS as CORD
from sciatwin.dorsal_horn.shock_trains import AnsweredTrain, wind_up
from sciatwin.evidence import Estimate

SENSITISATION = 1.0
"""As before treatment: how far one session moves it is the matter of lasting relief, not of one train."""

_OF_THE_ROOT = (
    root.ACTIVE_A,
    root.RATE_A,
    root.ACTIVE_C,
    root.RATE_C,
    root.PATTERNED,
    root.BURST_RATE,
    root.BURST_SPIKES,
    root.CHLORIDE_SHIFT,
)

NUMBERS: Mapping[str, Estimate] = {
    **{name: item.estimate for name, item in CORD.items()},
    "dorsal horn/potentiation": POTENTIATION,
    **{f"root/{name}": root.PARAMETERS[name].estimate for name in _OF_THE_ROOT},
    **{f"circuit/{name}": factor for name, factor in FACTORS.items()},
}
"""What a train rests on, besides the published circuit: the cord, the root's own firing, the recalibration."""


def typical_train(block_fractions: Sequence[float], seed: int, *, workers: int = 1) -> list[AnsweredTrain]:
    """Fifteen shocks at 1 Hz under each NMDA block, 0 to 1; one run a block.

    Args:
        workers: threads. The result does not depend on it.
    Raises: ModelError for a block outside 0 to 1.
    """
    model = replace(MODEL, circuit=sensitised(SENSITISATION))
    shocks_ms = shocks(count=SHOCKS, every_ms=EVERY_MS)
    duration_ms = float(shocks_ms[-1]) + MODEL.late.until_ms
    evoked = MODEL.arrivals(shocks_ms, seed)
    settings = [setting_of(_typical(block), evoked, duration_ms, seed) for block in block_fractions]
    return [run.answered for run in wind_up(model, settings, shocks_ms=np.asarray(shocks_ms), workers=workers)]


def _typical(block_fraction: float) -> CircuitConditions:
    return CircuitConditions(
        drive=CORD[DRIVE].estimate.value,
        block_fraction=block_fraction,
        inhibition_fraction=CORD[INHIBITION].estimate.value,
        sensitisation=SENSITISATION,
    )
