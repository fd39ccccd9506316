"""Affinity of racemic ketamine against [³H]MK-801 as a table of reviewers gives it: a range."""

from sciatwin.analytes import Analyte
from sciatwin.evidence import Estimate, Source, Status
from sciatwin.receptor.published_potency import BindingSite, PotencyBasis, PublishedPotency

SOURCE = Source(
    "Supplementary table 1: specificity of NMDA receptor antagonists",
    url="https://docslib.org/doc/7141476/1-supplementary-table-1-specificity-of-nmdar-antagonists-drug-target",
    read_at="table",
)

POTENCY = PublishedPotency(
    key="mk801_displacement",
    title="MK-801 displaced, 1 to 2.5 µM",
    source=SOURCE,
    system="brain membranes",
    site=BindingSite.PORE,
    basis=PotencyBasis.BINDING,
    half_block_um={
        Analyte.KETAMINE: Estimate(
            value=1.58,
            unit="µmol/L",
            meaning="affinity (Ki) of racemic ketamine for the pore",
            status=Status.DERIVED,
            source=SOURCE,
            low=1.0,
            high=2.5,
            reason="geometric middle of the printed range 1 to 2.5 µmol/L",
        )
    },
    hill=Estimate(
        value=1.0,
        unit="1",
        meaning="Hill slope of the displacement",
        status=Status.ASSUMED,
        low=0.8,
        high=1.2,
        reason="not printed; a Ki supposes one site",
    ),
)
