"""Ketamine trapped in the closed channel (Mealing 1999): steady block, trapping and relief.

80 % of the current is blocked by 10 µmol/L; 86 % of the block is still there after 120 s without agonist, whatever the
block was; 50 s of agonist relieve it fully. The half-blocking concentration follows with one site, Hill slope 1.
"""

import math

from sciatwin.analytes import Analyte
from sciatwin.evidence import Estimate, Source, Status
from sciatwin.receptor.published_potency import BindingSite, PotencyBasis, PublishedPotency

SOURCE = Source(
    "Mealing GAR, et al. J Pharmacol Exp Ther 1999 (block trapping of NMDA receptor channels)",
    url="https://pubmedhh.nlm.nih.gov/cgi-bin/abstract.cgi?from=jb&id=9862772",
    read_at="abstract",
)

STEADY_BLOCK = Estimate(
    value=0.80,
    unit="1",
    meaning="current blocked by 10 µmol/L ketamine",
    source=SOURCE,
    place="abstract: 80 (2) %",
    standard_error=0.02,
)
STEADY_BLOCK_AT_UM = 10.0

STILL_TRAPPED = Estimate(
    value=0.86,
    unit="1",
    meaning="part of the block that is left after 120 s without agonist",
    source=SOURCE,
    place="abstract: 86 (1) %",
    standard_error=0.01,
)
WASH_S, STEADY_WITHIN_S, RELIEVED_WITHIN_S = 120.0, 30.0, 50.0

HALF_BLOCK = Estimate(
    value=STEADY_BLOCK_AT_UM * (1 - STEADY_BLOCK.value) / STEADY_BLOCK.value,
    unit="µmol/L",
    meaning="ketamine that blocks half of the current",
    status=Status.DERIVED,
    source=SOURCE,
    standard_error=0.31,
    reason="80 (2) % at 10 µmol/L and one site: 10 × 0.2 / 0.8",
)

LEAK = Estimate(
    value=-math.log(STILL_TRAPPED.value) / WASH_S,
    unit="1/s",
    meaning="rate at which ketamine escapes from a closed channel",
    status=Status.DERIVED,
    source=SOURCE,
    standard_error=0.0001,
    reason="−ln 0.86 / 120 s: all that is lost without agonist is taken to leak",
)

REFERENCE_MV = Estimate(
    value=-70.0,
    unit="mV",
    meaning="voltage of the recordings",
    status=Status.ASSUMED,
    low=-80.0,
    high=-50.0,
    reason="not in the abstract; a usual holding voltage",
)

POTENCY = PublishedPotency(
    key="mealing_1999",
    title="Mealing 1999, current",
    source=SOURCE,
    system="cultured rat cortical neurons, whole cell",
    site=BindingSite.PORE,
    basis=PotencyBasis.CURRENT,
    half_block_um={Analyte.KETAMINE: HALF_BLOCK},
    hill=Estimate(
        value=1.0,
        unit="1",
        meaning="Hill slope of the block",
        status=Status.ASSUMED,
        low=0.8,
        high=1.2,
        reason="one concentration is printed; one site is taken",
    ),
)
