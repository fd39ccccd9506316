"""The spinal cord of one patient, as far as the surrogate asks: what nobody can measure in people, and is assumed."""

from collections.abc import Mapping

import numpy as np

from sciatwin.dorsal_horn.fitted.surrogate import Circumstances
from sciatwin.evidence import Estimate, Shape, Status, Uncertain

DRIVE, INHIBITION = "dorsal horn/drive of the root", "dorsal horn/inhibition left"

PARAMETERS: Mapping[str, Uncertain] = {
    DRIVE: Uncertain(
        estimate=Estimate(
            value=1.0,
            unit="1",
            meaning="ectopic spikes of the root ÷ those of a typical compressed root",
            status=Status.ASSUMED,
            low=0.3,
            high=3.3,
            reason="no rates of human roots were found; those of rats span more than tenfold",
        )
    ),
    INHIBITION: Uncertain(
        estimate=Estimate(
            value=0.8,
            unit="1",
            meaning="part of spinal inhibition that is left",
            status=Status.ASSUMED,
            low=0.4,
            high=1.0,
            reason="loss of inhibition is reported after nerve injury; no size for root compression was found",
        ),
        shape=Shape.EVEN,
    ),
}


def cord_of(drawn: Mapping[str, np.ndarray]) -> Circumstances:
    """Before treatment, fully sensitised: that is the state in which relief is counted from nothing."""
    return Circumstances(drive=drawn[DRIVE], inhibition_fraction=drawn[INHIBITION], sensitisation=1.0)
