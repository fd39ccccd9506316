"""Racemic ketamine as a blocker, one record for each potency: they conflict, so each reproduces its own.

Only Gilling 2009 gives rates. The others take its rate of relief, so that they differ in how much they block.
"""

from dataclasses import replace

from sciatwin.analytes import Analyte
from sciatwin.receptor.published import abbott_2024, gilling_2009, mealing_1999

MEALING_1999 = replace(
    gilling_2009.KETAMINE, half_block_um=mealing_1999.HALF_BLOCK, reference_mv=mealing_1999.REFERENCE_MV
)

ABBOTT_2024 = replace(
    gilling_2009.KETAMINE,
    half_block_um=abbott_2024.PORE.half_block_um[Analyte.KETAMINE],
    reference_mv=mealing_1999.REFERENCE_MV,
)

RACEMATE_BLOCKERS = {
    "mealing_1999": MEALING_1999,
    "abbott_2024": ABBOTT_2024,
    "gilling_2009": gilling_2009.KETAMINE,
}
