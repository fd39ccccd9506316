"""Block at equilibrium, for the long simulation: block = x / (1 + x), x = S/K_S + R/K_R + nS/K_nS + nR/K_nR.

One potency is drawn for the racemate and shared by all; the ratios between enantiomers and metabolites come from
binding (Ebert 1997), and receptors in the spinal cord may need up to four times as much. Every operation is analytic,
so that a step in the imaginary direction carries derivatives through. The kinetic form (``trapping``) comes to the same
block: within seconds where agonist is steady, with a time constant of 13 min where receptors are silent.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from sciatwin.analytes import Analyte
from sciatwin.errors import ModelError
from sciatwin.evidence import Estimate, Shape, Status, Uncertain
from sciatwin.receptor import unbound
from sciatwin.receptor.lognormal import error_of
from sciatwin.receptor.published import abbott_2024, ebert_1997
from sciatwin.receptor.unbound import Drawn, unbound_um

RACEMATE, R_OVER_S = "receptor/half-blocking racemate", "receptor/R over S"
S_NOR_OVER_S, R_NOR_OVER_S = "receptor/S-norketamine over S", "receptor/R-norketamine over S"
SPINAL = "receptor/spinal multiplier"

_ROWS_AT_ONCE = 64
"""Times that are computed together: their arrays stay near the processor, which makes it three times faster."""


def _ratio_to_s_ketamine(analyte: Analyte, low: float, high: float, reason: str) -> Uncertain:
    affinities = ebert_1997.AFFINITIES
    return Uncertain(
        estimate=Estimate(
            value=affinities[analyte].value / affinities[Analyte.S_KETAMINE].value,
            unit="1",
            meaning=f"half-blocking concentration of {analyte} over that of S-ketamine",
            status=Status.DERIVED,
            source=ebert_1997.SOURCE,
            low=low,
            high=high,
            reason=f"ratio of affinities {affinities[analyte].value:g} / 0.3; the range is assumed: {reason}",
        )
    )


PARAMETERS: Mapping[str, Uncertain] = {
    RACEMATE: Uncertain(
        estimate=Estimate(
            value=1.0,
            unit="µmol/L",
            meaning="unbound racemic ketamine that blocks half of the pores; shared by enantiomers and metabolites",
            status=Status.ASSUMED,
            source=abbott_2024.SOURCE,
            standard_error=error_of(1.0, geometric_sd=2.25),
            low=0.2,
            high=4.9,
            reason=(
                "median as in Abbott 2024. The seven potencies measured at the pore have geometric mean 1.1 µmol/L and "
                "geometric SD 2.1; seven are few, so 2.25 is taken. Lognormal"
            ),
        )
    ),
    R_OVER_S: _ratio_to_s_ketamine(Analyte.R_KETAMINE, 3.0, 6.3, "other work finds S three to five times as strong"),
    S_NOR_OVER_S: _ratio_to_s_ketamine(
        Analyte.S_NORKETAMINE, 3.5, 8.5, "norketamine is 6 to 10 times weaker by binding and function"
    ),
    R_NOR_OVER_S: _ratio_to_s_ketamine(
        Analyte.R_NORKETAMINE, 20.0, 70.0, "one study, and half as weak relative to S-ketamine in its spinal cords"
    ),
    SPINAL: Uncertain(
        estimate=Estimate(
            value=2.5,
            unit="1",
            meaning="half-blocking concentration in the spinal cord over that in cortex",
            status=Status.ASSUMED,
            source=ebert_1997.SOURCE,
            low=1.0,
            high=4.0,
            reason="about 4 in spinal cords of newborn rats (Ebert 1997); whether adult people differ was not found",
        ),
        shape=Shape.EVEN,
    ),
    **unbound.PARAMETERS,
}


def half_block_um(drawn: Drawn) -> dict[Analyte, np.ndarray]:
    """Unbound concentration of each analyte that blocks half of the spinal receptors alone, µmol/L.

    Raises: ModelError if a number of ``PARAMETERS`` was not drawn.
    """
    missing = PARAMETERS.keys() - drawn.keys()
    if missing:
        raise ModelError(f"the block needs drawn numbers for {', '.join(sorted(missing))}; draw all of PARAMETERS.")
    # half S and half R at the racemate's half-blocking concentration make x = 1
    of_s = drawn[RACEMATE] * drawn[SPINAL] * (1 + 1 / drawn[R_OVER_S]) / 2
    return {
        Analyte.S_KETAMINE: np.asarray(of_s),
        Analyte.R_KETAMINE: np.asarray(of_s * drawn[R_OVER_S]),
        Analyte.S_NORKETAMINE: np.asarray(of_s * drawn[S_NOR_OVER_S]),
        Analyte.R_NORKETAMINE: np.asarray(of_s * drawn[R_NOR_OVER_S]),
    }


def half_block_ng_per_ml(drawn: Drawn) -> dict[Analyte, np.ndarray]:
    """The same as a total level in plasma, ng/mL."""
    return {analyte: half / unbound_um(1.0, analyte, drawn) for analyte, half in half_block_um(drawn).items()}


def block_fraction(
    s_ketamine_ng_per_ml: np.ndarray | float,
    r_ketamine_ng_per_ml: np.ndarray | float,
    s_norketamine_ng_per_ml: np.ndarray | float,
    r_norketamine_ng_per_ml: np.ndarray | float,
    drawn: Drawn,
) -> np.ndarray:
    """Fraction of spinal NMDA receptors blocked; computed, not measured (``NO_HUMAN_CURVE``).

    Args:
        …_ng_per_ml: total levels in plasma, or at an effect site as the plasma level that would keep it. Shapes
            broadcast; draws are the last axis, for example (times, draws).
        drawn: the numbers of ``PARAMETERS``, each of shape (draws,) or one number.
    Raises: ModelError for shapes that do not fit, or a number that was not drawn.
    """
    weights = [1 / half for half in half_block_ng_per_ml(drawn).values()]  # in the order of the arguments
    levels = (s_ketamine_ng_per_ml, r_ketamine_ng_per_ml, s_norketamine_ng_per_ml, r_norketamine_ng_per_ml)
    given = _in_one_shape([np.asarray(level) for level in levels], weights)
    if given[0].ndim < 2:
        return _occupied(given, weights)
    block = np.empty(given[0].shape, np.result_type(float, *given, *weights))
    for first in range(0, len(block), _ROWS_AT_ONCE):
        rows = slice(first, first + _ROWS_AT_ONCE)
        block[rows] = _occupied([level[rows] for level in given], weights)
    return block


def _in_one_shape(levels: list[np.ndarray], weights: list[np.ndarray]) -> list[np.ndarray]:
    shapes = [array.shape for array in (*levels, *weights)]
    try:
        shape = np.broadcast_shapes(*shapes)
    except ValueError as error:
        given = ", ".join(str(shape) for shape in shapes[:4])
        raise ModelError(
            f"levels of shapes {given} and drawn numbers of shape {shapes[-1]} do not fit together; "
            "draws are the last axis of all of them."
        ) from error
    return [np.broadcast_to(level, shape) for level in levels]


def _occupied(levels: Sequence[np.ndarray], weights: Sequence[np.ndarray]) -> np.ndarray:
    total = levels[0] * weights[0]
    for level, weight in zip(levels[1:], weights[1:], strict=True):
        total = total + level * weight
    return np.asarray(total / (1 + total))
