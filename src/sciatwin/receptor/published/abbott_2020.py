"""Potency of ketamine from that of a metabolite 100 times weaker, in the same study (Abbott and Popescu 2020)."""

from sciatwin.analytes import Analyte
from sciatwin.evidence import Estimate, Source, Status
from sciatwin.receptor.published_potency import BindingSite, PotencyBasis, PublishedPotency

SOURCE = Source(
    "Abbott JA, Popescu GK. 2020 ((2R,6R)-hydroxynorketamine at GluN1/GluN2A receptors)",
    url="https://pmc.ncbi.nlm.nih.gov/articles/PMC7406986",
    read_at="abstract",
)

POTENCY = PublishedPotency(
    key="abbott_2020",
    title="Abbott 2020, from a metabolite",
    source=SOURCE,
    system="GluN1/GluN2A, HEK293 cells, pH 7.2",
    site=BindingSite.PORE,
    basis=PotencyBasis.CURRENT,
    half_block_um={
        Analyte.KETAMINE: Estimate(
            value=0.46,
            unit="µmol/L",
            meaning="racemic ketamine that blocks half of the current",
            status=Status.DERIVED,
            source=SOURCE,
            reason="IC50 of (2R,6R)-hydroxynorketamine 46 µmol/L over 'about 100-fold less potent'",
        )
    },
    hill=Estimate(
        value=1.0,
        unit="1",
        meaning="Hill slope of the inhibition",
        status=Status.ASSUMED,
        low=0.8,
        high=1.2,
        reason="not printed in the abstract; one site is taken",
    ),
)
