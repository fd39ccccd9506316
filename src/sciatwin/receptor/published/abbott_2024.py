"""Two sites of ketamine on recombinant NMDA receptors: the pore, and a membrane-accessible one (Abbott 2024)."""

from sciatwin.analytes import Analyte
from sciatwin.evidence import Estimate, Source, Status
from sciatwin.receptor.published_potency import BindingSite, PotencyBasis, PublishedPotency

SOURCE = Source(
    "Abbott JA, Liu R, Popescu GK. Meeting abstract 2024 (ketamine at the pore and at an allosteric site)",
    url="https://bohrium.dp.tech/paper/arxiv/660d484d13fb2c6cf6fc66da",
    read_at="abstract",
)

ALLOSTERIC_SOURCE = Source(
    "Abbott JA, Popescu GK, et al. 2025 (hydrophobic sites of ketamine on NMDA receptors)",
    url="https://pmc.ncbi.nlm.nih.gov/articles/PMC11948614",
    read_at="abstract; the 0.1 µmol/L in the meeting abstract of 2024",
)

ONE_SITE = Estimate(
    value=1.0,
    unit="1",
    meaning="Hill slope of the inhibition",
    status=Status.ASSUMED,
    low=0.8,
    high=1.4,
    reason="not printed in the abstract; one site is taken",
)

PORE = PublishedPotency(
    key="abbott_2024",
    title="Abbott 2024, current",
    source=SOURCE,
    system="recombinant NMDA receptors",
    site=BindingSite.PORE,
    basis=PotencyBasis.CURRENT,
    half_block_um={
        Analyte.KETAMINE: Estimate(
            value=1.0,
            unit="µmol/L",
            meaning="racemic ketamine that blocks half of the current at the pore",
            source=SOURCE,
            place="abstract",
        )
    },
    hill=ONE_SITE,
)

TONIC_HALF_INHIBITION = Estimate(
    value=0.1,
    unit="µmol/L",
    meaning="ketamine for half of the incomplete inhibition of tonically active receptors",
    source=SOURCE,
    place="abstract",
)

TONIC = PublishedPotency(
    key="abbott_2024_tonic",
    title="Abbott 2024, the tonic site",
    source=SOURCE,
    system="recombinant NMDA receptors",
    site=BindingSite.TONIC,
    basis=PotencyBasis.CURRENT,
    half_block_um={Analyte.KETAMINE: TONIC_HALF_INHIBITION},
    hill=ONE_SITE,
)
"""Occupancy of the second site; what it does to current is incomplete and stands in ``tonic_site``."""
