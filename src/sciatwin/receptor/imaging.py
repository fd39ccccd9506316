"""What was seen of ketamine at NMDA receptors in living brains. It bounds the chain; nothing is calibrated to it."""

from dataclasses import dataclass

from sciatwin.evidence import Source


@dataclass(frozen=True, kw_only=True)
class OccupancyObservation:
    """One study.

    Attributes:
        subjects: number of people or animals; None if not read.
        bounds: what a model of the block must not contradict.
    """

    key: str
    method: str
    species: str
    subjects: int | None
    dose: str
    finding: str
    bounds: str
    source: Source


_ALL = (
    OccupancyObservation(
        key="hartvig_1995",
        method="(S)-[N-methyl-11C]ketamine, PET",
        species="human",
        subjects=5,
        dose="S-ketamine 0, 0.1 and 0.2 mg/kg",
        finding=(
            "specific binding fell with dose; memory and psychotomimetic effects above 70 ng/mL in plasma, 500 ng/mL "
            "in the region of highest uptake"
        ),
        bounds="some receptors are occupied at subanaesthetic doses; how many was not printed",
        source=Source(
            "Hartvig P, et al. 1995", url="https://suppr.wilddata.cn/browses/detail/pubmed/7648766", read_at="abstract"
        ),
    ),
    OccupancyObservation(
        key="stone_2006",
        method="[123I]CNS-1261, SPECT",
        species="human",
        subjects=10,
        dose="ketamine, dose not read",
        finding="volume of distribution fell in most regions (P < 0.05)",
        bounds="ketamine displaces a ligand of the pore in people; by how much at which level was not read",
        source=Source(
            "Stone JM, et al. 2006",
            url="https://kclpure.kcl.ac.uk/portal/en/publications/ketamine-displaces-the-novel-nmda-receptor-spet-probe-"
            "123icns-126",
            read_at="abstract",
        ),
    ),
    OccupancyObservation(
        key="van_der_aart_2018",
        method="[18F]PK-209, PET",
        species="human",
        subjects=10,
        dose="S-ketamine 0.5 mg/kg",
        finding="no consistent change after ketamine; test and retest differed by 7 to 24 %; judged unreliable",
        bounds="occupancy too small for this tracer to see, or a tracer that cannot see it",
        source=Source(
            "van der Aart J, et al. 2018", url="https://pmc.ncbi.nlm.nih.gov/articles/PMC6063804", read_at="abstract"
        ),
    ),
    OccupancyObservation(
        key="schoenberger_2017",
        method="[18F]GE-179, PET",
        species="rodent, monkey",
        subjects=None,
        dose="blocking drugs, doses not read",
        finding="the signal did not answer to drugs as NMDA receptors would",
        bounds="human curves by this tracer, should they appear, prove nothing about occupancy",
        source=Source(
            "Schoenberger M, et al. 2017",
            url="https://datapdf.com/in-vivo-18fge-179-brain-signal-does-not-show-nmda-specific.html",
            read_at="abstract",
        ),
    ),
    OccupancyObservation(
        key="lord_2013",
        method="[3H]MK-801, autoradiography after death",
        species="mouse",
        subjects=None,
        dose="ketamine 30 mg/kg under the skin",
        finding="occupancy in hippocampus highest at 15 min, none to be measured at 1 h",
        bounds="block must not outlast the drug by hours",
        source=Source(
            "Lord B, et al. Eur J Pharmacol 2013;715:21-25",
            url="https://c.coek.info/pdf-comparison-of-the-ex-vivo-receptor-occupancy-profile-of-ketamine-to-several-"
            "nmda.html",
            read_at="abstract",
        ),
    ),
)

OBSERVATIONS: dict[str, OccupancyObservation] = {observation.key: observation for observation in _ALL}
