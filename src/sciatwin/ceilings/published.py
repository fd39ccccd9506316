"""What nobody may go past outside intensive care, by drug.

The printed figures are of the racemate. For S-ketamine no consensus prints any: they are the racemate's, divided by how
much stronger S-ketamine is taken to be. Doses of the two drugs are never compared without that.
"""

from dataclasses import dataclass

from sciatwin.analytes import S_IS_STRONGER, Drug
from sciatwin.evidence import Estimate, Source, Status
from sciatwin.units import MINUTES_PER_HOUR

CONSENSUS_2018 = Source(
    "Cohen SP, et al. ASRA/AAPM/ASA consensus guideline, chronic pain, 2018",
    doi="10.1097/AAP.0000000000000808",
    read_at="graded table at guidelinecentral.com/guideline/8150",
)

ACUTE_PAIN_2018 = Source(
    "Schwenk ES, et al. ASRA/AAPM/ASA consensus guideline, acute pain, 2018",
    doi="10.1097/AAP.0000000000000806",
    read_at="summary at tomwademd.net, 2018",
)

GOLDBERG_2010 = Source(
    "Goldberg ME, et al. 2010: five days of racemic ketamine at 10 to 40 mg/h in complex regional pain syndrome",
    url="https://pmc.ncbi.nlm.nih.gov/articles/PMC2950807",
    read_at="abstract",
)

MION_2024 = Source(
    "Mion G, Himmelseher S. Esketamine: less drowsiness, more analgesia. Anesth Analg 2024;139(1):78-91",
    doi="10.1213/ANE.0000000000006851",
)

S_POTENCY = Estimate(
    value=S_IS_STRONGER,
    unit="1",
    meaning="mg of racemic ketamine that 1 mg of S-ketamine stands for",
    status=Status.ASSUMED,
    source=MION_2024,
    low=1.5,
    high=3.0,
    reason=(
        "the review calls S-ketamine about twice as strong and halves its dose; binding alone gives 1.7 (Ebert 1997), "
        "and the models here let S-ketamine alone act at the fast effect site, which is 2; that every ceiling halves "
        "is assumed"
    ),
)

LARGEST_BOLUS = Estimate(
    value=0.35, unit="mg/kg", meaning="largest bolus of racemic ketamine", source=CONSENSUS_2018, place="grade C"
)

HIGHEST_RATE = Estimate(
    value=2.0,
    unit="mg/kg/h",
    meaning="highest rate of racemic ketamine outside intensive care",
    source=CONSENSUS_2018,
    place="0.5 to 2 mg/kg/h, grade C; that a bolus counts in its hour is the reading of this program",
)

MOST_IN_A_DAY = Estimate(
    value=14.0,
    unit="mg/kg",
    meaning="most racemic ketamine in any 24 hours",
    status=Status.DERIVED,
    source=GOLDBERG_2010,
    low=7.0,
    high=14.0,
    reason="40 mg/h for a day in 70 kg: the highest rate kept up for days outside intensive care that was read of",
)

LONGEST_VISIT_H = 24.0
"""Longer infusions are in-patient care, which this program neither plans nor simulates for a patient."""

BOLUS_STRETCH = Estimate(
    value=15.0,
    unit="min",
    meaning="boluses within this time count as one",
    status=Status.ASSUMED,
    low=5.0,
    high=60.0,
    reason="two half-lives of the fast effect site (8.3 min): until then a quarter or more of the first is still there",
)

BOLUS_STRETCH_H = BOLUS_STRETCH.value / MINUTES_PER_HOUR


@dataclass(frozen=True)
class Ceilings:
    """Ceilings of one drug, mg of base."""

    drug: Drug
    bolus_mg_per_kg: float
    rate_mg_per_kg_h: float
    day_mg_per_kg: float


def ceilings_for(drug: Drug) -> Ceilings:
    stronger = drug.racemic_equivalent
    return Ceilings(drug, LARGEST_BOLUS.value / stronger, HIGHEST_RATE.value / stronger, MOST_IN_A_DAY.value / stronger)
