"""The rival site: membrane-accessible, tenfold stronger, incomplete, and on tonically active receptors only.

Abbott 2024: half-inhibition at 0.1 µmol/L; brief, synaptic-like activation is spared. It is a second answer to the
question what ketamine does at low levels, never a part of the block of the pore: nothing here enters
``equilibrium.block_fraction``, and who shows it names it.
"""

import numpy as np

from sciatwin.analytes import Analyte
from sciatwin.errors import ModelError
from sciatwin.evidence import Estimate, Shape, Status, Uncertain
from sciatwin.receptor import unbound
from sciatwin.receptor.published import abbott_2024
from sciatwin.receptor.unbound import Drawn, unbound_um

HALF_INHIBITION, LARGEST = "receptor/tonic half-inhibition", "receptor/tonic largest inhibition"

PARAMETERS = {
    HALF_INHIBITION: Uncertain(
        estimate=Estimate(
            value=abbott_2024.TONIC_HALF_INHIBITION.value,
            unit="µmol/L",
            meaning="unbound ketamine, S or R, for half of the largest inhibition of tonic receptors",
            status=Status.ASSUMED,
            source=abbott_2024.SOURCE,
            low=0.05,
            high=0.2,
            reason=(
                "0.1 in the abstract, without an interval; that S and R are alike there, and spinal receptors too, is "
                "assumed"
            ),
        )
    ),
    LARGEST: Uncertain(
        estimate=Estimate(
            value=0.4,
            unit="1",
            meaning="inhibition of tonic receptors by very much ketamine",
            status=Status.ASSUMED,
            source=abbott_2024.ALLOSTERIC_SOURCE,
            low=0.2,
            high=0.6,
            reason="called incomplete; no number was read",
        ),
        shape=Shape.EVEN,
    ),
    **unbound.PARAMETERS,
}


def tonic_inhibition_fraction(
    s_ketamine_ng_per_ml: np.ndarray | float, r_ketamine_ng_per_ml: np.ndarray | float, drawn: Drawn
) -> np.ndarray:
    """Fraction by which the current of tonically active receptors falls; computed, not measured in people.

    Args:
        …_ng_per_ml: as for ``block_fraction``; norketamine was not studied at this site and is left out.
        drawn: the numbers of ``PARAMETERS`` of this module.
    Raises: ModelError if a number was not drawn.
    """
    missing = PARAMETERS.keys() - drawn.keys()
    if missing:
        raise ModelError(f"the tonic site needs drawn numbers for {', '.join(sorted(missing))}; draw its PARAMETERS.")
    there_um = unbound_um(s_ketamine_ng_per_ml, Analyte.S_KETAMINE, drawn) + unbound_um(
        r_ketamine_ng_per_ml, Analyte.R_KETAMINE, drawn
    )
    return np.asarray(drawn[LARGEST] * there_um / (drawn[HALF_INHIBITION] + there_um))
