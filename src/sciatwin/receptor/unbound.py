"""From a level in plasma to the unbound concentration at the receptor: unbound share, passage, molar mass.

    C_receptor (µmol/L) = level (ng/mL) × f_u × K_p,uu / molar mass (g/mol)

Only unbound drug reaches the receptor, and K_p,uu is its ratio between spinal cord and plasma at rest. Both are taken
to be the same for S, R and norketamine: for norketamine neither was found, and for the enantiomers Dayton 1983 saw no
difference on α1-acid glycoprotein, while albumin alone binds R a little more (71 against 65 %).
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from sciatwin.analytes import Analyte
from sciatwin.errors import ModelError
from sciatwin.evidence import Estimate, Shape, Source, Status, Uncertain
from sciatwin.receptor.lognormal import error_of

Drawn = Mapping[str, np.ndarray]

SEEN = (
    Analyte.S_KETAMINE,
    Analyte.R_KETAMINE,
    Analyte.KETAMINE,
    Analyte.S_NORKETAMINE,
    Analyte.R_NORKETAMINE,
)
"""Of these a potency at the receptor is known."""

DAYTON_1983 = Source(
    "Dayton PG, et al. Eur J Clin Pharmacol 1983 (binding of ketamine to human plasma protein)",
    doi="10.1007/BF00607095",
    read_at="abstract",
)

WHITE_1997 = Source(
    "White 1997, as quoted in teaching notes: 12 % bound",
    url="http://www.nurse-anesthesia.org/showthread.php/1667-Ketamine/page2",
)

FRACTION_UNBOUND = Uncertain(
    estimate=Estimate(
        value=0.53,
        unit="1",
        meaning="unbound share of ketamine in human plasma",
        status=Status.DERIVED,
        source=DAYTON_1983,
        standard_error=0.06,
        low=0.41,
        high=0.65,
        reason=(
            "1 − 0.47 bound (abstract); it moves with pH. The label of esketamine gives 0.55 to 0.57; the standard "
            "error is assumed"
        ),
    ),
    shape=Shape.PROBABILITY,
)

RIVAL_FRACTION_UNBOUND = replace(
    FRACTION_UNBOUND,
    estimate=Estimate(
        value=0.88,
        unit="1",
        meaning="unbound share of ketamine in human plasma, by the rival report",
        status=Status.ASSUMED,
        source=WHITE_1997,
        low=0.82,
        high=0.94,
        reason="1 − 0.12 bound, read in a quotation only; it contradicts Dayton 1983, and the two are not averaged",
    ),
)
"""Put in the place of ``FRACTION_UNBOUND`` to see the difference: 1.66 times the unbound concentration."""

PASSAGE = Uncertain(
    estimate=Estimate(
        value=1.0,
        unit="1",
        meaning="unbound ketamine in the spinal cord over unbound ketamine in plasma (Kp,uu)",
        status=Status.ASSUMED,
        standard_error=error_of(1.0, geometric_sd=1.5),
        low=0.45,
        high=2.2,
        reason=(
            "no human value was found. A lipophilic base crosses freely; a total ratio of cerebrospinal fluid to "
            "plasma of 0.4, known second-hand, over 0.53 unbound gives 0.75. Lognormal, geometric SD 1.5"
        ),
    )
)

PARAMETERS = {"receptor/fraction unbound": FRACTION_UNBOUND, "receptor/passage to the cord": PASSAGE}


def unbound_um(level_ng_per_ml: np.ndarray | float, analyte: Analyte, drawn: Drawn) -> np.ndarray:
    """Unbound concentration at the receptor, µmol/L.

    Args:
        level_ng_per_ml: in plasma, or at an effect site as the plasma level that would keep it; draws are the last
            axis.
        drawn: holds the numbers of ``PARAMETERS``, each of shape (draws,) or one number.
    Raises: ModelError if the analyte is not one that the receptor sees.
    """
    if analyte not in SEEN:
        known = ", ".join(SEEN)
        raise ModelError(f"the receptor room knows no potency of {analyte} (available: {known}).")
    reaches = drawn["receptor/fraction unbound"] * drawn["receptor/passage to the cord"]
    return np.asarray(level_ng_per_ml * (reaches / analyte.g_per_mol))
