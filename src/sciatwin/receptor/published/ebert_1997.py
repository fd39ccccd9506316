"""Displacement of [³H]MK-801 by the enantiomers of ketamine and norketamine (Ebert 1997).

Source of the ratios between enantiomers and metabolites, and of the weaker action in the spinal cord.
"""

from dataclasses import replace

from sciatwin.analytes import Analyte
from sciatwin.evidence import Estimate, Source, Status
from sciatwin.receptor.published_potency import BindingSite, Counted, PotencyBasis, PublishedPotency

SOURCE = Source(
    "Ebert B, et al. Eur J Pharmacol 1997 (ketamine and norketamine at the NMDA receptor)",
    url="https://medluna.com/article/9311667",
    read_at="abstract",
)


def _affinity(value: float, analyte: Analyte) -> Estimate:
    return Estimate(
        value=value,
        unit="µmol/L",
        meaning=f"affinity (Ki) of {analyte} for the pore, rat brain homogenate",
        source=SOURCE,
        place="abstract",
    )


AFFINITIES = {
    analyte: _affinity(value, analyte)
    for analyte, value in {
        Analyte.S_KETAMINE: 0.3,
        Analyte.R_KETAMINE: 1.4,
        Analyte.S_NORKETAMINE: 1.7,
        Analyte.R_NORKETAMINE: 13.0,
    }.items()
}

POTENCY = PublishedPotency(
    key="ebert_1997",
    title="Ebert 1997, binding",
    source=SOURCE,
    system="rat brain homogenate",
    site=BindingSite.PORE,
    basis=PotencyBasis.BINDING,
    half_block_um=AFFINITIES,
    hill=Estimate(
        value=1.0,
        unit="1",
        meaning="Hill slope of the displacement",
        status=Status.ASSUMED,
        low=0.8,
        high=1.2,
        reason="not printed in the abstract; a Ki supposes one site",
    ),
)

AGAINST_TOTAL = replace(
    POTENCY,
    key="ebert_1997_total",
    title="Ebert 1997, protein ignored",
    counted=Counted.TOTAL,
)
"""The same affinities as some papers read them, with the total level in plasma."""
