"""Ketamine at human GluN1/GluN2A receptors: potency, rates and voltage dependence (Gilling 2009).

The only record with rates, and the only one of human receptors. Its two potencies disagree: the half-blocking
concentration of the steady current is 0.71 µmol/L, the ratio of its rates is 1.47 (0.22 / 0.15, each with a standard
error of a quarter to a third). Neither is averaged away: ``POTENCY`` has the one, ``KETAMINE`` the other.
"""

from sciatwin.analytes import Analyte
from sciatwin.evidence import Estimate, Source, Status
from sciatwin.receptor.blocker import Blocker
from sciatwin.receptor.published import mealing_1999
from sciatwin.receptor.published_potency import BindingSite, PotencyBasis, PublishedPotency

SOURCE = Source(
    "Gilling KE, et al. Neuropharmacology 2009 (memantine and ketamine at human GluN1/GluN2A receptors)",
    doi="10.1016/j.neuropharm.2009.01.012",
    read_at="abstract",
)

REFERENCE_MV = Estimate(
    value=-70.0, unit="mV", meaning="voltage of the recordings", source=SOURCE, place="abstract: IC50 at −70 mV"
)

ENTERING = Estimate(
    value=0.15,
    unit="1/(µmol/L)/s",
    meaning="apparent rate of block by ketamine",
    source=SOURCE,
    place="abstract: 0.15 (0.05) × 10⁶ per mol/L and second",
    standard_error=0.05,
)

RELIEF = Estimate(
    value=0.22,
    unit="1/s",
    meaning="apparent rate of relief from ketamine while agonist is there",
    source=SOURCE,
    place="abstract: 0.22 (0.05) per second",
    standard_error=0.05,
)

ELECTRICAL_DISTANCE = Estimate(
    value=0.79,
    unit="1",
    meaning="electrical distance of the site of ketamine (Woodhull's delta)",
    source=SOURCE,
    place="abstract: 0.79 (0.04)",
    standard_error=0.04,
)

MEMANTINE_ELECTRICAL_DISTANCE = Estimate(
    value=0.90,
    unit="1",
    meaning="electrical distance of the site of memantine",
    source=SOURCE,
    place="abstract, as quoted in a public record: 0.90 (0.09)",
    standard_error=0.09,
)

POTENCY = PublishedPotency(
    key="gilling_2009",
    title="Gilling 2009, human receptors",
    source=SOURCE,
    system="human GluN1/GluN2A, HEK293 cells, −70 mV",
    site=BindingSite.PORE,
    basis=PotencyBasis.CURRENT,
    half_block_um={
        Analyte.KETAMINE: Estimate(
            value=0.71,
            unit="µmol/L",
            meaning="racemic ketamine that blocks half of the current",
            source=SOURCE,
            place="abstract: 0.71 (0.03)",
            standard_error=0.03,
        )
    },
    hill=Estimate(
        value=0.84,
        unit="1",
        meaning="Hill slope of the block",
        source=SOURCE,
        place="abstract: 0.84 (0.02)",
        standard_error=0.02,
    ),
)

KETAMINE = Blocker(
    name="ketamine",
    half_block_um=Estimate(
        value=RELIEF.value / ENTERING.value,
        unit="µmol/L",
        meaning="ketamine that blocks half, from the rates",
        status=Status.DERIVED,
        source=SOURCE,
        standard_error=0.59,
        reason="0.22 / 0.15; relative errors 0.23 and 0.33 add up to 0.40",
    ),
    relief_per_s=RELIEF,
    reference_mv=REFERENCE_MV,
    electrical_distance=ELECTRICAL_DISTANCE,
    leak_per_s=mealing_1999.LEAK,
)
